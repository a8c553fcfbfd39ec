import { createItem } from './create-flow';
import type { CrudPorts } from './crud-ports';
import { deleteItem } from './delete-flow';
import { getItem } from './get-flow';
import { listItems } from './list-flow';
import { patchItem } from './patch-flow';
import { requireIdToken, type Principal } from './principal';
import { replaceItem } from './replace-flow';
import { MethodNotAllowed } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

type Flow = (request: HttpRequest, ports: CrudPorts, principal: Principal) => Promise<HttpResponse>;
type Routes = { readonly [method: string]: Flow };

/** Answers every method of a collection's and its items' paths; the gateway sends them all here. */
export function crudRoutes(ports: CrudPorts) {
  const collection = routes({ GET: listItems, POST: createItem });
  const item = routes({ GET: getItem, PUT: replaceItem, PATCH: patchItem, DELETE: deleteItem });
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const principal = requireIdToken(request.claims);
    const { flows, allowed } = request.pathParameters.id === undefined ? collection : item;
    const flow = flows.get(request.method);
    if (!flow) { throw new MethodNotAllowed(allowed); }
    return flow(request, ports, principal);
  };
}

/** `declared`, HEAD as GET (kit/http leaves its body out) and OPTIONS, which tells them all. */
function routes(declared: Routes): { readonly flows: ReadonlyMap<string, Flow>; readonly allowed: readonly string[] } {
  const allowed = [...Object.keys(declared), 'HEAD', 'OPTIONS'];
  const tellAllowed: Flow = async () => ({ status: 204, headers: { Allow: allowed.join(', ') } });
  return { allowed, flows: new Map(Object.entries({ ...declared, HEAD: declared.GET, OPTIONS: tellAllowed })) };
}
