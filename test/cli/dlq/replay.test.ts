import { command, deployShop, SET_ASIDE, shopAccount } from '../../support/shop';
import { orderItem, streamRecord } from '../../support/streams';

const account = shopAccount();

const replay = (name: string, ...args: string[]) => command(['dlq', 'replay', name, '--stack', 'Shop', ...args]);
const heldIn = (name: string) => account.queue(name).messages.filter(({ heldBy }) => heldBy);
const ACTS = ['SendMessage', 'DeleteMessage', 'StartMessageMoveTask', 'PublishBatch', 'DeleteObject', 'PutObject'];

test.each([['mail-dlq', '2 messages'], ['mail-subscription-dlq', '2 messages'], [SET_ASIDE, '2 objects']])('without --execute tells what would be replayed from %s, and does nothing', async (name, many) => {
  for (const queue of ['mail-dlq', 'mail-subscription-dlq']) { ['a', 'b'].forEach((body) => account.put(queue, body)); }
  account.objects.set(`${SET_ASIDE}/set-aside/a.json`, '{}').set(`${SET_ASIDE}/set-aside/b.json`, '{}');
  const { code, printed } = await replay(name);
  expect(code).toBe(0);
  expect(printed).toContain(`dry run: about ${many} would go from ${name} to ${name === SET_ASIDE ? 'order-events' : 'mail'}`);
  expect(printed).toContain('Add --execute to do it.');
  expect(account.asked.filter((operation) => ACTS.includes(operation))).toEqual([]);
});

describe('a worker’s dead letters as a whole', () => {
  test('move by a task of SQS to the queue they came from, which is named, and progress is told', async () => {
    ['a', 'b', 'c'].forEach((body) => account.put('mail-dlq', body));
    const { code, printed, noted } = await replay('mail-dlq', '--execute');
    expect([code, printed]).toEqual([0, 'moved 3 messages from mail-dlq to mail']);
    expect(noted.split('\n')).toEqual(['moved 1 of about 3', 'moved 2 of about 3', 'moved 3 of about 3']);
    expect(account.bodies('mail')).toEqual(['a', 'b', 'c']);
    expect(account.asked).not.toContain('SendMessage');
  });

  test('move at the pace that is asked for', async () => {
    account.put('mail-dlq', 'a');
    const paces: unknown[] = [];
    account.refuse = (operation, input) => { if (operation === 'StartMessageMoveTask') { paces.push(input.MaxNumberOfMessagesPerSecond); } return undefined; };
    expect((await replay('mail-dlq', '--execute', '--per-second', '50')).code).toBe(0);
    expect(paces).toEqual([50]);
  });

  test('go one by one where the engine has no such task, which is said', async () => {
    account.movesTasks = false;
    ['a', 'b', 'c'].forEach((body) => account.put('mail-dlq', body, { attributes: { type: 'T' } }));
    const { code, printed, noted } = await replay('mail-dlq', '--execute');
    expect([code, printed]).toEqual([0, 'replayed 3 messages from mail-dlq to mail']);
    expect(noted).toContain('this endpoint has no StartMessageMoveTask: message by message instead');
    expect(account.queue('mail').messages.map(({ body, attributes }) => [body, attributes])).toEqual(['a', 'b', 'c'].map((body) => [body, { type: 'T' }]));
    expect(account.bodies('mail-dlq')).toEqual([]);
  });

  test('fail with the task’s own reason', async () => {
    account.put('mail-dlq', 'a');
    account.refuse = (operation) => (operation === 'StartMessageMoveTask' ? { status: 400, code: 'AWS.SimpleQueueService.UnsupportedOperation', message: 'There is already a task running.' } : undefined);
    expect(await replay('mail-dlq', '--execute')).toMatchObject({ code: 1, noted: expect.stringContaining('There is already a task running.') });
    expect(account.bodies('mail-dlq')).toEqual(['a']);
  });
});

describe('a single message', () => {
  test('is received, sent and then deleted, and the others stay as they were', async () => {
    account.put('mail-dlq', 'a');
    const { id } = account.put('mail-dlq', 'b', { attributes: { type: 'ORDER_CREATED', reason: 'no lines' } });
    for (let i = 0; i < 15; i++) { account.put('mail-dlq', `c${i}`); }
    const { code, printed } = await replay('mail-dlq', '--message', id, '--execute');
    expect([code, printed]).toEqual([0, 'replayed 1 message from mail-dlq to mail']);
    expect(account.queue('mail').messages).toMatchObject([{ body: 'b', attributes: { type: 'ORDER_CREATED' } }]);
    expect(account.queue('mail').messages[0].attributes).not.toHaveProperty('reason');
    expect(account.bodies('mail-dlq')).toHaveLength(16);
    expect(heldIn('mail-dlq')).toEqual([]);
  });

  test('fails for one that is not there', async () => {
    account.put('mail-dlq', 'a');
    expect(await replay('mail-dlq', '--message', 'm-0', '--execute')).toMatchObject({ code: 1, noted: expect.stringContaining('not found in mail-dlq: m-0') });
    expect(heldIn('mail-dlq')).toEqual([]);
  });

  test('stays a dead letter when it can’t be sent', async () => {
    const { id } = account.put('mail-dlq', 'a');
    account.refuse = (operation) => (operation === 'SendMessage' ? { status: 400, code: 'AccessDenied', message: 'no' } : undefined);
    expect((await replay('mail-dlq', '--message', id, '--execute')).code).toBe(1);
    expect(account.bodies('mail-dlq')).toEqual(['a']);
    expect(heldIn('mail-dlq')).toEqual([]);
  });
});

describe('what could not be delivered', () => {
  test('goes to the worker’s queue one by one: SQS moves no dead letters of a topic', async () => {
    ['a', 'b'].forEach((body) => account.put('mail-subscription-dlq', body, { attributes: { type: 'ORDER_CREATED' } }));
    expect(await replay('mail-subscription-dlq', '--execute')).toMatchObject({ code: 0, printed: 'replayed 2 messages from mail-subscription-dlq to mail' });
    expect(account.bodies('mail')).toEqual(['a', 'b']);
    expect(account.asked).not.toContain('StartMessageMoveTask');
  });

  test('keeps its group in a FIFO queue, under another deduplication id than the first time', async () => {
    account.reset();
    deployShop(account, { fifo: true });
    account.put('mail.fifo', 'a', { group: 'o-1', deduplicationId: 'e-1' });
    const { id } = account.put('mail-subscription-dlq.fifo', 'a', { group: 'o-1', deduplicationId: 'e-1' });
    account.put('mail-subscription-dlq.fifo', 'b', { group: 'o-1', deduplicationId: 'e-2' });
    expect((await replay('mail-subscription-dlq.fifo', '--execute')).code).toBe(0);
    expect(account.queue('mail.fifo').messages.slice(1).map(({ body, group }) => [body, group])).toEqual([['a', 'o-1'], ['b', 'o-1']]);
    expect(account.queue('mail.fifo').messages[1].deduplicationId).toBe(id);
  });
});

test('what fails again meanwhile is not replayed twice', async () => {
  account.put('mail-subscription-dlq', 'a');
  account.refuse = (operation) => {
    if (operation === 'ReceiveMessage') { account.queue('mail').messages.splice(0).forEach((back) => account.queue('mail-subscription-dlq').messages.push(back)); }
    return undefined;
  };
  expect(await replay('mail-subscription-dlq', '--execute')).toMatchObject({ code: 0, printed: 'replayed 1 message from mail-subscription-dlq to mail' });
  expect(account.bodies('mail-subscription-dlq')).toEqual(['a']);
});

describe('changes set aside', () => {
  const aside = (name: string, record: object) => account.objects.set(`${SET_ASIDE}/set-aside/${name}.json`, JSON.stringify({ reason: 'r', record }));

  test('are published by the deployed rules under their own ids, and then deleted', async () => {
    aside('e-1', streamRecord({ new: orderItem(), eventID: 'e-1' }));
    aside('e-2', streamRecord({ old: orderItem(), eventID: 'e-2', sequence: '101' }));
    expect(await replay(SET_ASIDE, '--execute')).toMatchObject({ code: 0, printed: `published 2 changes of 2 objects of ${SET_ASIDE} to order-events` });
    expect(account.published.map(({ message }) => JSON.parse(message)).map(({ id, type }) => [id, type])).toEqual([['e-1', 'ORDER_CREATED'], ['e-2', 'ORDER_CANCELLED']]);
    expect([...account.objects.keys()]).toEqual([]);
  });

  test('stay where they still can’t be read, and the command fails with the reason', async () => {
    aside('e-1', streamRecord({ new: orderItem(), eventID: 'e-1', keysOnly: true }));
    const { code, noted } = await replay(SET_ASIDE, '--execute');
    expect(code).toBe(1);
    expect(noted).toContain('set-aside/e-1.json stays: the record has no image');
    expect(account.objects.size).toBe(1);
  });

  test('whole invocations are published in their order, and what of them can’t be read is set aside by itself', async () => {
    const records = [streamRecord({ new: orderItem(), eventID: 'e-1', sequence: '1' }), streamRecord({ new: orderItem(), eventID: 'e-2', sequence: '2', keysOnly: true }), streamRecord({ old: orderItem(), new: orderItem({ a: 1 }), eventID: 'e-3', sequence: '3' })];
    account.objects.set(`${SET_ASIDE}/aws/lambda/m-1/s/a`, JSON.stringify({ payload: JSON.stringify({ Records: records }) }));
    const { code, noted } = await replay(SET_ASIDE, '--execute');
    expect(code).toBe(1);
    expect(noted).toContain('1 of its changes can’t be read and was set aside: set-aside/e-2.json');
    expect(account.published.map(({ message }) => JSON.parse(message).id)).toEqual(['e-1', 'e-3']);
    expect([...account.objects.keys()]).toEqual([`${SET_ASIDE}/set-aside/e-2.json`]);
  });

  test('stay whole while the topic refuses', async () => {
    aside('e-1', streamRecord({ new: orderItem(), eventID: 'e-1' }));
    account.refuse = (operation) => (operation === 'PublishBatch' ? { status: 403, code: 'AuthorizationError', message: 'no' } : undefined);
    expect(await replay(SET_ASIDE, '--execute')).toMatchObject({ code: 1, noted: expect.stringContaining('set-aside/e-1.json stays: AuthorizationError') });
    expect(account.objects.size).toBe(1);
  });

  test('one alone, by its key', async () => {
    aside('e-1', streamRecord({ new: orderItem(), eventID: 'e-1' }));
    aside('e-2', streamRecord({ new: orderItem(), eventID: 'e-2' }));
    expect((await replay(SET_ASIDE, '--message', 'set-aside/e-2.json', '--execute')).code).toBe(0);
    expect(account.published.map(({ message }) => JSON.parse(message).id)).toEqual(['e-2']);
    expect([...account.objects.keys()]).toEqual([`${SET_ASIDE}/set-aside/e-1.json`]);
  });

  test('what is neither is left, and said', async () => {
    account.objects.set(`${SET_ASIDE}/set-aside/e-1.json`, 'no JSON');
    expect(await replay(SET_ASIDE, '--execute')).toMatchObject({ code: 1, noted: expect.stringContaining('set-aside/e-1.json stays: it is no record that this library set aside') });
    expect(account.objects.size).toBe(1);
  });
});

test.each([
  [['--per-second', '0'], "--per-second is '0', but must be 1 to 500"],
  [['--per-second', '501'], "--per-second is '501', but must be 1 to 500"],
  [['--excute'], "Unknown option '--excute'"],
])('fails for %j', async (args, message) => {
  expect(await replay('mail-dlq', ...args)).toMatchObject({ code: 2, noted: expect.stringContaining(message) });
});
