import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers } from '../../../scripts/bundle-handlers';
import { compileResource } from '../../../src/constructs/serverless-crud-api/resource-schema';
import { RESOURCE_FILE, VALIDATORS_FILE } from '../../../src/contract/serverless-crud-api';
import { startBundle, type BundledHandler } from '../../support/bundled-handler';
import { DynamoDbStub } from '../../support/dynamodb-stub';
import { proxyEvent, type ProxyRequest } from '../../support/events';
import { TICKET_PROPERTIES } from '../../support/ticket-system';

/** The resource handler as it ships: the bundle, the files that synth lays beside it, and Node. */
const table = new DynamoDbStub('Tickets', 'id');
const folder = mkdtempSync(join(tmpdir(), 'crud-'));
let file: string;
let env: { [name: string]: string };
let handler: BundledHandler;

beforeAll(async () => {
  const bundles = await bundleHandlers(folder);
  file = bundles.find(({ name }) => name === 'crud')!.file;
  const schema = { type: 'object', properties: TICKET_PROPERTIES, required: ['title'] };
  const { definition, validators } = compileResource({ where: 'Tickets', name: 'tickets', partitionKey: 'id', concurrency: 'optional', schema });
  writeFileSync(join(file, '..', RESOURCE_FILE), JSON.stringify(definition));
  writeFileSync(join(file, '..', VALIDATORS_FILE), validators);
  env = {
    TABLE_NAME: 'Tickets',
    SIDE_TABLE_NAME: 'Side',
    SERVICE_NAME: 'tickets',
    ALLOWED_ORIGINS_JSON: '["https://app.example"]',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: await table.listen(),
  };
  handler = await startBundle(file, env);
}, 60_000);
afterAll(async () => {
  await handler.stop();
  await table.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => table.reset());

async function send(request: ProxyRequest) {
  const { statusCode, headers, body } = await handler.invoke(proxyEvent(request));
  return { status: statusCode, headers, body: body === '' ? undefined : JSON.parse(body) };
}

describe('the resource handler as it ships', () => {
  test('a ticket is created, read, listed, replaced, patched and deleted, each in one round trip', async () => {
    const { status, body: { id } } = await send({ method: 'POST', body: { title: 'x' } });
    const answers = [
      status,
      (await send({ id })).status,
      (await send({})).status,
      (await send({ method: 'PUT', id, body: { title: 'y' } })).status,
      (await send({ method: 'PATCH', id, body: { title: 'z' } })).status,
      (await send({ method: 'DELETE', id, headers: { 'If-Match': '"3"' } })).status,
    ];

    expect(answers).toEqual([201, 200, 200, 200, 200, 204]);
    expect(table.requests).toEqual(['PutItem', 'GetItem', 'Scan', 'UpdateItem', 'UpdateItem', 'DeleteItem']);
    expect(table.items.size).toBe(0);
  });

  test('ids are UUIDs in the order of time, and times are UTC with milliseconds', async () => {
    const first = (await send({ method: 'POST', body: { title: 'a' } })).body;
    const second = (await send({ method: 'POST', body: { title: 'b' } })).body;

    expect(first.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second.id > first.id).toBe(true);
    expect(first.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('fails for a ticket that breaks the schema, at the fields', async () => {
    expect(await send({ method: 'POST', body: { status: 'LOST', owner: 1 } })).toMatchObject({
      status: 400, body: { errors: expect.arrayContaining(['/title', '/status', '/owner'].map((pointer) => expect.objectContaining({ pointer }))) },
    });
  });

  test('a request leaves one line of JSON in the log', async () => {
    await send({ headers: { 'X-Correlation-Id': 'order-7', 'Authorization': 'eyJ' } });
    await send({ headers: { 'X-Correlation-Id': 'order-8' } });
    await handler.outputHolds('order-8');

    expect(handler.output.filter((line) => line.includes('order-7')).map((line) => JSON.parse(line))).toEqual([expect.objectContaining({
      level: 'INFO', service: 'tickets', message: 'request', method: 'GET', route: '/v1/tickets', status: 200, correlationId: 'order-7',
    })]);
    expect(handler.output.join()).not.toContain('eyJ');
  });

  test('DynamoDB is asked three times before the client is told to come back', async () => {
    table.fail({ status: 400, type: 'ProvisionedThroughputExceededException' }, 2);
    expect(await send({})).toMatchObject({ status: 200 });

    table.fail({ status: 400, type: 'ProvisionedThroughputExceededException' }, 3);
    expect(await send({})).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    expect(table.requests).toHaveLength(6);
  }, 20_000);

  test('the client is told to come back, too, when DynamoDB never answers', async () => {
    table.fail({ status: 200, type: 'none', delayMs: 1_500 }, 3);

    expect(await send({})).toMatchObject({ status: 503 });
    expect(table.requests).toHaveLength(3);
  }, 10_000);

  test('or can’t be reached', async () => {
    const alone = await startBundle(file, { ...env, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' });

    expect(await alone.invoke(proxyEvent({}))).toMatchObject({ statusCode: 503 });
    await alone.stop();
  });

  test('a cold start loads no part of Node that it does not use', async () => {
    const fresh = await startBundle(file, env);
    await fresh.invoke(proxyEvent({ method: 'POST', body: { title: 'x' } }));
    const loaded = await fresh.loadedModules();
    await fresh.stop();

    expect(loaded.filter((name) => /undici|NativeModule (inspector|worker_threads|cluster)$/.test(name))).toEqual([]);
  });

  test('fails to start without its environment, naming what is missing', async () => {
    const { TABLE_NAME, SERVICE_NAME, ...rest } = env;
    const broken = await startBundle(file, rest);

    await expect(broken.invoke(proxyEvent({}))).rejects.toThrow(/TABLE_NAME, SERVICE_NAME/);
  });
});
