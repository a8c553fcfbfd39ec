/** Dollars with cents, `1,234.50`. */
export function usd(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Dollars with their sign, `+1.50`, `-0.20`. */
export function change(amount: number): string {
  return `${amount < 0 ? '-' : '+'}${usd(Math.abs(amount))}`;
}

/** A quantity as people read it: whole from 100 on, else three digits. */
export function quantity(amount: number): string {
  return amount.toLocaleString('en-US', amount >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}

const WIDTH = 80;

/** Not divided where it is wrapped. */
export const TOGETHER = '\u00a0';

/** Lines of up to 80 columns where no word is longer, each of those after the first with the indent. */
export function wrapped(text: string, indent = '  '): string[] {
  const [, lead, words] = /^( *)(.*)$/.exec(text)!;
  const [first, ...others] = words.split(' ');
  return others.reduce((lines, word) => {
    const last = lines[lines.length - 1];
    return last.length + 1 + word.length <= WIDTH ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, indent + word];
  }, [lead + first]).map((line) => line.replaceAll(TOGETHER, ' '));
}

/** Columns as wide as their widest cell; the first is right-aligned. */
export function columns(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) => (indent + row.map((cell, i) => (i === 0 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')).trimEnd());
}
