import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, TABLE } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import type { CompileOptions } from '../../src/constructs/serverless-crud-api/resource-schema';
import { OPERATIONS, SIDE_TABLE_KEY } from '../../src/contract/serverless-crud-api';
import { startBundle, type BundledHandler } from '../support/bundled-handler';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { ANA, proxyEvent, type ProxyRequest } from '../support/events';
import { HookStub } from '../support/hook-stub';
import { ticket } from '../support/tickets';

/** The shipped handler of a resource that declares more than its schema, and what it asks of others. */
interface Shipped {
  readonly table: DynamoDbStub;
  readonly hook: HookStub;
  send(request: ProxyRequest): Promise<{ status: number; headers: any; body: any }>;
}

const ending: (() => Promise<unknown>)[] = [];
afterAll(async () => { for (const end of ending) { await end(); } });

async function ship(declared: Partial<CompileOptions>, hooked = false): Promise<Shipped> {
  const folder = await layShippedBundles(TICKET_SCHEMA, declared);
  const table = new DynamoDbStub(TABLE, 'id', declared.sortKey);
  table.add('Side', SIDE_TABLE_KEY);
  const hook = new HookStub();
  const handler: BundledHandler = await startBundle(join(folder, 'crud', 'index.js'), {
    ...LAMBDA,
    ...ENVIRONMENTS.crud,
    AWS_ENDPOINT_URL_DYNAMODB: await table.listen(),
    AWS_ENDPOINT_URL_LAMBDA: await hook.listen(),
    ...(hooked && { BEFORE_WRITE_FUNCTION_ARN: HookStub.ARN }),
  });
  ending.push(() => handler.stop(), () => table.close(), () => hook.close(), async () => rmSync(folder, { recursive: true, force: true }));
  return {
    table,
    hook,
    send: async (request) => {
      const { statusCode, headers, body } = await handler.invoke(proxyEvent(request));
      return { status: statusCode, headers, body: body && JSON.parse(body) };
    },
  };
}

const KEY = { 'Idempotency-Key': 'order-7' };

describe('a resource with an owner, a sort key, a status that goes its way, a spread index and an end', () => {
  let shipped: Shipped;
  beforeAll(async () => {
    shipped = await ship({
      sortKey: 'createdAt',
      ownerAttribute: 'owner',
      access: Object.fromEntries(OPERATIONS.map((operation) => [operation, { owner: true }])),
      transitions: { attribute: 'status', initial: ['OPEN'], next: { OPEN: ['CLOSED'], CLOSED: [] } },
      immutable: ['owner', 'reporterId'],
      indexes: [{ name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: [], shards: 4 }],
      expireAfterSeconds: 3600,
      restorableForSeconds: 60,
      operations: OPERATIONS,
    });
  }, 60_000);

  test('each of create, get, replace, patch, delete and restore is one request to DynamoDB', async () => {
    const { send, table } = shipped;
    const { status, body: { id, owner } } = await send({ method: 'POST', body: ticket({ status: 'OPEN' }) });
    const answers = [
      status,
      (await send({ id })).status,
      (await send({ method: 'PUT', id, body: ticket({ title: 'Otra' }) })).status,
      (await send({ method: 'PATCH', id, body: { status: 'CLOSED' } })).status,
      (await send({ method: 'DELETE', id })).status,
      (await send({ method: 'POST', id, resource: '/v1/tickets/{id}/restore' })).status,
    ];

    expect(owner).toBe(ANA.sub);
    expect(answers).toEqual([201, 200, 200, 200, 204, 200]);
    expect(table.requests).toEqual(['PutItem', 'GetItem', 'UpdateItem', 'UpdateItem', 'UpdateItem', 'UpdateItem']);
  });

  test('a create with an Idempotency-Key is one, and its replay is one', async () => {
    const { send, table } = shipped;
    table.reset();

    expect(await send({ method: 'POST', body: ticket(), headers: KEY })).toMatchObject({ status: 201 });
    expect(await send({ method: 'POST', body: ticket(), headers: KEY })).toMatchObject({ status: 201, headers: { 'Idempotency-Replayed': 'true' } });
    expect(await send({ method: 'POST', body: ticket({ title: 'x' }), headers: KEY })).toMatchObject({ status: 422 });
    expect(table.requests).toEqual(['TransactWriteItems', 'TransactWriteItems', 'TransactWriteItems']);
    expect(table.items.size).toBe(1);
  });

  test('a change that the status forbids is refused with one', async () => {
    const { send, table } = shipped;
    const { body: { id } } = await send({ method: 'POST', body: ticket({ status: 'OPEN' }) });
    await send({ method: 'PATCH', id, body: { status: 'CLOSED' } });
    table.requests.length = 0;

    expect(await send({ method: 'PATCH', id, body: { status: 'OPEN' } })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/status' }] } });
    expect(table.requests).toEqual(['UpdateItem']);
  });
});

describe('a resource with a unique value', () => {
  let shipped: Shipped;
  beforeAll(async () => { shipped = await ship({ unique: ['title'] }); }, 60_000);
  beforeEach(() => shipped.table.reset());

  test('a create is one request, taken or not, with a key or without', async () => {
    const { send, table } = shipped;
    expect(await send({ method: 'POST', body: ticket() })).toMatchObject({ status: 201 });
    expect(await send({ method: 'POST', body: ticket() })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/title' }] } });
    expect(await send({ method: 'POST', body: ticket({ title: 'x' }), headers: KEY })).toMatchObject({ status: 201 });
    expect(table.requests).toEqual(['TransactWriteItems', 'TransactWriteItems', 'TransactWriteItems']);
  });

  test('a change or deletion of it is a read and a transaction, a change of the rest one request', async () => {
    const { send, table } = shipped;
    const { body: { id } } = await send({ method: 'POST', body: ticket() });
    table.requests.length = 0;

    expect(await send({ method: 'PATCH', id, body: { status: 'CLOSED' } })).toMatchObject({ status: 200 });
    expect(await send({ method: 'PATCH', id, body: { title: 'Otra' } })).toMatchObject({ status: 200, body: { title: 'Otra', version: 3 } });
    expect(await send({ method: 'DELETE', id })).toMatchObject({ status: 204 });
    expect(table.requests).toEqual(['UpdateItem', 'GetItem', 'TransactWriteItems', 'GetItem', 'TransactWriteItems']);
  });
});

describe('a resource with a function to ask', () => {
  let shipped: Shipped;
  beforeAll(async () => { shipped = await ship({}, true); }, 60_000);
  beforeEach(() => {
    shipped.table.reset();
    shipped.hook.events.length = 0;
    shipped.hook.behave = ({ item }) => ({ answer: { item: { ...item, title: `${item.title}!` } } });
  });

  test('a create is its call and one request, a change its call, a read and a write', async () => {
    const { send, table, hook } = shipped;
    const { body: { id, title } } = await send({ method: 'POST', body: ticket({ title: 'x' }) });

    expect(title).toBe('x!');
    expect(await send({ method: 'PATCH', id, body: { title: 'y' } })).toMatchObject({ status: 200, body: { title: 'y!' } });
    expect(await send({ method: 'PUT', id, body: ticket({ title: 'z' }) })).toMatchObject({ status: 200, body: { title: 'z!' } });
    expect(table.requests).toEqual(['PutItem', 'GetItem', 'UpdateItem', 'GetItem', 'UpdateItem']);
    expect(hook.events.map(({ operation }) => operation)).toEqual(['create', 'patch', 'replace']);
  });

  test('a create with an Idempotency-Key reads the key before, and a replay is that read alone', async () => {
    const { send, table, hook } = shipped;
    await send({ method: 'POST', body: ticket(), headers: KEY });
    await send({ method: 'POST', body: ticket(), headers: KEY });

    expect(table.requests).toEqual(['GetItem', 'TransactWriteItems', 'GetItem']);
    expect(hook.events).toHaveLength(1);
  });

  test.each([
    ['crashes', { functionError: 'Unhandled', answer: { errorMessage: 'x' } }],
    ['is throttled', { refusal: { status: 429, type: 'TooManyRequestsException' } }],
    ['hangs up', { hangsUp: true }],
    ['says nothing for six seconds', { delayMs: 6_000, answer: {} }],
  ])('fails when it %s: 503, asked once, and nothing is written', async (_, invocation) => {
    const { send, table, hook } = shipped;
    hook.behave = () => invocation;
    const start = performance.now();

    expect(await send({ method: 'POST', body: ticket() })).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    expect(performance.now() - start).toBeLessThan(5_900);
    expect(hook.events).toHaveLength(1);
    expect(table.requests).toEqual([]);
  }, 20_000);
});
