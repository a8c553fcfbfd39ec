import { linesOf, type Line, type Report } from './report';

const WIDTH = 900;
const HEIGHT = 460;
const PLOT = { left: 64, right: WIDTH - 24, top: 84, bottom: HEIGHT - 60 };
/** Told apart without colours, too: what is kept is dashed. */
const COLOURS = { before: '#b54708', after: '#175cd3' };

/** Which share of the requests ended within how many milliseconds, as SVG: a curve for each address and connection. */
export function plotOf(report: Report): string {
  const lines = linesOf(report.samples);
  const slowest = Math.max(...lines.map(({ total }) => total.max));
  const step = stepOf(slowest / 10);
  const end = Math.ceil(slowest / step) * step;
  const x = (ms: number) => PLOT.left + (ms / end) * (PLOT.right - PLOT.left);
  const y = (share: number) => PLOT.bottom - share * (PLOT.bottom - PLOT.top);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  const shares = [0, 0.25, 0.5, 0.75, 0.95, 1];
  const title = 'Requests that ended within so many ms';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="title">${escaped(`${title}. ${lines.map((line) => `${nameOf(line)}: half within ${line.total.p50.toFixed(1)} ms`).join('; ')}`)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="26" font-size="17" font-weight="600" fill="#101828">${title}</text>`,
    `<text x="${PLOT.left}" y="46" font-size="12" fill="#475467">${escaped(report.caution || report.measuredAt)}</text>`,
    ...ticks.map((ms) => `<line x1="${x(ms)}" x2="${x(ms)}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#eaecf0"/>`),
    ...ticks.map((ms) => `<text x="${x(ms)}" y="${PLOT.bottom + 20}" text-anchor="middle" fill="#475467">${Number(ms.toPrecision(6))}</text>`),
    ...shares.map((share) => `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(share)}" y2="${y(share)}" stroke="#eaecf0"/>`),
    ...shares.map((share) => `<text x="${PLOT.left - 8}" y="${y(share) + 4}" text-anchor="end" fill="#475467">${share * 100} %</text>`),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 16}" text-anchor="middle" fill="#475467">ms to the end of the answer</text>`,
    ...lines.map((line) => curveOf(line, x, y)),
    ...lines.map((line, i) => legendOf(line, PLOT.left + i * 205)),
    '</svg>',
    '',
  ].join('\n');
}

function curveOf(line: Line, x: (ms: number) => number, y: (share: number) => number): string {
  const sorted = [...line.totals].sort((a, b) => a - b);
  const points = sorted.flatMap((ms, i) => [`${x(ms).toFixed(1)},${y(i / sorted.length).toFixed(1)}`, `${x(ms).toFixed(1)},${y((i + 1) / sorted.length).toFixed(1)}`]);
  return `<polyline points="${points.join(' ')}" fill="none" ${strokeOf(line)}/>`;
}

function legendOf(line: Line, left: number): string {
  return `<line x1="${left}" x2="${left + 28}" y1="66" y2="66" ${strokeOf(line)}/><text x="${left + 36}" y="70" fill="#101828">${nameOf(line)}</text>`;
}

function strokeOf({ name, connection }: Line): string {
  return `stroke="${COLOURS[name]}" stroke-width="2"${connection === 'kept' ? ' stroke-dasharray="6 4"' : ''}`;
}

const nameOf = ({ name, connection }: Line) => `${name}, ${connection} connection`;

/** 1, 2 or 5 times a power of ten, the next one up. */
function stepOf(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * 0.999)!;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
