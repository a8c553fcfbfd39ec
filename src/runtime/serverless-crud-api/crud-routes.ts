import { callerOf, type Caller } from './access';
import { createItem } from './create-flow';
import type { CrudPorts } from './crud-ports';
import { deleteItem } from './delete-flow';
import { getItem } from './get-flow';
import { listItems } from './list-flow';
import { patchItem } from './patch-flow';
import { requireIdToken } from './principal';
import { replaceItem } from './replace-flow';
import { restoreItem } from './restore-flow';
import { originOf } from './write-origin';
import type { Operation } from '../../contract/serverless-crud-api';
import { MethodNotAllowed } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

type Flow = (request: HttpRequest, ports: CrudPorts, caller: Caller) => Promise<HttpResponse>;

const FLOWS: { readonly [operation in Operation]: Flow } = {
  create: createItem, list: listItems, read: getItem, replace: replaceItem, patch: patchItem, delete: deleteItem, restore: restoreItem,
};

const COLLECTION = { GET: 'list', POST: 'create' } as const;
const ITEM = { GET: 'read', PUT: 'replace', PATCH: 'patch', DELETE: 'delete' } as const;
const RESTORE = { POST: 'restore' } as const;
/** Where a resource is cached. */
const CACHED: readonly Operation[] = ['list', 'read'];
const RESTORE_ROUTE = /\/restore$/;

/** Answers every method of the paths of a collection, its items and their restoration; the gateway sends them all here. */
export function crudRoutes(ports: CrudPorts) {
  const { operations, access, cacheSeconds, tracesWrites } = ports.definition;
  const collection = pathOf(COLLECTION, operations);
  const item = pathOf(ITEM, operations);
  const restore = pathOf(RESTORE, operations);
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const { methods, allowed } = request.pathParameters.id === undefined ? collection : RESTORE_ROUTE.test(request.route) ? restore : item;
    const operation = methods.get(request.method);
    if (operation) {
      const served = tracesWrites ? { ...ports, store: ports.store.tracedTo(originOf(request, ports.newTraceparent)) } : ports;
      const response = await FLOWS[operation](request, served, callerOf(access[operation] ?? {}, request.claims));
      return cacheSeconds !== undefined && CACHED.includes(operation) ? { ...response, shared: true } : response;
    }
    requireIdToken(request.claims);
    if (request.method === 'OPTIONS') { return { status: 204, headers: { Allow: allowed.join(', ') } }; }
    throw new MethodNotAllowed(allowed);
  };
}

/** The methods of a path whose operation there is, HEAD as GET (kit/http leaves its body out), and the list of them, OPTIONS among it. */
function pathOf(declared: { readonly [method: string]: Operation }, operations: readonly Operation[]) {
  const methods = new Map(Object.entries(declared).filter(([, operation]) => operations.includes(operation)));
  const read = methods.get('GET');
  if (read) { methods.set('HEAD', read); }
  return { methods, allowed: [...methods.keys(), 'OPTIONS'] };
}
