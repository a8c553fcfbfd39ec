import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { ENVIRONMENTS, LAMBDA, layShippedBundles, runFresh, TABLE } from './shipped';
import { TICKET_SCHEMA } from '../../examples/reference-system/stacks/ticket-schema';
import { bundleLayer } from '../../scripts/bundle-layer';
import { CognitoStub } from '../support/cognito-stub';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { proxyEvent } from '../support/events';
import { ticket } from '../support/tickets';

const KIB = 1024;

/** Answers events one after another; ids and times are told apart by nobody. */
const RUNTIME = `
  const { handler } = require(process.argv[1]);
  process.on('message', (event) => { handler(event, {}).then((answer) => process.send(answer)); });
`;

const table = new DynamoDbStub(TABLE, 'id');
const folders: string[] = [];
const runtimes: ChildProcess[] = [];
let shipped: string;
let endpoints: { readonly [name: string]: string };
let cognito: CognitoStub;

beforeAll(async () => {
  shipped = await layShippedBundles(TICKET_SCHEMA);
  folders.push(shipped);
  cognito = await CognitoStub.start();
  endpoints = { AWS_ENDPOINT_URL_DYNAMODB: await table.listen(), AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.endpoint };
});
afterAll(async () => {
  runtimes.forEach((runtime) => runtime.kill());
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  await table.close();
  await cognito.stop();
});

/** Where Lambda lays the layer, as far as Node's search for modules goes. */
const nodePath = () => join(shipped, 'layer', 'nodejs', 'node_modules');
const fileOf = (bundle: string) => join(shipped, bundle, 'index.js');

/** What the bundle, started afresh, answers to the events, one after another. */
async function answersOf(bundle: string, handler: 'crud' | 'auth', events: readonly APIGatewayProxyEvent[]): Promise<APIGatewayProxyResult[]> {
  const runtime = spawn(process.execPath, ['-e', RUNTIME, fileOf(bundle)], {
    env: { ...LAMBDA, ...ENVIRONMENTS[handler], ...endpoints, NODE_PATH: nodePath() },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  runtimes.push(runtime);
  const answers: APIGatewayProxyResult[] = [];
  for (const event of events) {
    const answered = once(runtime, 'message');
    runtime.send(event);
    answers.push((await answered)[0] as APIGatewayProxyResult);
  }
  return answers;
}

/** Without what differs from one creation to the next. */
function comparable(answers: readonly APIGatewayProxyResult[]): unknown {
  return JSON.parse(JSON.stringify(answers)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>'));
}

test('a small bundle with the layer answers like the whole one', async () => {
  const events = [
    proxyEvent({ method: 'POST', body: ticket() }),
    proxyEvent({ method: 'POST', body: { title: '' } }),
    proxyEvent({ method: 'POST', body: '{' }),
    proxyEvent({}),
    proxyEvent({ id: 'absent' }),
    proxyEvent({ id: 'fixed' }),
    proxyEvent({ method: 'PATCH', id: 'fixed', body: { status: 'CLOSED' } }),
    proxyEvent({ method: 'PATCH', id: 'fixed', body: { status: 'CLOSED' }, headers: { 'If-Match': '"7"' } }),
    proxyEvent({ method: 'DELETE', id: 'fixed' }),
    proxyEvent({ method: 'TRACE' }),
    proxyEvent({ claims: null }),
  ];
  const outcomes: unknown[] = [];
  for (const bundle of ['crud', 'crud-layered']) {
    table.reset();
    table.items.set('fixed', {
      id: { S: 'fixed' },
      title: { S: 'Prueba' },
      status: { S: 'OPEN' },
      version: { N: '1' },
      createdAt: { S: '2026-11-24T10:00:00.000Z' },
      updatedAt: { S: '2026-11-24T10:00:00.000Z' },
    } as any);
    outcomes.push(comparable(await answersOf(bundle, 'crud', events)));
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
  const statuses = (outcomes[0] as APIGatewayProxyResult[]).map(({ statusCode }) => statusCode);
  expect(statuses).toEqual([201, 400, 400, 200, 404, 200, 200, 412, 204, 405, 401]);
});

test('so does the auth handler', async () => {
  cognito.teach('AdminInitiateAuth', ({ AuthParameters }) => (AuthParameters.PASSWORD === 'Correcta-1'
    ? { result: { AuthenticationResult: { IdToken: 'i', AccessToken: 'a', RefreshToken: 'r', ExpiresIn: 900 } } }
    : { error: 'NotAuthorizedException', message: 'Incorrect username or password.' }));
  const logIn = (password: string) => proxyEvent({ method: 'POST', resource: '/v1/auth/login', claims: null, body: { username: 'ana', password } });
  const events = [logIn('Correcta-1'), logIn('otra'), proxyEvent({ resource: '/{proxy+}' })];
  const whole = await answersOf('auth', 'auth', events);
  expect(comparable(await answersOf('auth-layered', 'auth', events))).toEqual(comparable(whole));
  expect(whole.map(({ statusCode }) => statusCode)).toEqual([200, 401, 404]);
});

test.each(['crud-layered', 'auth-layered'])('fails without the layer: %s holds none of what is in it', async (bundle) => {
  const { stderr } = await runFresh('require(process.argv[1])', [fileOf(bundle)], { ...LAMBDA, ...ENVIRONMENTS[bundle.replace('-layered', '')] });
  expect(stderr).toContain('Cannot find module \'serverless-inteligente-runtime\'');
});

test('the layer holds what the functions have in common, once, and they only what is their own', () => {
  const bytes = (file: string) => readFileSync(file).length;
  expect(bytes(fileOf('crud-layered'))).toBeLessThanOrEqual(44 * KIB);
  expect(bytes(fileOf('auth-layered'))).toBeLessThanOrEqual(11 * KIB);
  expect(bytes(join(nodePath(), 'serverless-inteligente-runtime', 'index.js'))).toBeLessThanOrEqual(82 * KIB);
});

test('the layer ships the licence of every package it holds', () => {
  const notices = readFileSync(join(shipped, 'layer', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['@smithy/signature-v4', '@smithy/node-http-handler', '@aws-lambda-powertools/logger', 'uuid']) { expect(notices).toContain(`${name}@`); }
});

test('two builds of the layer give the same bytes, and no file more', async () => {
  const hashes = await Promise.all([0, 1].map(async () => {
    const out = mkdtempSync(join(tmpdir(), 'layer-'));
    folders.push(out);
    await bundleLayer(out);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8', withFileTypes: false }).filter((file) => /\.\w+$/.test(file)).sort();
    return files.map((file) => `${file} ${createHash('sha256').update(readFileSync(join(out, file))).digest('hex')}`);
  }));
  expect(hashes[1]).toEqual(hashes[0]);
  expect(hashes[0].map((line) => line.split(' ')[0])).toEqual([
    'auth-layered/index.js', 'crud-layered/index.js',
    'layer/THIRD-PARTY-LICENSES.txt', 'layer/nodejs/node_modules/serverless-inteligente-runtime/index.js',
    'users-layered/index.js', 'users-sweep-layered/index.js',
  ]);
});
