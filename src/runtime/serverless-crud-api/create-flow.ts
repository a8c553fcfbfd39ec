import type { CrudPorts } from './crud-ports';
import { itemAnswer } from './item-answer';
import { timeOf } from './item-key';
import { membersOf } from './item-members';
import { readItem } from './item-request';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** POST to the collection: keeps what was sent under a new id. */
export async function createItem(request: HttpRequest, { definition, validators, store, newId }: CrudPorts): Promise<HttpResponse> {
  const sent = readItem(request, definition, validators.item);
  const id = newId();
  const createdAt = timeOf(id)!;
  const item = { [definition.partitionKey]: id, ...membersOf(sent, definition), createdAt, updatedAt: createdAt, version: 1 };
  await store.insert(item);
  return itemAnswer(201, item, definition, { Location: `${definition.name}/${encodeURIComponent(id)}` });
}
