import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import Ajv from 'ajv/dist/2020';
import { DynamoDbStub } from './dynamodb-stub';
import type { StubTable } from './dynamodb-table';
import { proxyEvent, type ProxyRequest } from './events';
import { HookStub } from './hook-stub';
import {
  DELETED_AT, EXPIRES_AT, OPERATIONS, shardAttributeOf, SIDE_TABLE_KEY,
  type AccessRule, type ResourceDefinition, type ResourceValidators,
} from '../../src/contract/serverless-crud-api';
import { serveHttp } from '../../src/runtime/kit/http';
import { beforeWriteFunction } from '../../src/runtime/serverless-crud-api/before-write-function';
import { crudRoutes } from '../../src/runtime/serverless-crud-api/crud-routes';
import { itemPages } from '../../src/runtime/serverless-crud-api/item-pages';
import { itemStore } from '../../src/runtime/serverless-crud-api/item-store';

/** What a ticket may hold: every kind of property that the handler treats differently. */
export const TICKET_PROPERTIES = {
  title: { type: 'string', minLength: 1, maxLength: 200 },
  status: { enum: ['OPEN', 'CLOSED'] },
  size: { type: 'number' },
  reminder: { type: ['string', 'null'] },
  tags: { type: 'array', items: { type: 'string' } },
  details: { type: 'object' },
};

/** The moment at which a test's clock stands unless it is moved. */
const START = '2026-11-24T10:00:00.000Z';

/** Of a request whose client sends none. */
export const BEGUN_TRACEPARENT = '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01';

/** The id of the `n`th ticket that a system makes: a UUIDv7 of the moment at which its clock stands. */
export function ticketId(n: number, at = START): string {
  const ms = Date.parse(at).toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${String(n).padStart(12, '0')}`;
}

/** Tickets as the construct would define them; `title` is required. */
export function ticketDefinition(overrides: Partial<ResourceDefinition> = {}): ResourceDefinition {
  return {
    name: 'tickets',
    partitionKey: 'id',
    properties: Object.keys(TICKET_PROPERTIES),
    readOnly: [],
    writeOnly: [],
    immutable: [],
    unique: [],
    queryTypes: {},
    crossFieldRules: false,
    concurrency: 'optional',
    operations: ['create', 'list', 'read', 'replace', 'patch', 'delete'],
    access: Object.fromEntries(OPERATIONS.map((operation) => [operation, { authenticated: true }])),
    indexes: [],
    idempotencyKeySeconds: 86_400,
    ...overrides,
  };
}

/** What makes tickets those of their owners, whoever `rule` lets do everything. */
export function ownedTickets(rule: AccessRule = { owner: true }): Partial<ResourceDefinition> {
  return {
    properties: [...Object.keys(TICKET_PROPERTIES), 'owner'],
    readOnly: ['owner'],
    immutable: ['owner'],
    ownerAttribute: 'owner',
    access: Object.fromEntries(OPERATIONS.map((operation) => [operation, rule])),
  };
}

/**
 * Validators with the options of the construct's own; `rules` are members added to the item's schema, `properties` those
 * that a patch may name, `stored` members added to the schema of an item as a hook leaves it. An object in a patch is not
 * judged before it is merged.
 */
export function ticketValidators(rules: object = {}, properties: object = TICKET_PROPERTIES, stored?: object): ResourceValidators {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, useDefaults: true });
  const object = { type: 'object', additionalProperties: false };
  const item = ajv.compile({ ...object, properties: TICKET_PROPERTIES, required: ['title'], ...rules });
  const removable = Object.entries(properties).map(([name, schema]) => (
    [name, name === 'title' ? schema : { if: { not: { type: 'null' } }, then: schema }]
  ));
  return {
    item,
    stored: stored ? ajv.compile({ ...object, properties: TICKET_PROPERTIES, required: ['title'], ...stored }) : item,
    patch: ajv.compile({ ...object, properties: Object.fromEntries(removable) }),
  } as ResourceValidators;
}

/** What a client sees. */
export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  /** The body as text. */
  readonly text: string;
  /** The body parsed; undefined when it is empty. */
  readonly body: any;
}

/** The ticket resource in front of a DynamoDB stub: everything but API Gateway. */
export interface TicketSystem {
  readonly table: DynamoDbStub;
  /** Idempotency keys and unique values. */
  readonly side: StubTable;
  /** Lines of the log. */
  readonly lines: { message: string; fields: { readonly [name: string]: unknown } }[];
  /** Moves the clock that stamps items. */
  now: string;
  send(request: ProxyRequest): Promise<Answer>;
  stop(): Promise<void>;
}

export interface TicketSystemOptions {
  readonly definition?: Partial<ResourceDefinition>;
  readonly validators?: ResourceValidators;
  /** The function of `beforeWrite`, stopped with the system; it has 300 ms to answer. */
  readonly hook?: HookStub;
  /** Attempts of the SDK; 1 unless told, so that every request counted is the handler's own. */
  readonly maxAttempts?: number;
  /** How long the SDK waits for the store; 10,000 unless told, so that a busy machine does not look like a silent store. */
  readonly requestTimeoutMs?: number;
}

/** Starts it; ids are those of `ticketId`, from 1 on. */
export async function startTicketSystem(options: TicketSystemOptions = {}): Promise<TicketSystem> {
  const { validators = ticketValidators(), maxAttempts = 1, requestTimeoutMs = 10_000 } = options;
  const definition = ticketDefinition(options.definition);
  const table = new DynamoDbStub('Tickets', definition.partitionKey, definition.sortKey);
  addIndexes(table, definition);
  const side = table.add('Side', SIDE_TABLE_KEY);
  const client = new DynamoDBClient({
    endpoint: await table.listen(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts,
    requestHandler: { requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
  });
  let made = 0;
  const lines: TicketSystem['lines'] = [];
  const write = (message: string, fields: { readonly [name: string]: unknown }) => { lines.push({ message, fields }); };
  const system: TicketSystem = {
    table,
    side,
    lines,
    now: START,
    send: async (request) => {
      const { statusCode, headers, body } = await handler(proxyEvent(request));
      return { status: statusCode, headers: headers ?? {}, text: body, body: body === '' ? undefined : JSON.parse(body) };
    },
    stop: async () => {
      client.destroy();
      await options.hook?.close();
      await table.close();
    },
  };
  const routes = crudRoutes({
    definition,
    validators,
    store: itemStore(client, { items: 'Tickets', side: 'Side' }, definition, () => system.now),
    pages: itemPages(client, 'Tickets', definition, () => system.now),
    ...(options.hook && { beforeWrite: await hookOf(options.hook) }),
    newId: () => ticketId(++made, system.now),
    newTraceparent: () => BEGUN_TRACEPARENT,
  });
  const handler = serveHttp(routes, { allowedOrigins: ['*'], log: { info: write, error: write }, clock: () => 0 });
  return system;
}

async function hookOf(hook: HookStub) {
  const client = new LambdaClient({
    endpoint: await hook.listen(), region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1,
  });
  return beforeWriteFunction(client, HookStub.ARN, 300);
}

/** Gives the first table the indexes that the construct would. */
export function addIndexes(table: DynamoDbStub, { indexes }: ResourceDefinition) {
  for (const index of indexes) {
    const { name, partitionKey, sortKey, shards, projected } = index;
    table.main.indexes[name] = {
      partitionKey: shards > 1 ? shardAttributeOf(index) : partitionKey,
      sortKey,
      ...(projected && { projected: [...projected, partitionKey, EXPIRES_AT, DELETED_AT] }),
    };
  }
}
