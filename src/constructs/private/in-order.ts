/**
 * The same data, the keys of each object sorted. A map of Java or Go has no order to keep, so what is made of one at
 * synth would be another at each run, and a deployment would update what did not change.
 */
export function inOrder<T>(data: T): T {
  if (Array.isArray(data)) { return data.map(inOrder) as T; }
  if (typeof data !== 'object' || data === null) { return data; }
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, inOrder(value)])) as T;
}
