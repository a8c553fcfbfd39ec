import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { v7 as uuidv7 } from 'uuid';
import type { People } from './people';
import { pricing } from './price-order';
import { deployedResources } from './resources';
import { SIDE_TABLE_KEY } from '../../../src/contract/serverless-crud-api';
import { UNSETTLED, UNSETTLED_INDEX } from '../../../src/contract/serverless-crud-api-users';
import { serveHttp, type HttpRequest, type HttpResponse } from '../../../src/runtime/kit/http';
import { authRoutes } from '../../../src/runtime/serverless-crud-api/auth-routes';
import type { ItemStore } from '../../../src/runtime/serverless-crud-api/crud-ports';
import { crudRoutes } from '../../../src/runtime/serverless-crud-api/crud-routes';
import { itemPages } from '../../../src/runtime/serverless-crud-api/item-pages';
import { itemStore } from '../../../src/runtime/serverless-crud-api/item-store';
import { refreshCookie } from '../../../src/runtime/serverless-crud-api/refresh-cookie';
import { usersRoutes } from '../../../src/runtime/serverless-crud-api/users-routes';
import { DynamoDbStub } from '../dynamodb-stub';
import { proxyEvent } from '../events';
import { addIndexes, BEGUN_TRACEPARENT } from '../ticket-system';

export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly cookies: readonly string[];
  readonly body: string;
}

/** The APIs of the reference system, their own handlers on DynamoDB over HTTP: everything but the gateway. */
export interface Apis {
  answer(request: ApiRequest): Promise<ApiAnswer>;
  stop(): Promise<void>;
}

const now = () => new Date().toISOString();
const silent = { info: () => undefined, error: () => undefined };

type Routes = (request: HttpRequest) => Promise<HttpResponse>;

export async function startApis(people: People): Promise<Apis> {
  const stops: (() => Promise<void>)[] = [];
  const routes = new Map<string, Routes>();
  const stores = new Map<string, ItemStore>();
  for (const [name, { definition, validators }] of deployedResources()) {
    const table = new DynamoDbStub(name, definition.partitionKey, definition.sortKey);
    addIndexes(table, definition);
    table.main.indexes[UNSETTLED_INDEX] = { partitionKey: UNSETTLED, sortKey: 'updatedAt', projected: [] };
    table.add('Side', SIDE_TABLE_KEY);
    const client = new DynamoDBClient({ endpoint: await table.listen(), region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
    stops.push(async () => { client.destroy(); await table.close(); });
    const store = itemStore(client, { items: name, side: 'Side' }, definition, now);
    stores.set(name, store);
    const ports = {
      definition,
      validators,
      store,
      pages: itemPages(client, name, definition, now),
      newId: () => uuidv7(),
      newTraceparent: () => BEGUN_TRACEPARENT,
      ...(name === 'orders' && { beforeWrite: pricing((id) => stores.get('products')!.find(id)) }),
    };
    routes.set(name, name === 'users' ? usersRoutes(ports, loginsOf(people)) : crudRoutes(ports));
  }
  const auth = authRoutes({ path: '/v1/auth', cookie: refreshCookie('/v1/auth', 3_600), identities: people.identities });
  const serve = (answer: Routes) => serveHttp(answer, { allowedOrigins: [], log: silent, clock: () => 0 });

  return {
    answer: async ({ method, url, headers, body }) => {
      const { pathname, searchParams } = new URL(url, 'http://site.invalid');
      const [, , name, id, action] = pathname.split('/');
      const claims = people.claimsOf(headers.authorization);
      if (name !== 'auth' && !claims) { return problem(401, 'Unauthorized'); }
      const known = routes.get(name);
      const resource = name === 'auth' ? pathname : `/v1/${name}${id === undefined ? '' : '/{id}'}${action === undefined ? '' : `/${action}`}`;
      const event = proxyEvent({
        method,
        resource,
        id: name === 'auth' ? undefined : id,
        query: Object.fromEntries([...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)])),
        headers,
        body,
        claims: claims ?? null,
      });
      const answer = await serve(known ?? auth)(event);
      return {
        status: answer.statusCode,
        headers: answer.headers as { readonly [name: string]: string } ?? {},
        cookies: (answer.multiValueHeaders?.['Set-Cookie'] ?? []).map(String),
        body: answer.body,
      };
    },
    stop: async () => { for (const stop of stops) { await stop(); } },
  };
}

/** As the gateway tells it. */
export function problem(status: number, title: string): ApiAnswer {
  const body = { type: 'about:blank', title, status, detail: title, requestId: 'of-the-gateway' };
  return { status, headers: { 'Content-Type': 'application/problem+json' }, cookies: [], body: JSON.stringify(body) };
}

function loginsOf(people: People) {
  return {
    ensure: async (id: string, email: string) => {
      const known = people.all.find(({ username }) => username === email) ?? people.add(email, { sub: `sub-of-${id}`, temporary: true });
      return { sub: known.sub };
    },
    join: async () => undefined,
    disable: async () => undefined,
  };
}
