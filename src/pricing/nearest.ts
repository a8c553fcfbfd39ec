/** @returns the name that is meant by one that is not among them: a few letters off; undefined where none is near */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const near = names.map((other) => ({ other, off: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, off }) => off <= Math.max(1, Math.floor(Math.min(name.length, other.length) / 4)))
    .sort((a, b) => a.off - b.off);
  return near[0]?.other;
}

/** How many letters must be written, left out or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
