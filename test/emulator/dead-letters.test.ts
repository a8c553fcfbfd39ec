import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { call, deployed, expectProblem, logIn, user } from '../support/deployed';

const CLI = join(__dirname, '..', '..', 'assets', 'cli', 'index.js');
const DEAD_LETTERS = 'order-processing-queue-dlq';
const folder = mkdtempSync(join(tmpdir(), 'dead-letters-'));
const sqs = new SQSClient(deployed.clientConfig);
const lambda = new LambdaClient(deployed.clientConfig);
const logs = new CloudWatchLogsClient(deployed.clientConfig);
const tables = new DynamoDBClient(deployed.clientConfig);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  [sqs, lambda, logs, tables].forEach((client) => client.destroy());
});

/** Runs a command as it ships. */
async function command(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const { accessKeyId: id, secretAccessKey: secret } = deployed.clientConfig.credentials;
  const aws = { AWS_ENDPOINT_URL: deployed.endpoint, AWS_REGION: deployed.region, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret };
  return promisify(execFile)(process.execPath, [CLI, ...args, '--stack', 'Events'], { env: { ...process.env, ...aws } });
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 80; tries++) {
    const found = await look();
    if (found !== undefined) { return found; }
    await new Promise((resolve) => { setTimeout(resolve, 300); });
  }
  throw new Error(`waited in vain for ${what}`);
}

const send = (url: string, body: string) => sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
const waiting = async (name = DEAD_LETTERS) => Number(new RegExp(`^${name} .* (\\d+)(, \\d+ held)?$`, 'm').exec((await command('dlq', 'list')).stdout)?.[1]);
const { OrderQueueUrl: queue, OrderDeadLetterQueueUrl: deadLetters, UploadsDeadLetterQueueUrl: uploadsDeadLetters } = deployed.stacks.Events;

/** What the worker's log holds of `text`. */
async function workerLines(text: string): Promise<string[]> {
  const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'invoice_worker' }));
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: LoggingConfig!.LogGroup!, filterPattern: `"${text}"` }));
  return events.map(({ message }) => message!);
}

test('a message that the worker gave up is listed, shown with its reason, and purged, saved before', async () => {
  await send(queue, 'no event at all');
  await until('the dead letter', async () => (await waiting() === 1 ? true : undefined));
  const { stdout } = await command('dlq', 'show', DEAD_LETTERS);
  expect(stdout).toContain('reason   the message is not JSON');

  const file = join(folder, 'saved.jsonl');
  expect((await command('dlq', 'purge', DEAD_LETTERS, '--to', file)).stdout).toContain('dry run: about 1 message');
  await command('dlq', 'purge', DEAD_LETTERS, '--to', file, '--confirm', DEAD_LETTERS, '--execute');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ body: 'no event at all' });
  expect(await waiting()).toBe(0);
});

test('dead letters are replayed to the worker, message by message, since the engine moves none itself', async () => {
  const id = `replayed-${process.pid}`;
  const event = { specversion: '1.0', id, source: '/orders', type: 'ORDER_UPDATED', subject: 'o-1', data: { order: {} } };
  await send(deadLetters, JSON.stringify(event));
  expect((await command('dlq', 'replay', DEAD_LETTERS)).stdout).toContain(`dry run: about 1 message would go from ${DEAD_LETTERS} to order-processing-queue`);
  const { stdout, stderr } = await command('dlq', 'replay', DEAD_LETTERS, '--execute');
  expect(stdout).toBe(`replayed 1 message from ${DEAD_LETTERS} to order-processing-queue\n`);
  expect(stderr).toContain('this endpoint has no StartMessageMoveTask');
  expect(await until('the worker', async () => (await workerLines(id)).find((line) => line.includes('"done"')))).toContain(id);
  expect(await waiting()).toBe(0);
});

test('a dead letter of the uploads is listed, shown, replayed to the image processor, which gives it up with its reason, and purged', async () => {
  const name = uploadsDeadLetters.split('/').at(-1)!;
  const body = JSON.stringify({ Records: [{ s3: { object: { key: '%E0%A4%A' } } }], of: process.pid });
  await send(uploadsDeadLetters, body);
  expect(await waiting(name)).toBe(1);
  expect((await command('dlq', 'show', name, '--body')).stdout).toContain(body);
  const { stdout } = await command('dlq', 'replay', name, '--execute');
  expect(stdout).toMatch(new RegExp(`^replayed 1 message from ${name} to Events-\\S*Images\\S+\n$`));
  await until('the reason', async () => ((await command('dlq', 'show', name)).stdout.includes('reason   the event of S3 names an object in an encoding that is none') ? true : undefined));
  const file = join(folder, 'uploads.jsonl');
  await command('dlq', 'purge', name, '--to', file, '--confirm', name, '--execute');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ body });
  expect(await waiting(name)).toBe(0);
});

test('an order is published again, marked, and no second invoice comes of it', async () => {
  const [admin, ana] = (await Promise.all([user('admins'), user()].map((one) => logIn(one)))).map(({ idToken }) => idToken);
  const at = (path: string, request: object) => call(`${deployed.apis.commerce}${path}`, request);
  const { body: lamp } = await at('/products', { method: 'POST', token: admin, body: { name: 'Lámpara', category: 'hogar', priceInCents: 1999, currency: 'EUR' } });
  const made = await at('/orders', {
    method: 'POST', token: ana, body: { items: [{ productId: lamp.id, quantity: 1 }] }, headers: { 'X-Correlation-Id': `ordered-${process.pid}` },
  });
  expect(made.status).toBe(201);
  const { orderId } = made.body;
  const invoice = () => at(`/orders/${orderId}/invoice`, { token: ana });
  const first = await until('the invoice', async () => { const answer = await invoice(); return answer.status === 200 ? answer.body : undefined; });
  const [line] = await workerLines(`ordered-${process.pid}`);
  const traceparent = expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
  expect(JSON.parse(line)).toMatchObject({ subject: orderId, correlationId: `ordered-${process.pid}`, traceparent });

  expect((await command('republish', '--key', orderId)).stdout).toMatch(/^dry run: 1 item of \S+ would be published again: 1 ORDER_CREATED\./);
  await command('republish', '--key', orderId, '--execute');
  const again = await until('the event', async () => (await workerLines(orderId)).find((one) => one.includes('republished-') && one.includes('"done"')));
  expect(JSON.parse(again)).toMatchObject({ type: 'ORDER_CREATED', subject: orderId });
  expect((await invoice()).body.number).toBe(first.number);
});

test('F1: an order that can’t be invoiced says why at its invoice’s route, and has its invoice once it is mended and published again', async () => {
  const [admin, ana] = (await Promise.all([user('admins'), user()].map((one) => logIn(one)))).map(({ idToken }) => idToken);
  const at = (path: string, request: object) => call(`${deployed.apis.commerce}${path}`, request);
  const { body: lamp } = await at('/products', { method: 'POST', token: admin, body: { name: 'Lámpara', category: 'hogar', priceInCents: 1999, currency: 'EUR' } });
  const { body: order } = await at('/orders', { method: 'POST', token: ana, body: { items: [{ productId: lamp.id, quantity: 1 }] } });
  const invoiceOf = (id: string, token = ana) => at(`/orders/${id}/invoice`, { token });
  const settled = (id: string, status: number) =>
    until(`${status} of ${id}`, async () => { const answer = await invoiceOf(id); return answer.status === status ? answer : undefined; });
  const before = await settled(order.orderId, 200);

  // As another program than the API may have stored it: without lines.
  const orderId = `unpriced-${process.pid}`;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'invoices_generator' }));
  const TableName = Environment!.Variables!.ORDERS_TABLE_NAME;
  const Key = { orderId: { S: order.orderId }, createdAt: { S: order.createdAt } };
  const { Item } = await tables.send(new GetItemCommand({ TableName, Key }));
  const unpriced = { ...Item, orderId: { S: orderId }, lines: { L: [] } };
  await tables.send(new PutItemCommand({ TableName, Item: unpriced }));

  const refusal = await settled(orderId, 409);
  expectProblem(refusal, 409);
  expect(refusal.body.detail).toBe('This order can’t be invoiced: lines must be 1 to 1000, not 0.');
  expect((await invoiceOf(orderId, admin)).status).toBe(409);
  await until('the dead letter', async () => (await waiting() === 1 ? true : undefined));
  await command('dlq', 'replay', DEAD_LETTERS, '--execute');
  await until('the dead letter again', async () => (await waiting() === 1 ? true : undefined));
  expect((await invoiceOf(orderId)).status).toBe(409);

  await tables.send(new PutItemCommand({ TableName, Item: { ...unpriced, lines: Item!.lines } }));
  await command('republish', '--key', orderId, '--execute');
  const { body: issued } = await settled(orderId, 200);
  expect(Number(issued.number.slice(-6))).toBe(Number(before.body.number.slice(-6)) + 1);
  await command('dlq', 'replay', DEAD_LETTERS, '--execute');
  await until('the dead letter for good', async () => (await waiting() === 1 ? true : undefined));
  expect((await invoiceOf(orderId)).body.number).toBe(issued.number);
  await command('dlq', 'purge', DEAD_LETTERS, '--to', join(folder, 'refused.jsonl'), '--confirm', DEAD_LETTERS, '--execute');
});
