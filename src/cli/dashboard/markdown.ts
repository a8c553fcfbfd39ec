import type { Room } from './drawing';
import { escaped, n } from '../drawing/text';

/** Letters that look alike, and where a link leads, which a picture can't show. */
interface Run {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'code' | 'link';
}

const STYLES: { readonly [style in Run['style']]: string } = {
  plain: '', bold: ' font-weight="700"', code: ' font-family="Menlo, Consolas, monospace" fill="#0a4a74"', link: ' fill="#0073bb"',
};
const SIZES = [20, 17, 15];
const TEXT = 13;

/** Headings, paragraphs, lists, bold text, code and links, as far as there is room. */
export function markdown(source: string, { width, height }: Room): string {
  let y = 0;
  const drawn: string[] = [];
  for (const line of source.split('\n')) {
    const [, marks, title] = /^(#{1,6}) +(.*)$/.exec(line) ?? [];
    const [, item] = /^\s*[-*] +(.*)$/.exec(line) ?? [];
    const size = marks === undefined ? TEXT : SIZES[Math.min(marks.length, SIZES.length) - 1];
    const indent = item === undefined ? 0 : 16;
    const runs = runsOf(title ?? item ?? line);
    for (const [i, words] of wrapped(runs, width - indent, size).entries()) {
      y += size * 1.45;
      if (y > height) { return drawn.join(''); }
      if (item !== undefined && i === 0) { drawn.push(`<text x="4" y="${n(y)}" font-size="${TEXT}" fill="#16191f">•</text>`); }
      drawn.push(`<text x="${indent}" y="${n(y)}" font-size="${size}" fill="#16191f"${marks === undefined ? '' : ' font-weight="700"'} xml:space="preserve">`
        + `${words.map(({ text, style }) => `<tspan${STYLES[style]}>${escaped(text)}</tspan>`).join('')}</text>`);
    }
    if (marks !== undefined) { y += 4; }
  }
  return drawn.join('');
}

function runsOf(line: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const found of line.matchAll(/`([^`]+)`|\*\*(.+?)\*\*|\[((?:[^\][]|\[[^\]]*\])+)\]\([^)]*\)/g)) {
    const [whole, code, bold, link] = found;
    runs.push({ text: line.slice(at, found.index), style: 'plain' });
    runs.push(code !== undefined ? { text: code, style: 'code' } : bold !== undefined ? { text: bold, style: 'bold' } : { text: link.replace(/\*\*|`/g, ''), style: 'link' });
    at = found.index + whole.length;
  }
  return [...runs, { text: line.slice(at), style: 'plain' as const }].filter(({ text }) => text !== '');
}

/** By the mean width of letters. */
function wrapped(runs: readonly Run[], width: number, size: number): Run[][] {
  const lines: Run[][] = [[]];
  let used = 0;
  for (const { text, style } of runs) {
    for (const word of text.split(/(?<= )/)) {
      const length = word.trimEnd().length * size * (style === 'code' ? 0.6 : 0.54);
      if (used > 0 && used + length > width) {
        lines.push([]);
        used = 0;
      }
      lines[lines.length - 1].push({ text: word, style });
      used += word.length * size * (style === 'code' ? 0.6 : 0.54);
    }
  }
  return lines;
}
