import { deriveEvent } from '../../src/runtime/order-events-pipeline/derive-event';
import { AccountStub } from '../support/account-stub';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { command, deployShop, useEndpoint } from '../support/shop';
import { ORDER_EVENTS, orderItem, streamRecord } from '../support/streams';

const account = new AccountStub();
const database = new DynamoDbStub('Orders', 'orderId');
let endpoint: string;
beforeAll(async () => {
  endpoint = await account.listen();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = await database.listen();
});
useEndpoint(() => endpoint);
afterAll(async () => {
  await account.close();
  await database.close();
});
beforeEach(() => {
  account.reset();
  database.reset();
  deployShop(account);
  const day = (n: number) => `2026-11-0${n}T10:00:00.000Z`;
  for (const [n, status] of ['OPEN', 'PAID', 'CANCELLED'].entries()) {
    const item = orderItem({ orderId: `o-${n + 1}`, status, createdAt: day(n + 1), updatedAt: day(n + 5) });
    database.items.set(`o-${n + 1}`, item);
  }
});

const republish = (...args: string[]) => command(['republish', '--stack', 'Shop', ...args]);
const marked = () => [...database.items.values()].filter((item) => item.$republish).map((item) => item.orderId.S);

test('without --execute tells how many items there are in the range, by the event that each would have', async () => {
  const { code, printed } = await republish();
  expect(code).toBe(0);
  expect(printed).toBe('dry run: 3 items of Orders would be published again: 2 ORDER_CREATED, 1 ORDER_CANCELLED. Add --execute to do it.');
  expect(database.requests).not.toContain('UpdateItem');
});

test('marks each item, so that the table’s own stream has it published: the same mapping, order and sequence', async () => {
  const before = new Map([...database.items].map(([key, item]) => [key, { ...item }]));
  const { code, printed, noted } = await republish('--execute');
  expect([code, printed]).toEqual([0, 'marked 3 items of Orders: publisher publishes 2 ORDER_CREATED, 1 ORDER_CANCELLED']);
  expect(noted).toContain('3 of 3');
  const events = [...database.items].map(([key, item]) => deriveEvent(streamRecord({ old: before.get(key), new: item }), ORDER_EVENTS));
  expect(events).toMatchObject([['ORDER_CREATED', 'o-1'], ['ORDER_CREATED', 'o-2'], ['ORDER_CANCELLED', 'o-3']].map(([type, subject]) => ({ kind: 'event', event: { type, subject, republished: true } })));
});

test('marks anew what was marked before: an update that changes nothing has no record in the stream', async () => {
  await republish('--execute');
  const first = database.items.get('o-1')!.$republish;
  await republish('--execute');
  expect(database.items.get('o-1')!.$republish).not.toEqual(first);
});

test.each([
  [['--key', 'o-2'], ['o-2']],
  [['--key', 'o-2', '--key', 'o-3'], ['o-2', 'o-3']],
  [['--since', '2026-11-02T00:00:00Z'], ['o-2', 'o-3']],
  [['--until', '2026-11-02T00:00:00Z'], ['o-1']],
  [['--since', '2026-11-07T00:00:00Z', '--time', 'updatedAt'], ['o-3']],
  [['--where', 'status=OPEN'], ['o-1']],
  [['--where', 'status=OPEN', '--where', 'status=PAID'], ['o-1', 'o-2']],
  [['--where', 'status=OPEN', '--since', '2026-11-02'], []],
])('marks those of the range %j only', async (args, expected) => {
  expect((await republish(...args, '--execute')).code).toBe(0);
  expect(marked()).toEqual(expected);
});

test('asks for the type that is told', async () => {
  expect((await republish('--key', 'o-3', '--as', 'created', '--execute')).printed).toContain('1 ORDER_CREATED');
  expect(database.items.get('o-3')!.$republish.S).toMatch(/^created#/);
});

test('leaves out what has expired, and what is deleted meanwhile', async () => {
  database.items.get('o-1')!.$expiresAt = { N: '1' };
  database.before = (operation) => { if (operation === 'UpdateItem') { database.items.delete('o-2'); } };
  expect((await republish('--execute')).printed).toContain('marked 1 item of Orders');
  expect([...database.items.keys()]).toEqual(['o-1', 'o-3']);
});

test('goes on behind an item that can’t be marked, and fails with its key', async () => {
  let first = true;
  database.before = (operation) => { if (operation === 'UpdateItem' && first) { first = false; database.fail({ status: 400, type: 'ValidationException', message: 'Item size to update has exceeded the maximum allowed size' }); } };
  const { code, noted } = await republish('--execute');
  expect(code).toBe(1);
  expect(noted).toContain('could not be marked: Item size to update has exceeded the maximum allowed size');
});

test('fails for a key that is not there', async () => {
  expect(await republish('--key', 'o-9')).toMatchObject({ code: 1, noted: expect.stringContaining('not found in Orders: o-9') });
});

test('fails where the stack has no pipeline, or several and none is named', async () => {
  account.stacks.set('Empty', [{ type: 'AWS::SNS::Topic', id: 'arn' }]);
  expect(await command(['republish', '--stack', 'Empty'])).toMatchObject({ code: 1, noted: expect.stringContaining('the stack Empty has no publisher') });
  account.addResource('AWS::Lambda::EventSourceMapping', 'm-3');
  account.mappings.set('m-3', { ...account.mappings.get('m-1'), FunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:other' });
  account.functions.set('other', account.functions.get('publisher')!);
  expect(await republish()).toMatchObject({ code: 2, noted: expect.stringContaining('--publisher missing, the stack has several: publisher, other') });
  expect(await republish('--publisher', 'other')).toMatchObject({ code: 0 });
  expect(await republish('--publisher', 'none')).toMatchObject({ code: 2, noted: expect.stringContaining("--publisher is 'none'. Allowed: publisher, other") });
});

test.each([
  [['--since', 'yesterday'], "--since is 'yesterday', but must be a time such as 2026-11-24T10:00:00Z"],
  [['--as', 'deleted'], "--as is 'deleted'. Allowed: state, created, updated, cancelled"],
  [['--where', 'status'], "--where is 'status', but must be <attribute>=<value>"],
  [['--per-second', '0'], "--per-second is '0'"],
])('fails for %j', async (args, message) => {
  expect(await republish(...args)).toMatchObject({ code: 2, noted: expect.stringContaining(message) });
});
