import type { CrudPorts } from './crud-ports';
import { itemAnswer, readId, written } from './item-answer';
import { readItem } from './item-request';
import { readWritePreconditions } from './preconditions';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** PUT of an item: what was sent takes the place of everything the client may write. It never creates. */
export async function replaceItem(request: HttpRequest, { definition, validators, store, now }: CrudPorts): Promise<HttpResponse> {
  const id = readId(request, definition);
  const condition = readWritePreconditions(request, definition.concurrency);
  const set = readItem(request, definition, validators.item);
  const remove = definition.properties.filter((name) => !Object.hasOwn(set, name));
  const item = written(await store.update(id, { set, remove, updatedAt: now() }, condition));
  return itemAnswer(200, item, definition);
}
