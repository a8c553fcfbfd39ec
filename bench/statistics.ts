export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A copy in random order, so that no variant always runs after the same other. */
export function shuffled<T>(values: readonly T[]): T[] {
  const copy = [...values];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

/** Runs every measurement `rounds` times, the order shuffled in each round. */
export async function interleaved<T>(rounds: number, measurements: { readonly [name: string]: () => Promise<T> }): Promise<{ [name: string]: T[] }> {
  const results: { [name: string]: T[] } = Object.fromEntries(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of shuffled(Object.keys(measurements))) { results[name].push(await measurements[name]()); }
  }
  return results;
}
