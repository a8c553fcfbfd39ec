import type { JsonObject } from '../kit/json';

/** A stored item: the key, the declared properties it has, then createdAt, updatedAt and version. */
export interface Item extends JsonObject {
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly updatedAt: string;
  /** 1 when created, one more with each change. */
  readonly version: number;
}

/** What becomes of an item's top-level members. */
export interface ItemChange {
  readonly set: JsonObject;
  readonly remove: readonly string[];
}

/**
 * How a write ended: `refused` when the stored item does not meet its condition, `current` being what is stored; `taken`
 * when another item has the value of a unique property.
 */
export type WriteOutcome<T> =
  { readonly kind: 'written'; readonly result: T } | { readonly kind: 'refused'; readonly current: Item } | { readonly kind: 'absent' }
  | { readonly kind: 'taken'; readonly property: string };
