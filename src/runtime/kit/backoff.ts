/**
 * A wait before the next attempt: doubling from `firstMs` up to `maxMs`, and by chance between half of that and one and a
 * half, so that those who failed together don't come back together.
 * @param attempts made so far, 1 or more
 * @param random [0, 1)
 */
export function backoffMs(attempts: number, firstMs: number, maxMs: number, random: () => number): number {
  return Math.min(maxMs, firstMs * 2 ** (attempts - 1)) * (0.5 + random());
}
