import { readBody } from './item-request';
import type { ResourceDefinition, ResourceValidators } from '../../contract/serverless-crud-api';
import { NotFound } from '../kit/failures';
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

/** Where items are kept. Each call is one request to the store. */
export interface ItemStore {
  /** Keeps a new item. */
  insert(item: Item): Promise<void>;
  /** The item as of now: every write that was answered before is seen. */
  find(id: string): Promise<Item | undefined>;
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
  const members = readBody(request, validators.item);
  const id = newId();
  const item = newItem(id, members, now(), definition);
  await store.insert(item);
  return { ...itemAnswer(201, item), headers: { Location: `${definition.name}/${encodeURIComponent(id)}`, ETag: entityTagOf(item) } };
}

/** GET of an item. */
export async function getItem(request: HttpRequest, { store }: CrudPorts): Promise<HttpResponse> {
  const item = await store.find(request.pathParameters.id);
  if (!item) { throw new NotFound('There is no such item.'); }
  return itemAnswer(200, item);
}

function newItem(id: string, members: JsonObject, createdAt: string, { partitionKey, properties }: ResourceDefinition): Item {
  const item: { [name: string]: JsonValue } = { [partitionKey]: id };
  for (const name of properties) {
    if (Object.hasOwn(members, name)) { item[name] = members[name]; }
  }
  return { ...item, createdAt, updatedAt: createdAt, version: 1 };
}

function itemAnswer(status: number, item: Item): HttpResponse {
  return { status, headers: { ETag: entityTagOf(item) }, body: item };
}

/** Strong, because an item's representation changes with its version and only then (RFC 9110, 8.8.1). */
function entityTagOf(item: Item): string {
  return `"${item.version}"`;
}
