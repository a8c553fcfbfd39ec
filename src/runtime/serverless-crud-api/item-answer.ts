import type { Item } from './item';
import { isItemKey, timeOf } from './item-key';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import { strongTag } from '../kit/entity-tag';
import { NotFound, PreconditionFailed } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import type { JsonObject } from '../kit/json';

/**
 * The id that the path names.
 * @throws NotFound for one that no item can have
 */
export function readId({ pathParameters: { id } }: HttpRequest, { sortKey }: ResourceDefinition): string {
  if (!isItemKey(id) || (sortKey && !timeOf(id))) { throw notFound(); }
  return id;
}

/** An item as the body, with its entity tag. */
export function itemAnswer(
  status: number, item: Item, definition: ResourceDefinition, headers: { readonly [name: string]: string } = {},
): HttpResponse {
  return { status, headers: { ...headers, ETag: entityTagOf(item) }, body: shownOf(item, definition) };
}

/** What clients see of an item: everything but what is write-only. */
export function shownOf(item: Item, { writeOnly }: ResourceDefinition): JsonObject {
  if (writeOnly.length === 0) { return item; }
  return Object.fromEntries(Object.entries(item).filter(([name]) => !writeOnly.includes(name)));
}

/** Strong, because an item's representation changes with its version and only then (RFC 9110, 8.8.1). */
export function entityTagOf(item: Item): string {
  return strongTag(String(item.version));
}

export function notFound() { return new NotFound('There is no such item.'); }
export function stale() { return new PreconditionFailed('The item has another version than the one this request is for. Read it again.'); }
