import { isJsonObject, type JsonValue } from '../kit/json';

/** Their product, and a character more, is an integer that a double holds. */
const FACTOR = 65_599;
const MODULUS = 2 ** 31 - 1;

/**
 * The partition of a spread index in which an item is: 0 to `shards` - 1. A hash of the id (a polynomial modulo a prime),
 * so that a change of the item knows it without reading. Another hash would take items away from where they are.
 */
export function shardOf(id: string, shards: number): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) { hash = (hash * FACTOR + id.charCodeAt(i)) % MODULUS; }
  return hash % shards;
}

/** The partition key of one shard of a spread index; none for a value that no list can name. */
export function shardKeyOf(value: JsonValue | undefined, shard: number): string | undefined {
  return value === undefined || value === null || isJsonObject(value) || Array.isArray(value) ? undefined : `${value}#${shard}`;
}
