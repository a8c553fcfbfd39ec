/** Publisher and workers against Powertools' batch and idempotency. Alone: `npx tsx --tsconfig tsconfig.dev.json bench/events.ts`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { circumstances, inFreshProcess, installPeers, PEERS } from './processes';
import { interleaved, median } from './statistics';
import { BUNDLE, STAND_INS } from '../scripts/bundle-options';
import { ENVIRONMENTS, LAMBDA } from '../test/bundle/shipped';

const BATCHES = [1, 10, 100];
const EVENTS = 1_500;

/** Events a second of the process's CPU, medians, by batch; `ratio` is ours to theirs. */
export type EventsResult = { readonly [batch: string]: { readonly ours: number; readonly powertools: number; readonly ratio: number } };

/** The publisher as it ships, and a worker on the kit that the library's workers stand on. */
export async function measureEvents(rounds: number, events = EVENTS): Promise<{ publisher: EventsResult; worker: EventsResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-events-'));
  const services = fork(join(__dirname, 'child', 'messaging.mjs'));
  try {
    const [endpoint] = await once(services, 'message') as [string];
    const env = { ...LAMBDA, ...ENVIRONMENTS.publisher, AWS_ENDPOINT_URL: endpoint, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    const bundled = async (name: string, entry: string, ours: boolean) => {
      const outfile = join(folder, `${name}.cjs`);
      await build({ ...BUNDLE, entryPoints: [entry], outfile, ...(ours && { alias: STAND_INS }) });
      return outfile;
    };
    const pairs = {
      publisher: ['stream', join(__dirname, '..', 'src', 'runtime', 'order-events-pipeline', 'publisher.lambda.ts'), join(PEERS, 'publisher-powertools.mjs')],
      worker: ['queue', join(__dirname, 'worker-ours.ts'), join(PEERS, 'worker-powertools.mjs')],
    } as const;
    const results: { [name: string]: EventsResult } = {};
    for (const [name, [kind, ours, theirs]] of Object.entries(pairs)) {
      const files = { ours: await bundled(`${name}-ours`, ours, true), powertools: await bundled(`${name}-theirs`, theirs, false) };
      results[name] = Object.fromEntries(await inTurn(BATCHES, async (batch) => {
        const runs = await interleaved(rounds, Object.fromEntries(Object.entries(files).map(([who, file]) =>
          [who, () => inFreshProcess<number>('events.mjs', [file, kind, String(batch), String(events)], env)])));
        const [mine, peers] = [median(runs.ours), median(runs.powertools)].map(Math.round);
        return [String(batch), { ours: mine, powertools: peers, ratio: Math.round(100 * mine / peers) / 100 }] as const;
      }));
    }
    return results as { publisher: EventsResult; worker: EventsResult };
  } finally {
    services.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inTurn<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const value of values) { results.push(await work(value)); }
  return results;
}

/** Prints the figures, and keeps them in results/events.json unless it is a quick look. */
export async function reportEvents(quick: boolean): Promise<void> {
  const rounds = quick ? 1 : 3;
  const before = loadavg()[0];
  const events = await measureEvents(rounds, quick ? 600 : EVENTS);
  const results = {
    ...circumstances(rounds, before),
    ...events,
  };
  console.log(JSON.stringify(results, undefined, 2));
  if (!quick) { writeFileSync(join(__dirname, 'results', 'events.json'), `${JSON.stringify(results, undefined, 2)}\n`); }
}

if (require.main === module) {
  installPeers();
  void reportEvents(process.argv.includes('--quick'));
}
