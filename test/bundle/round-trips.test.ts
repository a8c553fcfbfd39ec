import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, TABLE } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { proxyEvent, type ProxyRequest } from '../support/events';
import { ticket } from '../support/tickets';

/** Answers each event that it is sent with what the handler answers. */
const RUNTIME = `
  const { handler } = require(process.argv[1]);
  process.on('message', (event) => { handler(event).then((answer) => process.send(answer)); });
`;

const table = new DynamoDbStub(TABLE, 'id');
let shipped: string;
let runtime: ChildProcess;

beforeAll(async () => {
  shipped = await layShippedBundles(TICKET_SCHEMA);
  runtime = spawn(process.execPath, ['-e', RUNTIME, join(shipped, 'crud', 'index.js')], {
    env: { ...LAMBDA, ...ENVIRONMENTS.crud, AWS_ENDPOINT_URL_DYNAMODB: await table.listen() },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
});
afterAll(async () => {
  runtime.kill();
  await table.close();
  rmSync(shipped, { recursive: true, force: true });
});
beforeEach(() => table.reset());

async function send(request: ProxyRequest): Promise<{ status: number; body: any }> {
  const answered = once(runtime, 'message');
  runtime.send(proxyEvent(request));
  const [{ statusCode, body }] = await answered as [APIGatewayProxyResult];
  return { status: statusCode, body: body && JSON.parse(body) };
}

/** Creates a ticket and forgets that request. */
async function created(): Promise<string> {
  const { body: { id } } = await send({ method: 'POST', body: ticket() });
  table.requests.length = 0;
  return id;
}

test('a create is one request to DynamoDB', async () => {
  expect(await send({ method: 'POST', body: ticket() })).toMatchObject({ status: 201 });
  expect(table.requests).toEqual(['PutItem']);
});

test('a get is one request to DynamoDB', async () => {
  const id = await created();
  expect(await send({ id })).toMatchObject({ status: 200, body: ticket() });
  expect(table.requests).toEqual(['GetItem']);
});

test('a replacement is one request to DynamoDB', async () => {
  const id = await created();
  expect(await send({ method: 'PUT', id, body: ticket({ title: 'Otra' }) })).toMatchObject({ status: 200, body: { title: 'Otra', version: 2 } });
  expect(table.requests).toEqual(['UpdateItem']);
});

test('a patch is one request to DynamoDB', async () => {
  const id = await created();
  expect(await send({ method: 'PATCH', id, body: { status: 'CLOSED' } })).toMatchObject({ status: 200, body: { status: 'CLOSED', version: 2 } });
  expect(table.requests).toEqual(['UpdateItem']);
});

test('a deletion is one request to DynamoDB', async () => {
  const id = await created();
  expect(await send({ method: 'DELETE', id })).toMatchObject({ status: 204 });
  expect(table.requests).toEqual(['DeleteItem']);
});

test('a page is one request to DynamoDB', async () => {
  const id = await created();
  expect(await send({})).toMatchObject({ status: 200, body: { items: [{ id }] } });
  expect(table.requests).toEqual(['Scan']);
});

test.each([
  ['replaced', { method: 'PUT', body: ticket() }],
  ['patched', { method: 'PATCH', body: { status: 'CLOSED' } }],
  ['deleted', { method: 'DELETE' }],
  ['read', {}],
])('an item that is not there is %s with one request, which tells 404', async (_, request) => {
  expect(await send({ ...request, id: 'absent' })).toMatchObject({ status: 404 });
  expect(table.requests).toHaveLength(1);
});

test('a write for a stale version is refused with one request, which tells 412', async () => {
  const id = await created();
  expect(await send({ method: 'PATCH', id, body: { status: 'CLOSED' }, headers: { 'If-Match': '"7"' } })).toMatchObject({ status: 412 });
  expect(table.requests).toEqual(['UpdateItem']);
});
