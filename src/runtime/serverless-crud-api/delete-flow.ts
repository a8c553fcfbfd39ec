import type { CrudPorts } from './crud-ports';
import { readId, written } from './item-answer';
import { readWritePreconditions } from './preconditions';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** DELETE of an item. */
export async function deleteItem(request: HttpRequest, { definition, store }: CrudPorts): Promise<HttpResponse> {
  const id = readId(request, definition);
  const condition = readWritePreconditions(request, definition.concurrency);
  written(await store.remove(id, condition));
  return { status: 204 };
}
