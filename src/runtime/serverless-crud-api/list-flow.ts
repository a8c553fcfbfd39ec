import { ownerFor, type Caller } from './access';
import type { CrudPorts } from './crud-ports';
import { openCursor, sealCursor } from './cursor';
import { arePlacesOf, planList, scopeOfCursor, type ListPlan } from './list-plan';
import { readListRequest } from './list-request';
import { START, type Place } from './page-fill';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import { BadRequest } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** GET of the collection: one page, and the way to the next. */
export async function listItems(request: HttpRequest, { definition, pages }: CrudPorts, caller: Caller): Promise<HttpResponse> {
  const asked = readListRequest(request.query, definition);
  const plan = planList(asked, definition, ownerFor(caller));
  if (!plan) { return { status: 200, body: { items: [] } }; }
  const scope = scopeOfCursor(plan, definition, caller.principal?.sub);
  const places = asked.cursor === undefined ? Array<Place>(plan.partitions).fill(START) : placesOf(asked.cursor, scope, plan, definition);
  const { items, next } = await pages.page(plan, asked.limit, places);
  return next ? pageAnswer(items, sealCursor(scope, next), asked.sent) : { status: 200, body: { items } };
}

function placesOf(cursor: string, scope: unknown, plan: ListPlan, definition: ResourceDefinition): readonly Place[] {
  const places = openCursor(scope, cursor);
  if (!places || !arePlacesOf(places, plan, definition)) {
    const detail = 'cursor is the next of a page of this list that the same user was answered, with the same filters and order.';
    throw new BadRequest(detail, [{ parameter: 'cursor', detail }]);
  }
  return places;
}

/** The link is relative to the request's own address (RFC 8288, 3.1), and asks for the same list. */
function pageAnswer(items: readonly unknown[], next: string, sent: readonly (readonly [string, string])[]): HttpResponse {
  const query = [...sent, ['cursor', next]].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return { status: 200, headers: { Link: `<?${query}>; rel="next"` }, body: { items, next } };
}
