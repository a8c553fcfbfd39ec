import { createHash } from 'node:crypto';
import type { Line } from './body';

/**
 * Data that look like those of the line's metric, the same each time. They show what a widget looks like, and nothing else.
 * @param title of the widget, since an expression does not tell itself apart from the same one elsewhere
 */
export function sampleOf(line: Line, title: string, points: number): number[] {
  const random = randomOf(`${title} ${line.key}`);
  const { base, swing, noise, seldom, rises } = shapeOf(line, random);
  const [phase, waves] = [random() * Math.PI * 2, 1 + random() * 2];
  return Array.from({ length: points }, (_, i) => {
    const at = i / Math.max(1, points - 1);
    const wave = rises ? at : 1 + swing * Math.sin(phase + at * waves * Math.PI * 2);
    const value = base * wave * (1 + noise * (random() - 0.5));
    return seldom ? (random() < seldom.share ? Math.ceil(random() * 3) : 0) : Math.max(0, value);
  });
}

const MODULUS = 2 ** 31 - 1;
/** The services of which a search for charges would tell, most expensive first. */
const SERVICES = ['AmazonCloudWatch', 'AmazonApiGateway', 'AmazonCognito', 'AWSXRay', 'AmazonDynamoDB'];

/** What a line of the graph becomes: a search becomes several. */
export function expanded(line: Line): Line[] {
  const { expression = '' } = line;
  const [, inner] = /SEARCH\('([^']*)'/.exec(expression) ?? [];
  if (inner === undefined) { return [line]; }
  const names = /ServiceName/.test(inner) ? SERVICES : ['first found', 'second found', 'third found'];
  const metric = /MetricName="?(\w+)/.exec(inner)?.[1] ?? 'Found';
  return names.map((label, i) => ({ ...line, key: `${expression} ${label}`, name: `${metric}${i === 0 ? '' : `/${i + 1}`}`, label, color: undefined }));
}

interface Shape {
  readonly base: number;
  /** Part of the base by which it goes up and down. */
  readonly swing: number;
  readonly noise: number;
  /** Of what seldom happens: the part of the points that are not 0. */
  readonly seldom?: { readonly share: number };
  readonly rises: boolean;
}

const CALM: Shape = { base: 100, swing: 0.35, noise: 0.25, rises: false };

function shapeOf({ key, name, expression }: Line, random: () => number): Shape {
  if (/EstimatedCharges/.test(name)) { return { ...CALM, base: 90 / Number(/\/(\d)$/.exec(name)?.[1] ?? (expression ? 1 : 0.4)), noise: 0, rises: true }; }
  if (expression && /100 -/.test(expression)) { return { ...CALM, base: 82 + random() * 12, swing: 0.03, noise: 0.01 }; }
  if (/dead|dlq/i.test(key)) { return { ...CALM, seldom: { share: 0 } }; }
  if (/4xx/i.test(name)) { return { ...CALM, seldom: { share: 0.08 } }; }
  if (/error|throttle|fault|5xx/i.test(name)) { return { ...CALM, seldom: { share: 0.002 } }; }
  if (/age|delay/i.test(name)) { return { ...CALM, base: 0.5 + random(), noise: 1.2 }; }
  if (/duration|latency/i.test(name)) { return { ...CALM, base: 20 + random() * 70, swing: 0.15, noise: 0.3 }; }
  if (/messages/i.test(name)) { return { ...CALM, base: 1 + random() * 4, noise: 0.8 }; }
  if (/concurrent/i.test(name)) { return { ...CALM, base: 8 + random() * 8 }; }
  return { ...CALM, base: 20 + random() * 120 };
}

/** Numbers from 0 to 1 that follow from a text (Park and Miller's minimal standard generator). */
function randomOf(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32BE() % (MODULUS - 1) + 1;
  return () => {
    state = state * 48_271 % MODULUS;
    return state / MODULUS;
  };
}
