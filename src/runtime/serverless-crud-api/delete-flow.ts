import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { readId } from './item-answer';
import { readWritePreconditions } from './preconditions';
import { onVersionOf, writeOnStored } from './stored-write';
import { conditionFor, written } from './write-condition';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** DELETE of an item. */
export async function deleteItem(request: HttpRequest, ports: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const { definition, store } = ports;
  const id = readId(request, definition);
  const condition = conditionFor(readWritePreconditions(request, definition.concurrency), caller);
  if (definition.unique.length > 0) {
    await writeOnStored(id, condition, ports, (stored) => store.remove(id, onVersionOf(stored, condition), stored));
  } else {
    written(await store.remove(id, condition), condition, definition);
  }
  return { status: 204 };
}
