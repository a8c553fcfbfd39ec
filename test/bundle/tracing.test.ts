import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, TABLE } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { CognitoStub } from '../support/cognito-stub';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { proxyEvent, type ProxyRequest } from '../support/events';
import { ticket } from '../support/tickets';
import { XRayDaemon } from '../support/xray-daemon';

const ROOT = '1-5759e988-bd862e3fe1be46a994272793';
const PARENT = '53995c3f42cd8ad8';
const SAMPLED = `Root=${ROOT};Parent=${PARENT};Sampled=1;Lineage=a87bd80c:1|68fd508a:5`;

/** Answers each event, its trace in the environment as Lambda's runtime puts it there. */
const RUNTIME = `
  const { handler } = require(process.argv[1]);
  process.on('message', ({ event, trace }) => {
    if (trace === null) { delete process.env._X_AMZN_TRACE_ID; } else { process.env._X_AMZN_TRACE_ID = trace; }
    handler(event, {}).then((answer) => process.send(answer));
  });
`;

const table = new DynamoDbStub(TABLE, 'id');
const runtimes: ChildProcess[] = [];
let shipped: string;
let daemon: XRayDaemon;
let endpoint: string;

beforeAll(async () => {
  shipped = await layShippedBundles(TICKET_SCHEMA);
  daemon = await XRayDaemon.start();
  endpoint = await table.listen();
});
afterAll(async () => {
  runtimes.forEach((runtime) => runtime.kill());
  daemon.stop();
  await table.close();
  rmSync(shipped, { recursive: true, force: true });
});
beforeEach(() => table.reset());

/** Starts a bundle as it ships. @returns what sends it an event with the trace given */
function start(bundle: 'crud' | 'auth', env: { readonly [name: string]: string } = {}) {
  const runtime = spawn(process.execPath, ['-e', RUNTIME, join(shipped, bundle, 'index.js')], {
    env: { ...LAMBDA, ...ENVIRONMENTS[bundle], AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_XRAY_DAEMON_ADDRESS: daemon.address, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  runtimes.push(runtime);
  return async (event: APIGatewayProxyEvent, trace: string | null = SAMPLED): Promise<APIGatewayProxyResult> => {
    const answered = once(runtime, 'message');
    runtime.send({ event, trace });
    return (await answered)[0] as APIGatewayProxyResult;
  };
}

const CREATE = proxyEvent({ method: 'POST', body: ticket() });

describe('a traced request to a table', () => {
  let send: ReturnType<typeof start>;
  beforeAll(() => { send = start('crud'); });

  /** What one request made of `request` sends to the daemon. */
  async function subsegmentOf(request: ProxyRequest) {
    await send(proxyEvent(request));
    const documents = await daemon.take(1);
    expect(documents).toHaveLength(1);
    return documents[0];
  }

  test('is a subsegment of the function that tells service, operation, table, request and time', async () => {
    const before = Date.now() / 1000;
    expect(await send(CREATE)).toMatchObject({ statusCode: 201 });
    const [document] = await daemon.take(1);
    expect(document).toEqual({
      type: 'subsegment',
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_id: ROOT,
      parent_id: PARENT,
      name: 'DynamoDB',
      namespace: 'aws',
      start_time: expect.any(Number),
      end_time: expect.any(Number),
      aws: { operation: 'PutItem', region: 'eu-west-1', table_name: TABLE, request_id: expect.any(String), retries: 0 },
      http: { response: { status: 200 } },
    });
    expect(document.start_time).toBeGreaterThanOrEqual(before - 0.01);
    expect(document.end_time).toBeGreaterThanOrEqual(document.start_time);
    expect(document.end_time).toBeLessThanOrEqual(Date.now() / 1000 + 0.01);
  });

  test('is one of its own for every request', async () => {
    const { id } = JSON.parse((await send(CREATE)).body);
    await send(proxyEvent({ id }));
    await send(proxyEvent({ method: 'PATCH', id, body: { status: 'CLOSED' } }));
    await send(proxyEvent({ method: 'DELETE', id }));
    const documents = await daemon.take(4);
    expect(documents.map(({ aws }) => aws.operation)).toEqual(table.requests);
    expect(documents).toHaveLength(4);
    expect(new Set(documents.map((document) => document.id)).size).toBe(4);
  });

  test('that a condition refuses is an error of the client', async () => {
    const { id } = JSON.parse((await send(CREATE)).body);
    await daemon.take(1);
    const document = await subsegmentOf({ method: 'PATCH', id, body: { status: 'CLOSED' }, headers: { 'If-Match': '"7"' } });
    expect(document).toMatchObject({
      error: true,
      http: { response: { status: 400 } },
      cause: { exceptions: [{ id: expect.stringMatching(/^[0-9a-f]{16}$/), type: 'ConditionalCheckFailedException', remote: true }] },
    });
    expect(document).not.toHaveProperty('fault');
    expect(document).not.toHaveProperty('throttle');
  });

  test('that is throttled tells so, and how often it was tried again', async () => {
    table.fail({ status: 400, type: 'ThrottlingException' }, 3);
    const document = await subsegmentOf({ method: 'POST', body: ticket() });
    expect(document).toMatchObject({ error: true, throttle: true, aws: { retries: 2 }, http: { response: { status: 400 } } });
    expect(document).not.toHaveProperty('fault');
  });

  test('that the service fails is a fault', async () => {
    table.fail({ status: 500, type: 'InternalServerError' }, 3);
    const document = await subsegmentOf({ method: 'POST', body: ticket() });
    expect(document).toMatchObject({ fault: true, aws: { retries: 2 }, http: { response: { status: 500 } } });
    expect(document).not.toHaveProperty('error');
  });

  test('that was tried again and then answered is no error', async () => {
    table.fail({ status: 500, type: 'InternalServerError' });
    const document = await subsegmentOf({ method: 'POST', body: ticket() });
    expect(document).toMatchObject({ aws: { retries: 1 }, http: { response: { status: 200 } } });
    expect(document).not.toHaveProperty('fault');
  });

  test('holds nothing of the item', async () => {
    const document = await subsegmentOf({ method: 'POST', body: ticket({ title: 'confidential' }) });
    expect(JSON.stringify(document)).not.toContain('confidential');
  });

  test.each([
    ['is not sampled', SAMPLED.replace('Sampled=1', 'Sampled=0')],
    ['has no decision yet', `Root=${ROOT};Parent=${PARENT};Sampled=?`],
    ['has no trace', null],
    ['has a trace without a root', `Parent=${PARENT};Sampled=1`],
    ['has a trace without a parent', `Root=${ROOT};Sampled=1`],
    ['has a trace that is none', 'x=;;=y;Root=1-zz;Parent=7;Sampled=1'],
  ])('that %s sends nothing, and is answered', async (_, trace) => {
    expect(await send(CREATE, trace)).toMatchObject({ statusCode: 201 });
    await send(proxyEvent({ id: 'the-next' }));
    expect((await daemon.take(1)).map(({ aws }) => aws.operation)).toEqual(['GetItem']);
  });
});

describe('a trace that can’t be kept', () => {
  test.each([
    ['where no daemon listens', '127.0.0.1:9'],
    ['where the daemon has no address', ''],
    ['where the daemon’s address is none', 'nowhere'],
    ['where the daemon’s port is none', '127.0.0.1:99999999'],
    ['where the daemon’s port is zero', '127.0.0.1:0'],
    ['where the daemon’s host is unknown', 'daemon.invalid:2000'],
  ])('%s breaks no request', async (_, address) => {
    const send = start('crud', { AWS_XRAY_DAEMON_ADDRESS: address });
    expect(await send(CREATE)).toMatchObject({ statusCode: 201 });
    expect(await send(CREATE)).toMatchObject({ statusCode: 201 });
  });
});

test('the daemon’s address may name both protocols', async () => {
  const send = start('crud', { AWS_XRAY_DAEMON_ADDRESS: `tcp:127.0.0.1:9 udp:${daemon.address}` });
  await send(CREATE);
  expect(await daemon.take(1)).toMatchObject([{ name: 'DynamoDB' }]);
});

test('a table that can’t be reached is a fault without a status', async () => {
  const send = start('crud', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' });
  expect(await send(CREATE)).toMatchObject({ statusCode: 503 });
  const [document] = await daemon.take(1);
  expect(document).toMatchObject({ fault: true, aws: { operation: 'PutItem', retries: 2 }, cause: { exceptions: [{ type: 'Error', remote: false }] } });
  expect(document).not.toHaveProperty('http');
});

test('a login is a subsegment of Cognito that holds neither user nor password nor token', async () => {
  const cognito = await CognitoStub.start();
  const tokens = { IdToken: 'id-token', AccessToken: 'access-token', RefreshToken: 'refresh-token', ExpiresIn: 900 };
  cognito.teach('AdminInitiateAuth', { result: { AuthenticationResult: tokens } });
  const send = start('auth', { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.endpoint });
  const answer = await send(proxyEvent({ method: 'POST', resource: '/v1/auth/login', claims: null, body: { username: 'ana', password: 'Secreta-123' } }));
  expect(answer).toMatchObject({ statusCode: 200 });
  const [document] = await daemon.take(1);
  expect(document).toMatchObject({
    type: 'subsegment',
    trace_id: ROOT,
    parent_id: PARENT,
    name: 'Cognito Identity Provider',
    namespace: 'aws',
    aws: { operation: 'AdminInitiateAuth', region: 'eu-west-1', retries: 0 },
    http: { response: { status: 200 } },
  });
  expect(JSON.stringify(document)).not.toMatch(/ana|Secreta|token/i);
  cognito.verify();
  await cognito.stop();
});
