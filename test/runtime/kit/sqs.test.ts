import { PermanentError, serveQueue } from '../../../src/runtime/kit/sqs';
import { invocation, queueEvent, queuePorts, queueRecord } from '../../support/queue';

const failures = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

test('a batch that is handled has no failures', async () => {
  const handled: string[] = [];
  const { ports } = queuePorts();
  const handler = serveQueue(async ({ messageId }) => { handled.push(messageId); }, ports);
  expect(await handler(queueEvent(queueRecord('a'), queueRecord('b')), invocation())).toEqual(failures());
  expect(handled).toEqual(['a', 'b']);
});

test('only the message that fails comes again, later each time, by chance', async () => {
  const { ports, hidden } = queuePorts();
  const handler = serveQueue(async ({ messageId }) => { if (messageId === 'b') { throw new Error('down'); } }, ports);
  for (const receives of [1, 2, 3, 4]) {
    expect(await handler(queueEvent(queueRecord('a'), queueRecord('b', { receives }), queueRecord('c')), invocation())).toEqual(failures('b'));
  }
  expect(hidden).toEqual([['b', 5], ['b', 20], ['b', 80], ['b', 320]]);
});

test.each([[0, 180, 240], [0.999, 600, 900]])('five receives outlast an outage of three minutes, and end before a worker counts as stalled, by chance %d', async (chance, least, most) => {
  const { ports, hidden } = queuePorts({ random: () => chance });
  const handler = serveQueue(async () => { throw new Error('down'); }, ports);
  for (const receives of [1, 2, 3, 4]) { await handler(queueEvent(queueRecord('a', { receives })), invocation()); }
  const seconds = hidden.reduce((sum, [, one]) => sum + one, 0);
  expect(seconds).toBeGreaterThan(least);
  expect(seconds).toBeLessThan(most);
});

test('a message is never hidden longer than a quarter of an hour', async () => {
  const { ports, hidden } = queuePorts({ random: () => 0.999 });
  await serveQueue(async () => { throw new Error('down'); }, ports)(queueEvent(queueRecord('a', { receives: 60 })), invocation());
  expect(hidden).toEqual([['a', 900]]);
});

test('what can never be handled is given up at once, with its reason, and is done', async () => {
  const { ports, givenUp, logged } = queuePorts();
  const handler = serveQueue(async () => { throw new PermanentError('the order has no lines'); }, ports);
  expect(await handler(queueEvent(queueRecord('a')), invocation())).toEqual(failures());
  expect(givenUp).toEqual([['a', 'the order has no lines']]);
  expect(logged).toEqual([{ message: 'given up', fields: expect.objectContaining({ messageId: 'a', about: 'a', reason: 'the order has no lines' }) }]);
});

test('what can not be given up comes again', async () => {
  const { ports, hidden } = queuePorts({ giveUp: async () => { throw new Error('SQS is down'); } });
  const handler = serveQueue(async () => { throw new PermanentError('never'); }, ports);
  expect(await handler(queueEvent(queueRecord('a')), invocation())).toEqual(failures('a'));
  expect(hidden).toEqual([['a', 5]]);
});

test('a message that can not be hidden comes again all the same, when its visibility ends', async () => {
  const { ports } = queuePorts({ hide: async () => { throw new Error('SQS is down'); } });
  const handler = serveQueue(async () => { throw new Error('down'); }, ports);
  expect(await handler(queueEvent(queueRecord('a')), invocation())).toEqual(failures('a'));
});

test('a message that hangs does not take the others of its batch with it', async () => {
  const { ports } = queuePorts();
  const handler = serveQueue(({ messageId }) => (messageId === 'a' ? new Promise(() => undefined) : Promise.resolve()), ports, { reserveMs: 50 });
  expect(await handler(queueEvent(queueRecord('a'), queueRecord('b')), invocation(120))).toEqual(failures('a'));
});

test('what throws before it waits leaves no timer behind', async () => {
  const before = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const { ports } = queuePorts();
  await serveQueue(() => { throw new Error('at once'); }, ports)(queueEvent(queueRecord('a')), invocation());
  expect(process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout')).toHaveLength(before);
});

test('nothing is begun that could not be ended', async () => {
  const handled: string[] = [];
  const { ports } = queuePorts();
  const handler = serveQueue(async ({ messageId }) => { handled.push(messageId); }, ports, { reserveMs: 1_000 });
  expect(await handler(queueEvent(queueRecord('a')), invocation(500))).toEqual(failures('a'));
  expect(handled).toEqual([]);
});

test('what fails in a group holds back those behind it, and no other group', async () => {
  const handled: string[] = [];
  const { ports, hidden } = queuePorts();
  const handler = serveQueue(async ({ messageId }) => {
    handled.push(messageId);
    if (messageId === 'a2') { throw new Error('down'); }
  }, ports);
  const records = [['a1', 'a'], ['a2', 'a'], ['b1', 'b'], ['a3', 'a'], ['b2', 'b']].map(([id, group]) => queueRecord(id, { group }));
  expect(await handler(queueEvent(...records), invocation())).toEqual(failures('a2', 'a3'));
  expect(handled.sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
  expect(hidden).toEqual([['a2', 5], ['a3', 5]]);
});

test('what is given up does not hold back its group', async () => {
  const { ports, givenUp } = queuePorts();
  const handler = serveQueue(async ({ messageId }) => { if (messageId === 'a1') { throw new PermanentError('never'); } }, ports);
  expect(await handler(queueEvent(queueRecord('a1', { group: 'a' }), queueRecord('a2', { group: 'a' })), invocation())).toEqual(failures());
  expect(givenUp).toEqual([['a1', 'never']]);
});

describe('a message of a group that fails at its last receive', () => {
  const group = (receives: number) => ['a1', 'a2', 'a3'].map((id) => queueRecord(id, { group: 'a', receives }));
  const failing = (failed: string, handled: string[]) => async ({ messageId }: { messageId: string }) => {
    handled.push(messageId);
    if (messageId === failed) { throw new Error('no such bucket'); }
  };

  test('is given up, with what it failed of: those behind it were received as often, and SQS would bury them unread', async () => {
    const handled: string[] = [];
    const { ports, givenUp, hidden, logged } = queuePorts();
    expect(await serveQueue(failing('a1', handled), ports, { receivesMax: 5 })(queueEvent(...group(5)), invocation())).toEqual(failures());
    expect(handled).toEqual(['a1', 'a2', 'a3']);
    expect(givenUp).toEqual([['a1', 'receive 5 was the last, and failed: no such bucket']]);
    expect(hidden).toEqual([]);
    expect(logged[0]).toMatchObject({ message: 'given up', fields: { messageId: 'a1', error: { message: 'no such bucket' } } });
  });

  test.each([
    ['before its last receive', group(4), 'a1', ['a1', 'a2', 'a3']],
    ['with nobody behind it', group(5), 'a3', ['a3']],
    ['of no group', [queueRecord('a1', { receives: 5 }), queueRecord('a2', { receives: 5 })], 'a1', ['a1']],
  ])('is left to SQS %s', async (_, records, failed, left) => {
    const { ports, givenUp } = queuePorts();
    expect(await serveQueue(failing(failed, []), ports, { receivesMax: 5 })(queueEvent(...records), invocation())).toEqual(failures(...left));
    expect(givenUp).toEqual([]);
  });

  test('is left, and those behind it, where it can not be given up, or no time is left to', async () => {
    const { ports } = queuePorts({ giveUp: async () => { throw new Error('SQS is down'); } });
    expect(await serveQueue(failing('a1', []), ports, { receivesMax: 5 })(queueEvent(...group(5)), invocation())).toEqual(failures('a1', 'a2', 'a3'));
    const late = queuePorts();
    expect(await serveQueue(failing('a1', []), late.ports, { receivesMax: 5 })(queueEvent(...group(5)), invocation(1_000))).toEqual(failures('a1', 'a2', 'a3'));
    expect(late.givenUp).toEqual([]);
  });
});

test('each message leaves one line, with what it is about and what became of it', async () => {
  const { ports, logged } = queuePorts();
  const handler = serveQueue(async ({ messageId }) => { if (messageId === 'b') { throw new Error('down'); } }, ports);
  await handler(queueEvent(queueRecord('a'), queueRecord('b', { receives: 3 })), invocation());
  expect(logged).toEqual([
    { message: 'done', fields: { messageId: 'a', receives: 1, about: 'a', durationMs: 0 } },
    { message: 'failed', fields: { messageId: 'b', receives: 3, about: 'b', durationMs: 0, error: expect.objectContaining({ message: 'down' }) } },
  ]);
});

test('attributes are the texts of the message', async () => {
  const seen: unknown[] = [];
  const { ports } = queuePorts();
  await serveQueue(async ({ attributes, group, body, receives }) => { seen.push({ attributes, group, body, receives }); }, ports)(
    queueEvent(queueRecord('a', { attributes: { type: 'ORDER_CREATED' }, group: 'o-1', body: '{}', receives: 2 })), invocation(),
  );
  expect(seen).toEqual([{ attributes: { type: 'ORDER_CREATED' }, group: 'o-1', body: '{}', receives: 2 }]);
});
