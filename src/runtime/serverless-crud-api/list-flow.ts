import type { Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { sealCursor } from './cursor';
import { shownOf } from './item-answer';
import { readPageRequest } from './page-request';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** GET of the collection: one page, and the way to the next. */
export async function listItems(request: HttpRequest, { definition, store }: CrudPorts, { principal }: Caller): Promise<HttpResponse> {
  const scope = { resource: definition.name, sub: principal?.sub ?? '' };
  const { limit, after } = readPageRequest(request, scope);
  const { items: found, last } = await store.page(limit, after);
  const items = found.map((item) => shownOf(item, definition));
  if (last === undefined) { return { status: 200, body: { items } }; }
  const next = sealCursor(scope, last);
  return { status: 200, headers: { Link: `<?limit=${limit}&cursor=${next}>; rel="next"` }, body: { items, next } };
}
