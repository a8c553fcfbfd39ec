import type { MetricWidget } from './body';
import type { Room } from './drawing';
import { COLOURS, short } from './graph';
import { expanded, sampleOf } from './sample';
import { escaped, n, shortened } from '../drawing/text';

const ALARM = { width: 270, height: 22, gap: 6 };
/** Of letters of 12 px. */
const LETTER = 6.15;

/** Every alarm with its state; in the sample all are well. What all names begin with, up to a colon, is left out. */
export function alarms(names: readonly string[], { width, height }: Room): string {
  const [prefix] = /^[^:]*: /.exec(names[0]) ?? [''];
  const told = names.every((name) => name.startsWith(prefix)) ? prefix.length : 0;
  const across = Math.max(1, Math.floor((width + ALARM.gap) / (ALARM.width + ALARM.gap)));
  const column = (width + ALARM.gap) / across;
  const rows = Math.max(1, Math.floor((height + ALARM.gap) / (ALARM.height + ALARM.gap)));
  const shown = names.length > across * rows ? names.slice(0, across * rows - 1) : names;
  const cells = shown.map((name, i) => {
    const [x, y] = [(i % across) * column, Math.floor(i / across) * (ALARM.height + ALARM.gap)];
    return `<g><title>${escaped(name)}</title><rect x="${n(x)}" y="${n(y)}" width="${n(column - ALARM.gap)}" height="${ALARM.height}" rx="3" fill="#f2f8f0" stroke="#b6d7a8"/>`
      + `<circle cx="${n(x + 12)}" cy="${n(y + ALARM.height / 2)}" r="4.5" fill="#1d8102"/>`
      + `<text x="${n(x + 22)}" y="${n(y + 15)}" font-size="12" fill="#16191f">${escaped(shortened(name.slice(told), Math.floor((column - ALARM.gap - 28) / LETTER)))}</text></g>`;
  });
  const left = names.length - shown.length;
  const at = shown.length;
  const more = left > 0
    ? `<text x="${n((at % across) * column + 4)}" y="${n(Math.floor(at / across) * (ALARM.height + ALARM.gap) + 15)}" font-size="12" fill="#687078">and ${left} more</text>` : '';
  return cells.join('') + more;
}

/** The last value of each line, large, with what it was before where the widget asks for it. */
export function numbers(widget: MetricWidget, { width, height }: Room): string {
  const lines = widget.lines.flatMap(expanded);
  const each = width / Math.max(1, lines.length);
  return lines.map((line, i) => {
    const values = sampleOf(line, widget.title, 60);
    const middle = i * each + each / 2;
    const size = Math.min(40, height * 0.35);
    const base = widget.sparkline ? height * 0.42 : height * 0.55;
    return `<text x="${n(middle)}" y="${n(base)}" font-size="${n(size)}" font-weight="700" fill="#16191f" text-anchor="middle">${short(values[values.length - 1])}</text>`
      + `<text x="${n(middle)}" y="${n(base + 22)}" font-size="12" fill="#687078" text-anchor="middle">${escaped(shortened(line.label, Math.floor(each / LETTER)))}</text>`
      + (widget.sparkline ? sparkline(values, { x: i * each + 8, y: base + 36, width: each - 16, height: height - base - 44 }, COLOURS[i % COLOURS.length]) : '');
  }).join('');
}

/** The first line between the bounds of the axis. */
export function gauge(widget: MetricWidget, { width, height }: Room): string {
  const { min = 0, max = 100 } = widget.left;
  const [line] = widget.lines.flatMap(expanded);
  const share = line ? sampleOf(line, widget.title, 2)[0] / 200 : 0.5;
  const value = min + (max - min) * Math.min(1, share);
  const radius = Math.max(10, Math.min(width / 2 - 20, height - 40));
  const [x, y] = [width / 2, height - 24];
  const point = (at: number) => `${n(x - radius * Math.cos(Math.PI * at))} ${n(y - radius * Math.sin(Math.PI * at))}`;
  const arc = (to: number, colour: string) => `<path d="M${point(0)}A${n(radius)} ${n(radius)} 0 0 1 ${point(to)}" fill="none" stroke="${colour}" stroke-width="14"/>`;
  return `${arc(1, '#eaeded')}${arc((value - min) / (max - min), COLOURS[0])}`
    + `<text x="${n(x)}" y="${n(y - 6)}" font-size="26" font-weight="700" fill="#16191f" text-anchor="middle">${short(value)}</text>`
    + `<text x="${n(x)}" y="${n(y + 16)}" font-size="12" fill="#687078" text-anchor="middle">${escaped(line?.label ?? '')}</text>`;
}

/** A bar a line: for bars, pies and tables, which compare the same numbers. */
export function bars(widget: MetricWidget, { width, height }: Room): string {
  const lines = widget.lines.flatMap(expanded).slice(0, Math.max(1, Math.floor(height / 24)));
  const values = lines.map((line) => sampleOf(line, widget.title, 60)[59]);
  const most = Math.max(1, ...values);
  return lines.map(({ label }, i) => `<text x="0" y="${i * 24 + 15}" font-size="12" fill="#16191f">${escaped(shortened(label, Math.floor(width * 0.4 / LETTER)))}</text>`
    + `<rect x="${n(width * 0.42)}" y="${i * 24 + 4}" width="${n(width * 0.46 * values[i] / most)}" height="14" rx="2" fill="${COLOURS[i % COLOURS.length]}"/>`
    + `<text x="${n(width)}" y="${i * 24 + 15}" font-size="12" fill="#687078" text-anchor="end">${short(values[i])}</text>`).join('');
}

function sparkline(values: readonly number[], room: Room & { readonly x: number; readonly y: number }, colour: string): string {
  if (room.height < 10) { return ''; }
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, i) => `${n(room.x + room.width * i / (values.length - 1))} ${n(room.y + room.height * (1 - (value - least) / (most - least || 1)))}`);
  return `<path d="M${points.join('L')}L${n(room.x + room.width)} ${n(room.y + room.height)}L${n(room.x)} ${n(room.y + room.height)}z" fill="${colour}" opacity="0.12"/>`
    + `<path fill="none" stroke="${colour}" stroke-width="1.5" d="M${points.join('L')}"/>`;
}
