import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { entityTagOf, itemAnswer, notFound, readId, stale } from './item-answer';
import { isAmong, isNotExcluded, readPreconditions } from './preconditions';
import { conditionFor, refusalOf } from './write-condition';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** GET of an item; where the gateway answers it to others, too, no condition of this request decides. */
export async function getItem(request: HttpRequest, { definition, store }: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const id = readId(request, definition);
  const versions = definition.cacheSeconds === undefined ? readPreconditions(request) : {};
  const item = await store.find(id);
  const refusal = item ? refusalOf(item, conditionFor({}, caller), definition) : notFound();
  if (refusal) { throw refusal; }
  if (!isAmong(versions, item!.version)) { throw stale(); }
  return isNotExcluded(versions, item!.version) ? itemAnswer(200, item!, definition) : { status: 304, headers: { ETag: entityTagOf(item!) } };
}
