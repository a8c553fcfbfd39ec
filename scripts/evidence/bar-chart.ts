import { escaped } from '../../src/cli/drawing/text';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is the reader's own, in the strong colour. @default false */
  readonly ours?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly note: string;
  readonly unit: string;
  /** Decimals of the values. @default 1 */
  readonly digits?: number;
  readonly bars: readonly Bar[];
}

const WIDTH = 920;
const LABEL = 320;
const ROW = 34;
const FONT = "'Noto Sans', 'DejaVu Sans', system-ui, sans-serif";

/** Horizontal bars from zero, each with its value, as SVG. */
export function barChart({ title, note, unit, digits = 1, bars }: Chart): string {
  if (bars.length === 0 || bars.some(({ value }) => !(value >= 0 && Number.isFinite(value)))) {
    throw new Error(`'${title}': bars are from zero up, got ${JSON.stringify(bars.map(({ value }) => value))}`);
  }
  const most = Math.max(...bars.map(({ value }) => value)) || 1;
  const height = 74 + bars.length * ROW + 12;
  const length = (value: number) => Math.round((value / most) * (WIDTH - LABEL - 110) * 10) / 10;
  const shown = (value: number) => `${value.toLocaleString('es', { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: 'always' as never })} ${unit}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="${FONT}" font-size="14">`,
    `<title>${escaped(`${title}. ${bars.map(({ label, value }) => `${label}: ${shown(value)}`).join('; ')}`)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="28" font-size="18" font-weight="700" fill="#10233f">${escaped(title)}</text>`,
    `<text x="16" y="50" font-size="12.5" fill="#5b6b80">${escaped(note)}</text>`,
    ...bars.flatMap(({ label, value, ours }, i) => {
      const y = 74 + i * ROW;
      return [
        `<text x="${LABEL - 12}" y="${y + 16}" text-anchor="end" fill="#10233f"${ours ? ' font-weight="700"' : ''}>${escaped(label)}</text>`,
        `<rect x="${LABEL}" y="${y}" width="${length(value)}" height="22" rx="3" fill="${ours ? '#0b6a5a' : '#a9b7c6'}"/>`,
        `<text x="${LABEL + length(value) + 8}" y="${y + 16}" fill="#10233f"${ours ? ' font-weight="700"' : ''}>${escaped(shown(value))}</text>`,
      ];
    }),
    '</svg>', '',
  ].join('\n');
}
