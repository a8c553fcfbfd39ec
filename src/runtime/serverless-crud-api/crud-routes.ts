import { createItem, getItem, type CrudPorts } from './crud-flow';
import { requireIdToken } from './principal';
import { MethodNotAllowed } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

type Flow = (request: HttpRequest, ports: CrudPorts) => Promise<HttpResponse>;

const COLLECTION: ReadonlyMap<string, Flow> = new Map([['POST', createItem]]);
const ITEM: ReadonlyMap<string, Flow> = new Map([['GET', getItem]]);

/** Answers every method of a collection's and its items' paths; the gateway sends them all here. */
export function crudRoutes(ports: CrudPorts) {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    requireIdToken(request.claims);
    const flows = request.pathParameters.id === undefined ? COLLECTION : ITEM;
    const flow = flows.get(request.method);
    if (!flow) { throw new MethodNotAllowed([...flows.keys()]); }
    return flow(request, ports);
  };
}
