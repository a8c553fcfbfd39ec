import type { JsonObject } from '../../runtime/kit/json';

/** Which items of a table are meant. */
export interface ItemRange {
  /** Values of the partition key; all when empty. */
  readonly keys: readonly string[];
  /** Attribute that holds the time. */
  readonly timeAttribute: string;
  /** ISO 8601; from it on. */
  readonly since?: string;
  /** ISO 8601; before it. */
  readonly until?: string;
  /** Values, as text, of which an attribute has one. */
  readonly where: ReadonlyMap<string, readonly string[]>;
}

/** @returns true for an item in the range; one without the time, or of another than ISO 8601, is in none */
export function isIn({ timeAttribute, since, until, where }: ItemRange, item: JsonObject): boolean {
  if (since !== undefined || until !== undefined) {
    const value = item[timeAttribute];
    const time = typeof value === 'string' ? Date.parse(value) : NaN;
    const held = time >= (since === undefined ? -Infinity : Date.parse(since)) && time < (until === undefined ? Infinity : Date.parse(until));
    if (!held) { return false; }
  }
  return [...where].every(([attribute, values]) => attribute in item && values.includes(String(item[attribute])));
}
