import { toAttributes } from './attribute-values';
import type { Item, ItemChange } from './item';
import { timeOf } from './item-key';
import { shardKeyOf, shardOf } from './shards';
import { secondsOf, type Attributes } from './stored-item';
import type { AttributesChange } from './update-expression';
import { DELETED_AT, EXPIRES_AT, shardAttributeOf, type ResourceDefinition } from '../../contract/serverless-crud-api';

/** All that is stored of a new item: its members, its places in spread indexes and its end. */
export function attributesOf(item: Item, definition: ResourceDefinition): Attributes {
  const id = String(item[definition.partitionKey]);
  return { ...toAttributes(item), ...changedAttributes(id, { set: item, remove: [] }, definition).spread, ...endOf(expiryOf(id, definition)) };
}

/** What a change makes of an item's attributes: an item moves in a spread index with its value. */
export function changedAttributesOf(id: string, change: ItemChange, definition: ResourceDefinition): AttributesChange {
  const { spread, left } = changedAttributes(id, change, definition);
  return { set: { ...toAttributes(change.set), ...spread }, remove: [...change.remove, ...left] };
}

/** What a deletion that can be taken back leaves. @param now ISO 8601 */
export function deletionOf(id: string, now: string, definition: ResourceDefinition): AttributesChange {
  return { set: { [DELETED_AT]: { S: now }, ...endOf(deletedExpiryOf(id, now, definition)) }, remove: [] };
}

/** What takes a deletion back: the item ends when it would have, or never. */
export function restorationOf(id: string, definition: ResourceDefinition): AttributesChange {
  const end = endOf(expiryOf(id, definition));
  return { set: end, remove: [DELETED_AT, ...(EXPIRES_AT in end ? [] : [EXPIRES_AT])] };
}

/** When an item ends by itself: seconds since 1970; never when undefined. */
export function expiryOf(id: string, { expireAfterSeconds }: ResourceDefinition): number | undefined {
  const createdAt = timeOf(id);
  return expireAfterSeconds === undefined || createdAt === undefined ? undefined : secondsOf(createdAt) + expireAfterSeconds;
}

/** When an item deleted now can be restored no more: seconds since 1970. @param now ISO 8601 */
export function deletedExpiryOf(id: string, now: string, definition: ResourceDefinition): number {
  return Math.min(secondsOf(now) + definition.restorableForSeconds!, expiryOf(id, definition) ?? Infinity);
}

function endOf(seconds: number | undefined): Attributes {
  return seconds === undefined ? {} : { [EXPIRES_AT]: { N: String(seconds) } };
}

/** The item's keys in the spread indexes that the change concerns, and the attributes of those that it leaves. */
function changedAttributes(id: string, { set, remove }: ItemChange, { indexes }: ResourceDefinition) {
  const spread: Attributes = {};
  const left: string[] = [];
  for (const index of indexes) {
    const { partitionKey, shards } = index;
    if (shards === 1 || !(Object.hasOwn(set, partitionKey) || remove.includes(partitionKey))) { continue; }
    const key = shardKeyOf(set[partitionKey], shardOf(id, shards));
    if (key === undefined) { left.push(shardAttributeOf(index)); } else { spread[shardAttributeOf(index)] = { S: key }; }
  }
  return { spread, left };
}
