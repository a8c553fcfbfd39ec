import { sealCursor } from './cursor';
import { isItemKey } from './item-key';
import { readItem, readPatch, validItem } from './item-request';
import { readPageRequest } from './page-request';
import { isAmong, isNotExcluded, readPreconditions, readWritePreconditions, type VersionCondition } from './preconditions';
import type { Principal } from './principal';
import type { ResourceDefinition, ResourceValidators } from '../../contract/serverless-crud-api';
import { strongTag } from '../kit/entity-tag';
import { Conflict, NotFound, PreconditionFailed } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import { isJsonObject, type JsonObject, type JsonValue } from '../kit/json';
import { mergePatch } from '../kit/merge-patch';

/** A stored item as clients see it: the key, the declared properties it has, then createdAt, updatedAt and version. */
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
  /** ISO 8601, UTC, milliseconds. */
  readonly updatedAt: string;
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
  /** Changes an item that exists, raising its version by one. */
  update(id: string, change: ItemChange, condition: VersionCondition): Promise<WriteOutcome<Item>>;
  /** Forgets an item. */
  remove(id: string, condition: VersionCondition): Promise<WriteOutcome<void>>;
}

/** Writes that a merge tries on items that others keep changing. */
const MERGE_ATTEMPTS_MAX = 4;

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
  const sent = readItem(request, definition, validators.item);
  const id = newId();
  const createdAt = now();
  const item = { [definition.partitionKey]: id, ...membersOf(sent, definition), createdAt, updatedAt: createdAt, version: 1 };
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

/** PUT of an item: what was sent takes the place of everything the client may write. It never creates. */
export async function replaceItem(request: HttpRequest, { definition, validators, store, now }: CrudPorts): Promise<HttpResponse> {
  const id = readId(request);
  const condition = readWritePreconditions(request, definition.concurrency);
  const set = readItem(request, definition, validators.item);
  const remove = definition.properties.filter((name) => !Object.hasOwn(set, name));
  const item = written(await store.update(id, { set, remove, updatedAt: now() }, condition));
  return itemAnswer(200, item);
}

/** PATCH of an item (RFC 7396). Every accepted patch makes a version, an empty one too. */
export async function patchItem(request: HttpRequest, ports: CrudPorts): Promise<HttpResponse> {
  const { definition, validators, store, now } = ports;
  const id = readId(request);
  const condition = readWritePreconditions(request, definition.concurrency);
  const patch = readPatch(request, definition, validators.patch);
  const item = isDecidedByStored(patch, definition)
    ? await mergeIntoStored(id, patch, condition, ports)
    : written(await store.update(id, changeOf(patch, patch, now()), condition));
  return itemAnswer(200, item);
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

/** True when the patch's outcome depends on what is stored: members of an object merge, and some rules span fields. */
function isDecidedByStored(patch: JsonObject, { crossFieldRules }: ResourceDefinition): boolean {
  return crossFieldRules || Object.values(patch).some(isJsonObject);
}

async function mergeIntoStored(id: string, patch: JsonObject, condition: VersionCondition, ports: CrudPorts): Promise<Item> {
  const { definition, validators, store, now } = ports;
  let stored = await store.find(id);
  if (!stored) { throw notFound(); }
  for (let attempt = 0; attempt < MERGE_ATTEMPTS_MAX; attempt++) {
    if (!isAmong(condition, stored.version) || !isNotExcluded(condition, stored.version)) { throw stale(); }
    const merged = validItem(mergePatch(membersOf(stored, definition), patch) as JsonObject, definition, validators.item);
    const outcome = await store.update(id, changeOf(patch, merged, now()), { among: [stored.version] });
    if (outcome.kind !== 'stale') { return written(outcome); }
    stored = outcome.current;
  }
  throw new Conflict('Others keep changing this item. Send the patch again.');
}

/** The top-level members that `patch` names, with their values of `outcome`. */
function changeOf(patch: JsonObject, outcome: JsonObject, updatedAt: string): ItemChange {
  const set: { [name: string]: JsonValue } = {};
  const remove: string[] = [];
  for (const name of Object.keys(patch)) {
    if (patch[name] === null) { remove.push(name); } else { set[name] = outcome[name]; }
  }
  return { set, remove, updatedAt };
}

/** The members of `source` that a client may write, in alphabetical order. */
function membersOf(source: JsonObject, { properties }: ResourceDefinition): { [name: string]: JsonValue } {
  const members: { [name: string]: JsonValue } = {};
  for (const name of properties) {
    if (Object.hasOwn(source, name)) { members[name] = source[name]; }
  }
  return members;
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
