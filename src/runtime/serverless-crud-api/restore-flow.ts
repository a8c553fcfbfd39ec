import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { itemAnswer, readId } from './item-answer';
import { readPreconditions } from './preconditions';
import { conditionFor, refusalOf, written } from './write-condition';
import type { HttpRequest, HttpResponse } from '../kit/http';

/**
 * POST to an item's `restore`: takes its deletion back. An item that is not deleted is answered as it is, so that a
 * request sent twice is answered twice alike. If-Match is obeyed but never demanded: nobody can read what is deleted.
 */
export async function restoreItem(request: HttpRequest, { definition, store }: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const id = readId(request, definition);
  const condition = conditionFor(readPreconditions(request), caller);
  const outcome = await store.restore(id, condition);
  const item = outcome.kind === 'refused' && !refusalOf(outcome.current, condition, definition)
    ? outcome.current
    : written(outcome, condition, definition);
  return itemAnswer(200, item, definition);
}
