import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, TABLE } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { startBundle, type BundledHandler } from '../support/bundled-handler';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { proxyEvent, type ProxyRequest } from '../support/events';
import { addIndexes } from '../support/ticket-system';
import { ticket } from '../support/tickets';

const SHARDS = 6;
const FURTHER_READS = 10;
const INDEXES = [
  { name: 'reporterId-index', partitionKey: 'reporterId', sortKey: 'createdAt', filters: ['status'], shards: 1 },
  { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: ['title'], shards: SHARDS },
];

const table = new DynamoDbStub(TABLE, 'id');
let shipped: string;
let handler: BundledHandler;

beforeAll(async () => {
  shipped = await layShippedBundles(TICKET_SCHEMA, {
    indexes: INDEXES, queryTypes: { reporterId: 'string', status: 'string', title: 'string' }, restorableForSeconds: 86_400,
  });
  addIndexes(table, JSON.parse(readFileSync(join(shipped, 'crud', 'resource.json'), 'utf8')));
  table.add('Side', 'key');
  handler = await startBundle(join(shipped, 'crud', 'index.js'), { ...LAMBDA, ...ENVIRONMENTS.crud, AWS_ENDPOINT_URL_DYNAMODB: await table.listen() });
}, 60_000);
afterAll(async () => {
  await handler.stop();
  await table.close();
  rmSync(shipped, { recursive: true, force: true });
});
beforeEach(() => table.reset());

async function send(request: ProxyRequest): Promise<{ status: number; body: any }> {
  const { statusCode, body } = await handler.invoke(proxyEvent(request));
  return { status: statusCode, body: body && JSON.parse(body) };
}

/** Creates tickets, no two in one millisecond, and forgets those requests: items of one createdAt have no order. @returns their ids */
async function createMany(count: number, changes: (i: number) => { readonly [name: string]: unknown } = () => ({})): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    ids.push((await send({ method: 'POST', body: ticket(changes(i)) })).body.id);
    for (const answered = Date.now(); Date.now() === answered;) { await setImmediate(); }
  }
  table.requests.length = 0;
  return ids;
}

async function list(query: Record<string, string>): Promise<string[]> {
  const { status, body } = await send({ query });
  expect(status).toBe(200);
  return body.items.map(({ id }: { id: string }) => id);
}

test('a page of everything is one request', async () => {
  await createMany(30);
  expect(await list({})).toHaveLength(20);
  expect(table.requests).toEqual(['Scan']);
});

test('a page by an index is one request', async () => {
  const ids = await createMany(30);
  expect(await list({ reporterId: ticket().reporterId, sort: '-createdAt' })).toEqual(ids.reverse().slice(0, 20));
  expect(table.requests).toEqual(['Query']);
});

test('a page by an index over six partitions is six requests', async () => {
  const ids = await createMany(30);
  expect(await list({ status: 'OPEN' })).toEqual(ids.slice(0, 20));
  expect(table.requests).toEqual(Array(SHARDS).fill('Query'));
});

test('a page that a filter drops items from is full within ten requests besides one a partition', async () => {
  const ids = await createMany(60, (i) => ({ title: i % 12 === 0 ? 'rare' : 'frequent', status: i % 12 === 0 ? 'CLOSED' : 'OPEN' }));
  const rare = ids.filter((_, i) => i % 12 === 0);

  expect(await list({ reporterId: ticket().reporterId, status: 'CLOSED', limit: '5' })).toEqual(rare);
  expect(table.requests.length).toBeLessThanOrEqual(1 + FURTHER_READS);
  table.requests.length = 0;
  expect(await list({ status: 'CLOSED', title: 'rare', limit: '3' })).toEqual(rare.slice(0, 3));
  expect(table.requests.length).toBeLessThanOrEqual(SHARDS + FURTHER_READS);
});

test('so is one of items that were deleted', async () => {
  const ids = await createMany(40);
  for (const id of ids.filter((_, i) => i % 2)) { await send({ method: 'DELETE', id }); }
  table.requests.length = 0;

  expect(await list({ limit: '10' })).toHaveLength(10);
  expect(table.requests.length).toBeLessThanOrEqual(1 + FURTHER_READS);
});

test('a list that no index serves, and one of another’s cursor, are refused without a request', async () => {
  expect(await send({ query: { title: 'x' } })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'title' }] } });
  expect(await send({ query: { cursor: 'forged' } })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'cursor' }] } });
  expect(table.requests).toEqual([]);
});
