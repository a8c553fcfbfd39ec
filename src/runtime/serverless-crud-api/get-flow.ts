import type { CrudPorts } from './crud-ports';
import { entityTagOf, itemAnswer, notFound, readId, stale } from './item-answer';
import { isAmong, isNotExcluded, readPreconditions } from './preconditions';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** GET of an item. */
export async function getItem(request: HttpRequest, { definition, store }: CrudPorts): Promise<HttpResponse> {
  const id = readId(request, definition);
  const condition = readPreconditions(request);
  const item = await store.find(id);
  if (!item) { throw notFound(); }
  if (!isAmong(condition, item.version)) { throw stale(); }
  return isNotExcluded(condition, item.version) ? itemAnswer(200, item, definition) : { status: 304, headers: { ETag: entityTagOf(item) } };
}
