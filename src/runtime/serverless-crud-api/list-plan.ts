import { compareKeys, isKeyValue, keyBelow, type KeyValue } from './key-order';
import { enumerate, type Bounds, type ListRequest, type Scalar } from './list-request';
import type { Place, Position } from './page-fill';
import { SERVER_ATTRIBUTES, type IndexDefinition, type ResourceDefinition, type ScalarType } from '../../contract/serverless-crud-api';
import { BadRequest } from '../kit/failures';

/** How a list is read. */
export interface ListPlan {
  /** None when the table itself is paged. */
  readonly by?: IndexUse;
  /** Partitions that are read; more than one for a spread index. */
  readonly partitions: number;
  /** Attributes to show, in the order of an item's. */
  readonly shown: readonly string[];
  /** True when these are the client's choice. */
  readonly narrowed?: true;
}

/** What an index is asked for. */
export interface IndexUse {
  readonly index: IndexDefinition;
  /** Value of the index's partition key. */
  readonly value: Scalar;
  readonly bounds: Bounds;
  readonly descending: boolean;
  /** What else an item has to be. */
  readonly filters: ListRequest['filters'];
}

/** One attribute of the key that tells the rows of a partition apart. */
export interface KeyPart {
  readonly name: string;
  readonly type: ScalarType;
}

/** Bytes of a spread key's `#` and shard. */
const SHARD_BYTES = 3;
const PARTITION_BYTES_MAX = 2048;
/** A number as DynamoDB writes one: up to 38 digits and as many zeros as its magnitude takes. */
const NUMBER = /^-?\d{1,126}(?:\.\d{1,168})?(?:[eE][+-]?\d{1,3})?$/;
const DIGITS_MAX = 38;

/**
 * How `request` is served: by the first index whose partition key is among the filters, which takes the others, and
 * whose order is the one asked for; without a filter, by paging the table.
 * @param owner the user whose items alone may be listed; every item when undefined
 * @returns undefined when no item can be in the list
 * @throws BadRequest naming what lists there are
 */
export function planList(request: ListRequest, definition: ResourceDefinition, owner?: string): ListPlan | undefined {
  const filters = new Map(request.filters);
  const ownerAttribute = owner === undefined ? undefined : definition.ownerAttribute!;
  if (ownerAttribute !== undefined) {
    if ((filters.get(ownerAttribute) ?? owner) !== owner) { return undefined; }
    filters.set(ownerAttribute, owner!);
  }
  const indexes = definition.indexes.filter(({ partitionKey }) => ownerAttribute === undefined || partitionKey === ownerAttribute);
  const order = [...request.bounds.map(([attribute]) => attribute), ...(request.sort ? [request.sort.attribute] : [])];
  if (filters.size === 0 && order.length === 0) { return { partitions: 1, ...shownOf(request, definition) }; }

  const index = indexes.find(({ partitionKey, sortKey, filters: further }) => (
    filters.has(partitionKey)
    && [...filters.keys()].every((name) => name === partitionKey || further.includes(name))
    && order.every((name) => name === sortKey)
  ));
  if (!index) { throw unserved(request, indexes); }
  const bounds = request.bounds[0]?.[1] ?? {};
  const value = filters.get(index.partitionKey)!;
  if (isEmpty(bounds) || (index.shards > 1 && Buffer.byteLength(String(value)) > PARTITION_BYTES_MAX - SHARD_BYTES)) { return undefined; }
  filters.delete(index.partitionKey);
  return {
    by: { index, value, bounds, descending: request.sort?.descending ?? false, filters: [...filters] },
    partitions: index.shards,
    ...shownOf(request, definition, index),
  };
}

/** The attributes that tell the rows of a partition apart, in the order of a Position. */
export function keyPartsOf({ partitionKey, sortKey, queryTypes }: ResourceDefinition, index?: IndexDefinition): readonly KeyPart[] {
  const names = [...(index ? [index.sortKey] : []), partitionKey, ...(sortKey !== undefined && sortKey !== index?.sortKey ? [sortKey] : [])];
  return names.map((name) => ({ name, type: queryTypes[name] ?? 'string' }));
}

/** True when these are places that DynamoDB takes for this list: a cursor's keys may be anyone's making. */
export function arePlacesOf(places: readonly Place[], { by, partitions }: ListPlan, definition: ResourceDefinition): boolean {
  const parts = keyPartsOf(definition, by?.index);
  return places.length === partitions && places.every((place) => place === null || place === 'end' || isPosition(place, parts, definition, by?.bounds));
}

/** What a cursor of this list is good for. @param sub the caller, if it has proven who it is */
export function scopeOfCursor({ by, partitions }: ListPlan, { name, cacheSeconds }: ResourceDefinition, sub?: string): unknown {
  const caller = cacheSeconds === undefined ? sub : undefined; // what is answered from a cache goes on for everybody
  const filters = [...by?.filters ?? []].sort(([a], [b]) => (a < b ? -1 : 1));
  const list = by && [by.index.name, partitions, by.value, filters, by.bounds.from ?? null, by.bounds.below ?? null, by.descending];
  return [name, caller ?? null, list ?? null];
}

function isEmpty({ from, below }: Bounds): boolean {
  if (from === undefined || below === undefined) { return false; }
  const last = keyBelow(below);
  return last === undefined || compareKeys(last, from) < 0;
}

function unserved({ filters, bounds, sort }: ListRequest, indexes: readonly IndexDefinition[]): BadRequest {
  const asked = [
    ...filters.map(([name]) => name),
    ...bounds.filter(([, { from }]) => from !== undefined).map(([name]) => `${name}.gte`),
    ...bounds.filter(([, { below }]) => below !== undefined).map(([name]) => `${name}.lt`),
    ...(sort ? ['sort'] : []),
  ];
  const ways = indexes.map(({ partitionKey, filters: further, sortKey }) => (
    `by ${partitionKey}${further.length > 0 ? ` and, if wanted, ${enumerate(further, 'and')}` : ''}, in the order of ${sortKey}`
  ));
  const detail = asked.length > 1 ? 'No index serves this with the other parameters.' : 'No index serves this alone.';
  return new BadRequest(
    `No index serves these filters and this order. A list goes ${ways.join('; ')}.`,
    asked.map((parameter) => ({ parameter, detail })),
  );
}

function shownOf({ fields }: ListRequest, definition: ResourceDefinition, index?: IndexDefinition): Pick<ListPlan, 'shown' | 'narrowed'> {
  const { partitionKey, properties, writeOnly } = definition;
  const keys = index ? [index.partitionKey, ...keyPartsOf(definition, index).map(({ name }) => name)] : [];
  const held = index?.projected && [...index.projected, ...keys];
  const visible = [partitionKey, ...properties.filter((name) => !writeOnly.includes(name)), ...SERVER_ATTRIBUTES];
  const shown = held ? visible.filter((name) => held.includes(name)) : visible;
  if (!fields) { return { shown }; }
  const unknown = fields.filter((name) => !shown.includes(name));
  if (unknown.length > 0) {
    const detail = `There is no ${enumerate(unknown, 'or')} here; there are ${enumerate(shown, 'and')}.`;
    throw new BadRequest(detail, [{ parameter: 'fields', detail }]);
  }
  return { shown: shown.filter((name) => fields.includes(name)), narrowed: true };
}

function isPosition(position: Position, parts: readonly KeyPart[], { partitionKey }: ResourceDefinition, bounds?: Bounds): boolean {
  return position.length === parts.length && parts.every(({ name, type }, i) => {
    const key = type === 'number' ? numberOf(position[i]) : position[i];
    if (key === undefined || !isKeyValue(key, name === partitionKey ? PARTITION_BYTES_MAX : undefined)) { return false; }
    return i > 0 || !bounds || isWithin(key, bounds);
  });
}

function isWithin(key: KeyValue, { from, below }: Bounds): boolean {
  return (from === undefined || compareKeys(key, from) >= 0) && (below === undefined || compareKeys(key, below) < 0);
}

function numberOf(text: string): number | undefined {
  const digits = text.replace(/[eE].*$/, '').replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  return NUMBER.test(text) && digits.length <= DIGITS_MAX ? Number(text) : undefined;
}
