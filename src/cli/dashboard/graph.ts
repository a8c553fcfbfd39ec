import type { Axis, Line, MetricWidget } from './body';
import type { Room } from './drawing';
import { expanded, sampleOf } from './sample';
import { escaped, n, shortened } from '../drawing/text';

/** As CloudWatch colours lines in their order. */
export const COLOURS = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b', '#e377c2', '#7f7f7f', '#bcbd22', '#17becf'];
const SECONDS_SHOWN = 3 * 3600;
/** More points than this are not told apart. */
const POINTS = 180;
/** Room for the numbers of an axis, and for times. */
const NUMBERS = 44;
const TIMES = 20;
const LEGEND_ROW = 16;
/** Of letters of 11 px. */
const LETTER = 5.6;

/** A line of the graph with its data. */
interface Series {
  readonly line: Line;
  readonly colour: string;
  readonly values: readonly number[];
}

/** Lines over time, with axes and a legend. */
export function graph(widget: MetricWidget, { width, height }: Room): string {
  const lines = widget.lines.flatMap(expanded);
  const longest = Math.max(60, ...lines.map(({ period }) => period));
  const seconds = Math.max(SECONDS_SHOWN, longest * 30);
  const plain = lines.map((line, i): Series => {
    const points = Math.min(POINTS, Math.max(2, Math.round(seconds / line.period) + 1));
    return { line, colour: line.color ?? COLOURS[i % COLOURS.length], values: sampleOf(line, widget.title, points) };
  });
  const series = widget.stacked ? stacked(plain) : plain;
  const { legend, rows } = legendOf(series, width, height);
  const hasRight = series.some(({ line }) => line.axis === 'right');
  const plot = { x: NUMBERS, y: 6, width: width - NUMBERS - (hasRight ? NUMBERS : 4), height: height - TIMES - rows * LEGEND_ROW - 10 };
  const left = scaleOf(series.filter(({ line }) => line.axis === 'left'), widget.left, widget.levels.map(({ value }) => value));
  const right = scaleOf(series.filter(({ line }) => line.axis === 'right'), widget.right, []);
  const y = (value: number, [min, max]: Scale) => plot.y + plot.height * (1 - (Math.min(max, Math.max(min, value)) - min) / (max - min));
  return [
    ...axis(left, plot.x - 6, 'end'),
    ...hasRight ? axis(right, plot.x + plot.width + 6, 'start') : [],
    ...times(seconds).map(([at, label]) => `<text x="${n(plot.x + plot.width * at)}" y="${n(plot.y + plot.height + 15)}" font-size="11" fill="#687078" text-anchor="${at === 1 ? 'end' : 'middle'}">${label}</text>`),
    ...widget.levels.map(({ value, label }) => `<path d="M${n(plot.x)} ${n(y(value, left))}h${n(plot.width)}" stroke="#d13212" stroke-dasharray="4 3"/>`
      + `<text x="${n(plot.x + 4)}" y="${n(y(value, left) - 4)}" font-size="11" fill="#d13212">${escaped(label)}</text>`),
    ...series.map(({ line, colour, values }) => {
      const scale = line.axis === 'right' ? right : left;
      const points = values.map((value, i) => `${n(plot.x + plot.width * i / (values.length - 1))} ${n(y(value, scale))}`);
      const area = widget.stacked ? `<path d="M${points.join('L')}L${n(plot.x + plot.width)} ${n(plot.y + plot.height)}L${n(plot.x)} ${n(plot.y + plot.height)}z" fill="${colour}" opacity="0.25"/>` : '';
      return `${area}<path fill="none" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round" d="M${points.join('L')}"/>`;
    }),
    `<g transform="translate(0 ${n(plot.y + plot.height + TIMES + 12)})">${legend}</g>`,
  ].join('');

  function axis(scale: Scale, x: number, anchor: string): string[] {
    return ticksOf(scale).map((tick) => `<path d="M${n(plot.x)} ${n(y(tick, scale))}h${n(plot.width)}" stroke="#eaeded"/>`
      + `<text x="${n(x)}" y="${n(y(tick, scale) + 4)}" font-size="11" fill="#687078" text-anchor="${anchor}">${short(tick)}</text>`);
  }
}

/** Each line upon the ones before. */
function stacked(series: readonly Series[]): Series[] {
  const sums: number[] = [];
  return series.map((one) => ({ ...one, values: one.values.map((value, i) => (sums[i] = (sums[i] ?? 0) + value)) })).reverse();
}

type Scale = readonly [min: number, max: number];

function scaleOf(series: readonly Series[], { min, max }: Axis, levels: readonly number[]): Scale {
  const values = [...series.flatMap((one) => one.values), ...levels];
  const highest = max ?? Math.max(1, ...values) * 1.05;
  const lowest = min ?? Math.min(highest, ...values) * 0.95;
  return highest > lowest ? [lowest, highest] : [lowest, lowest + 1];
}

/** Three to six round numbers from end to end. */
function ticksOf([min, max]: Scale): number[] {
  const rough = (max - min) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, i) => (first + i) * step);
}

function times(seconds: number): [at: number, label: string][] {
  const [unit, size] = seconds <= 48 * 3600 ? ['h', 3600] : ['d', 86_400];
  const count = Math.round(seconds / size);
  const step = Math.max(1, Math.ceil(count / 6));
  const steps = Array.from({ length: Math.floor(count / step) }, (_, i) => i + 1).map((i): [number, string] => [1 - i * step / count, `-${i * step} ${unit}`]);
  return [...steps.reverse(), [1, 'now']];
}

/** `1.2k`, `350`, `0.25`. */
export function short(value: number): string {
  const abs = Math.abs(value);
  if (abs >= 1e6) { return `${Number((value / 1e6).toPrecision(3))}M`; }
  if (abs >= 1000) { return `${Number((value / 1000).toPrecision(3))}k`; }
  return String(Number(value.toPrecision(3)));
}

/** In columns as wide as the longest label; what has no room in less than half of the widget is counted. */
function legendOf(series: readonly Series[], width: number, height: number): { readonly legend: string; readonly rows: number } {
  const length = Math.floor((width - 30) / LETTER);
  const labels = series.map(({ line: { label }, colour }) => ({ text: shortened(label, length), colour }));
  const column = Math.max(60, ...labels.map(({ text }) => text.length * LETTER + 40));
  const across = Math.max(1, Math.floor(width / column));
  const rows = Math.min(Math.ceil(labels.length / across), Math.max(1, Math.floor(height * 0.45 / LEGEND_ROW)));
  const shown = labels.length > rows * across ? labels.slice(0, rows * across - 1) : labels;
  const left = labels.length - shown.length;
  const entries = [...shown, ...left > 0 ? [{ text: `and ${left} more`, colour: '#ffffff' }] : []];
  const legend = entries.map(({ text, colour }, i) => {
    const [x, y] = [(i % across) * column, Math.floor(i / across) * LEGEND_ROW];
    return `<rect x="${n(x)}" y="${n(y - 6)}" width="14" height="3" rx="1.5" fill="${colour}"/><text x="${n(x + 20)}" y="${n(y)}" font-size="11" fill="#16191f">${escaped(text)}</text>`;
  }).join('');
  return { legend, rows };
}
