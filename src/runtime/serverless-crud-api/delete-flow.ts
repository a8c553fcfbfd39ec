import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { readId } from './item-answer';
import { readWritePreconditions } from './preconditions';
import { conditionFor, written } from './write-condition';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** DELETE of an item. */
export async function deleteItem(request: HttpRequest, { definition, store }: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const id = readId(request, definition);
  const condition = conditionFor(readWritePreconditions(request, definition.concurrency), caller);
  written(await store.remove(id, condition), condition, definition);
  return { status: 204 };
}
