import { sealCursor } from './cursor';
import { isItemKey } from './item-key';
import { readItem } from './item-request';
import { readPageRequest } from './page-request';
import { isAmong, isNotExcluded, readPreconditions, readWritePreconditions, type VersionCondition } from './preconditions';
import type { Principal } from './principal';
import type { ResourceDefinition, ResourceValidators } from '../../contract/serverless-crud-api';
import { strongTag } from '../kit/entity-tag';
import { NotFound, PreconditionFailed } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import type { JsonObject, JsonValue } from '../kit/json';

/** A stored item as clients see it: the key, the declared properties it has, then createdAt, updatedAt and version. */
export interface Item extends JsonObject {
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly updatedAt: string;
  /** 1 when created, one more with each change. */
  readonly version: number;
}

/** How a change ended: `stale` when the item's version is none of those it was for, `current` being what is stored. */
export type WriteOutcome<T> = { readonly kind: 'written'; readonly result: T } | { readonly kind: 'stale'; readonly current: Item } | { readonly kind: 'absent' };

/** Where items are kept. Each call is one request to the store. */
export interface ItemStore {
  /** Keeps a new item. */
  insert(item: Item): Promise<void>;
  /** The item as of now: every write that was answered before is seen. */
  find(id: string): Promise<Item | undefined>;
  /** Up to `limit` items after the one named, in the store's own order; `last` is the id to go on from, if there may be more. */
  page(limit: number, after?: string): Promise<{ readonly items: readonly Item[]; readonly last?: string }>;
  /** Forgets an item. */
  remove(id: string, condition: VersionCondition): Promise<WriteOutcome<void>>;
}

/** What the promises below stand on. */
export interface CrudPorts {
  readonly definition: ResourceDefinition;
  readonly validators: ResourceValidators;
  readonly store: ItemStore;
  /** A new item's id, unique for ever. */
  readonly newId: () => string;
  /** ISO 8601, UTC, milliseconds. */
  readonly now: () => string;
}

/** POST to the collection: keeps what was sent under a new id. */
export async function createItem(request: HttpRequest, { definition, validators, store, newId, now }: CrudPorts): Promise<HttpResponse> {
  const members = readItem(request, definition, validators.item);
  const id = newId();
  const item = newItem(id, members, now(), definition);
  await store.insert(item);
  return itemAnswer(201, item, { Location: `${definition.name}/${encodeURIComponent(id)}` });
}

/** GET of an item. */
export async function getItem(request: HttpRequest, { store }: CrudPorts): Promise<HttpResponse> {
  const id = readId(request);
  const condition = readPreconditions(request);
  const item = await store.find(id);
  if (!item) { throw notFound(); }
  if (!isAmong(condition, item.version)) { throw stale(); }
  return isNotExcluded(condition, item.version) ? itemAnswer(200, item) : { status: 304, headers: { ETag: entityTagOf(item) } };
}

/** GET of the collection: one page, and the way to the next. */
export async function listItems(request: HttpRequest, { definition, store }: CrudPorts, { sub }: Principal): Promise<HttpResponse> {
  const scope = { resource: definition.name, sub };
  const { limit, after } = readPageRequest(request, scope);
  const { items, last } = await store.page(limit, after);
  if (last === undefined) { return { status: 200, body: { items } }; }
  const next = sealCursor(scope, last);
  return { status: 200, headers: { Link: `<?limit=${limit}&cursor=${next}>; rel="next"` }, body: { items, next } };
}

/** DELETE of an item. */
export async function deleteItem(request: HttpRequest, { definition, store }: CrudPorts): Promise<HttpResponse> {
  const id = readId(request);
  const condition = readWritePreconditions(request, definition.concurrency);
  written(await store.remove(id, condition));
  return { status: 204 };
}

function readId({ pathParameters: { id } }: HttpRequest): string {
  if (!isItemKey(id)) { throw notFound(); }
  return id;
}

function newItem(id: string, members: JsonObject, createdAt: string, { partitionKey, properties }: ResourceDefinition): Item {
  const item: { [name: string]: JsonValue } = { [partitionKey]: id };
  for (const name of properties) {
    if (Object.hasOwn(members, name)) { item[name] = members[name]; }
  }
  return { ...item, createdAt, updatedAt: createdAt, version: 1 };
}

function written<T>(outcome: WriteOutcome<T>): T {
  if (outcome.kind === 'absent') { throw notFound(); }
  if (outcome.kind === 'stale') { throw stale(); }
  return outcome.result;
}

function itemAnswer(status: number, item: Item, headers: { readonly [name: string]: string } = {}): HttpResponse {
  return { status, headers: { ...headers, ETag: entityTagOf(item) }, body: item };
}

/** Strong, because an item's representation changes with its version and only then (RFC 9110, 8.8.1). */
function entityTagOf(item: Item): string {
  return strongTag(String(item.version));
}

function notFound() { return new NotFound('There is no such item.'); }
function stale() { return new PreconditionFailed('The item has another version than the one this request is for. Read it again.'); }
