import { Passes } from '../../../pricing/relations';
import { escaped, n, shortened } from '../../drawing/text';
import { usd } from '../format';
import { basis, type Report } from '../report';
import { BOX, layOut, type LaidOutLine } from './layout';
import type { Family, Part, Parts, Rest } from './parts';

const COLOURS: { readonly [family in Family]: string } = { edge: '#7c3aed', compute: '#c2410c', data: '#1d4ed8', messages: '#be185d', identity: '#047857' };
const NAMES: { readonly [family in Family]: string } = { edge: 'entry', compute: 'functions', data: 'data', messages: 'events', identity: 'users' };
const HEAD = 100;
const FOOT = 70;
/** Of a character of the picture's title, on average, in the widest of the fonts that may be there. */
const TITLE_WIDTH = 18;
/** Characters of 15 px that fit into a box, in that font. */
const TITLE_LENGTH = 23;
const FONT = 'font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif"';

/** Requests, events and calls. */
const STARTS: ReadonlySet<Passes> = new Set([Passes.REQUESTS, Passes.EVENTS, Passes.CALLS, Passes.PUBLISHES, Passes.FETCHES]);

/** The architecture with what each part costs a month, as an SVG document that stands alone. */
export function svg(parts: Parts, report: Report, name: string): string {
  const layout = layOut(parts);
  const dearest = Math.max(0.01, ...parts.parts.map((part) => part.usd));
  const title = `${name}: ${usd(report.estimate.monthlyUsd)} USD a month`;
  const [width, height] = [Math.ceil(Math.max(layout.width, 40 + title.length * TITLE_WIDTH)), Math.ceil(layout.height + HEAD + FOOT)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT}>`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#64748b"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...headOf(report, title),
    `<g transform="translate(0 ${HEAD})">`,
    ...layout.stacks.map(({ name: stack, x, y, width: w, height: h, label }) => `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="12" fill="#f8fafc" stroke="#cbd5e1"/>`
      + `<text x="${n(label.x)}" y="${n(label.y)}" font-size="16" font-weight="600" fill="#475569">${escaped(stack)}</text>`),
    ...layout.lines.map((line) => lineOf(line, parts.flows.find(({ from, to }) => from === line.from && to === line.to)!.passes)),
    ...parts.parts.map((part) => boxOf(part, layout.boxes.get(part.id)!, dearest)),
    '</g>',
    ...footOf(parts.rest, report, height),
    '</svg>',
  ].join('\n');
}

function headOf(report: Report, title: string): string[] {
  const families = Object.keys(COLOURS) as Family[];
  return [
    `<text x="20" y="36" font-size="26" font-weight="700" fill="#0f172a">${escaped(title)}</text>`,
    `<text x="20" y="62" font-size="15" fill="#64748b">${escaped(basis(report))}; a box holds its logs, stages and traces</text>`,
    ...families.map((family, i) => {
      const x = 20 + i * 110;
      return `<rect x="${x}" y="77" width="12" height="12" rx="3" fill="${COLOURS[family]}"/><text x="${x + 17}" y="88" font-size="15" fill="#334155">${NAMES[family]}</text>`;
    }),
  ];
}

function boxOf({ title, kind, family, usd: amount }: Part, { x, y }: { readonly x: number; readonly y: number }, dearest: number): string {
  const [left, top] = [x - BOX.width / 2, y - BOX.height / 2];
  const bar = (BOX.width - 24) * amount / dearest;
  const weight = amount >= 0.005 ? 700 : 400;
  return [
    `<g><title>${escaped(`${kind} ${title}: ${usd(amount)} USD a month`)}</title>`,
    `<rect x="${n(left)}" y="${n(top)}" width="${BOX.width}" height="${BOX.height}" rx="8" fill="#ffffff" stroke="${COLOURS[family]}" stroke-width="1.5"/>`,
    `<rect x="${n(left)}" y="${n(top)}" width="5" height="${BOX.height}" rx="2.5" fill="${COLOURS[family]}"/>`,
    `<text x="${n(left + 14)}" y="${n(top + 20)}" font-size="12.5" fill="${COLOURS[family]}">${escaped(kind)}</text>`,
    `<text x="${n(left + BOX.width - 10)}" y="${n(top + 21)}" font-size="16" font-weight="${weight}" fill="#0f172a" text-anchor="end">${usd(amount)}</text>`,
    `<text x="${n(left + 14)}" y="${n(top + 42)}" font-size="15" fill="#0f172a">${escaped(titled(title))}</text>`,
    `<rect x="${n(left + 14)}" y="${n(top + 52)}" width="${BOX.width - 24}" height="5" rx="2.5" fill="#e2e8f0"/>`,
    `<rect x="${n(left + 14)}" y="${n(top + 52)}" width="${n(bar)}" height="5" rx="2.5" fill="${COLOURS[family]}"/></g>`,
  ].join('');
}

/** What starts something is solid; the rest is dashed. */
function lineOf({ points, straight }: LaidOutLine, passes: Passes): string {
  const style = `fill="none" stroke="#94a3b8" stroke-width="1.4"${STARTS.has(passes) ? '' : ' stroke-dasharray="5 4"'} stroke-linejoin="round" marker-end="url(#head)"`;
  if (straight) { return `<path d="M${points.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')}" ${style}/>`; }
  const [first, ...others] = points;
  const path = others.map(({ x, y }, i) => {
    if (i % 2 === 1) { return `L${n(x)} ${n(y)}`; }
    const middle = n((points[i].x + x) / 2);
    return `C${middle} ${n(points[i].y)} ${middle} ${n(y)} ${n(x)} ${n(y)}`;
  });
  return `<path d="M${n(first.x)} ${n(first.y)} ${path.join(' ')}" ${style}/>`;
}

function footOf(rest: readonly Rest[], report: Report, height: number): string[] {
  const others = rest.map(({ kind, count, usd: amount }) => `${count} ${kind} ${usd(amount)}`).join(' · ') || 'nothing';
  const { unknown } = report.estimate;
  return [
    `<text x="20" y="${height - 38}" font-size="15" fill="#334155">Beside it: ${escaped(others)}</text>`,
    `<text x="20" y="${height - 16}" font-size="15" fill="${unknown.length > 0 ? '#b91c1c' : '#64748b'}">${unknown.length > 0
      ? escaped(`Unknown, not in the sum: ${unknown.map(({ type, count }) => `${count} ${type}`).join(', ')}`)
      : 'Solid: what starts something. Dashed: reads, writes, checks and failures. The bar is the cost against the dearest part.'}</text>`,
  ];
}

/** Of a path the end tells most, of a name the beginning. */
function titled(title: string): string {
  return title.includes(' / ') || title.length <= TITLE_LENGTH ? shortened(title, TITLE_LENGTH) : `${title.slice(0, TITLE_LENGTH - 1)}…`;
}
