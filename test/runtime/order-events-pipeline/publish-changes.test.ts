import type { ItemEvent } from '../../../src/contract/order-events-pipeline';
import { publishChanges, type PublisherPorts, type PublishOutcome } from '../../../src/runtime/order-events-pipeline/publish-changes-flow';
import { ORDER_EVENTS, orderItem, streamRecord } from '../../support/streams';

const record = (n: number, orderId = `o-${n}`, members = {}) =>
  streamRecord({ eventID: `e-${n}`, sequence: String(1000 + n), new: orderItem({ orderId, ...members }) });
const records = (count: number, orderId?: (n: number) => string) => Array.from({ length: count }, (_, n) => record(n, orderId?.(n)));

interface Answers { answer?: (event: ItemEvent, attempt: number) => PublishOutcome }

function publisher({ answer = () => ({ kind: 'published' }) }: Answers = {}, overrides: Partial<PublisherPorts> = {}) {
  const calls: ItemEvent[][] = [];
  const published: string[] = [];
  const aside: { id?: string; reason: string }[] = [];
  const waits: number[] = [];
  const logged: { message: string; fields: any }[] = [];
  const attempts = new Map<string, number>();
  const ports: PublisherPorts = {
    definition: ORDER_EVENTS,
    publish: async (events) => {
      calls.push([...events]);
      return events.map((event) => {
        const attempt = (attempts.get(event.id) ?? 0) + 1;
        attempts.set(event.id, attempt);
        const outcome = answer(event, attempt);
        if (outcome.kind === 'published') { published.push(event.id); }
        return outcome;
      });
    },
    setAside: async ({ eventID }, reason) => { aside.push({ id: eventID, reason }); },
    wait: async (ms) => { waits.push(ms); },
    random: () => 0.5,
    remainingMs: () => 60_000,
    log: { info: (message, fields) => logged.push({ message, fields }), error: (message, fields) => logged.push({ message, fields }) },
    ...overrides,
  };
  return { ports, calls, published, aside, waits, logged };
}

test('every change is published, ten a request', async () => {
  const { ports, calls, published } = publisher();
  expect(await publishChanges(records(25), ports)).toEqual({ batchItemFailures: [] });
  expect(published.sort()).toEqual(records(25).map(({ eventID }) => eventID).sort());
  expect(calls.map(({ length }) => length)).toEqual([10, 10, 5]);
});

test('a request holds no more than 256 KB', async () => {
  const { ports, calls } = publisher();
  await publishChanges(Array.from({ length: 6 }, (_, n) => record(n, `o-${n}`, { note: 'x'.repeat(100_000) })), ports);
  expect(calls.map(({ length }) => length)).toEqual([2, 2, 2]);
});

test('only what failed is sent again', async () => {
  const { ports, calls } = publisher({ answer: ({ id }, attempt) => (id === 'e-3' && attempt < 3 ? { kind: 'failed', reason: 'InternalError' } : { kind: 'published' }) });
  expect(await publishChanges(records(10), ports)).toEqual({ batchItemFailures: [] });
  expect(calls.map((events) => events.map(({ id }) => id))).toEqual([records(10).map(({ eventID }) => eventID), ['e-3'], ['e-3']]);
});

test('waits longer before each attempt, by chance up to twice the wait', async () => {
  const { ports, waits } = publisher({ answer: () => ({ kind: 'failed', reason: 'Throttled' }) });
  await publishChanges(records(1), ports);
  expect(waits).toEqual([50, 100, 200]);
});

test('the changes of one order are published in their order, whatever fails', async () => {
  const { ports, published } = publisher({ answer: ({ id }, attempt) => (id === 'e-0' && attempt < 3 ? { kind: 'failed', reason: 'InternalError' } : { kind: 'published' }) });
  await publishChanges(records(6, (n) => `o-${n % 2}`), ports);
  expect(published.filter((id) => ['e-0', 'e-2', 'e-4'].includes(id))).toEqual(['e-0', 'e-2', 'e-4']);
  expect(published.filter((id) => ['e-1', 'e-3', 'e-5'].includes(id))).toEqual(['e-1', 'e-3', 'e-5']);
});

test('what fails to the end is told to the stream by the first sequence number, and nothing of that order overtakes it', async () => {
  const { ports, published, logged } = publisher({ answer: ({ id }) => (id === 'e-1' ? { kind: 'failed', reason: 'InternalError' } : { kind: 'published' }) });
  expect(await publishChanges(records(6, (n) => `o-${n % 2}`), ports)).toEqual({ batchItemFailures: [{ itemIdentifier: '1001' }] });
  expect(published.sort()).toEqual(['e-0', 'e-2', 'e-4']);
  expect(logged).toContainEqual({ message: 'publish failed', fields: expect.objectContaining({ eventId: 'e-1', reason: 'InternalError' }) });
});

test('a request that fails as a whole fails each of its events', async () => {
  const { ports } = publisher({}, { publish: async () => { throw new Error('down'); } });
  expect(await publishChanges(records(3), ports)).toEqual({ batchItemFailures: [{ itemIdentifier: '1000' }] });
});

test('a record that nobody understands is set aside with its reason, and those around it are published', async () => {
  const { ports, published, aside } = publisher();
  const poison = streamRecord({ eventID: 'poison', sequence: '1002', new: { ...orderItem(), x: { Q: 1 } } });
  expect(await publishChanges([record(1), poison, record(3)], ports)).toEqual({ batchItemFailures: [] });
  expect(published).toEqual(['e-1', 'e-3']);
  expect(aside).toEqual([{ id: 'poison', reason: expect.stringContaining('type Q') }]);
});

test('an event that SNS will never take is set aside, and the next of its order goes on', async () => {
  const { ports, published, aside } = publisher({ answer: ({ id }) => (id === 'e-0' ? { kind: 'refused', reason: 'InvalidParameter: x' } : { kind: 'published' }) });
  expect(await publishChanges(records(2, () => 'o-1'), ports)).toEqual({ batchItemFailures: [] });
  expect(aside).toEqual([{ id: 'e-0', reason: 'InvalidParameter: x' }]);
  expect(published).toEqual(['e-1']);
});

test('a record that can not even be set aside is told to the stream', async () => {
  const { ports, published } = publisher({}, { setAside: async () => { throw new Error('S3 is down'); } });
  const poison = streamRecord({ eventID: 'poison', sequence: '1002', new: { ...orderItem(), x: { Q: 1 } } });
  expect(await publishChanges([record(1), poison, record(3)], ports)).toEqual({ batchItemFailures: [{ itemIdentifier: '1002' }] });
  expect(published).toEqual(['e-1', 'e-3']);
});

test('an event that SNS will never take and that can not be set aside holds up those of its order, and is told to the stream', async () => {
  const refused = ({ id }: ItemEvent): PublishOutcome => (id === 'e-1' ? { kind: 'refused', reason: 'too large' } : { kind: 'published' });
  const { ports, published, logged } = publisher({ answer: refused }, { setAside: () => Promise.reject(new Error('no bucket')) });
  expect(await publishChanges(records(4, (n) => (n === 3 ? 'other' : 'same')), ports)).toEqual({ batchItemFailures: [{ itemIdentifier: '1001' }] });
  expect(published.sort()).toEqual(['e-0', 'e-3']);
  expect(logged).toContainEqual({ message: 'publish failed', fields: { eventId: 'e-1', reason: 'too large', error: new Error('no bucket') } });
});

test('a request takes the oldest first, whichever order they are of', async () => {
  const { ports, calls } = publisher();
  await publishChanges(records(12, (n) => (n === 11 ? 'o-0' : `o-${n}`)), ports);
  expect(calls.map((events) => events.map(({ id }) => id))).toEqual([records(10).map(({ eventID }) => eventID), ['e-10', 'e-11']]);
});

test('what is set aside and what fails are told by their event and the reason', async () => {
  const answer = ({ id }: ItemEvent): PublishOutcome => (id === 'e-0' ? { kind: 'refused', reason: 'too large' } : { kind: 'published' });
  const { ports, logged } = publisher({ answer });
  await publishChanges([...records(1), streamRecord({ eventID: 'e-1', sequence: '1001', old: orderItem(), new: orderItem() })], ports);
  expect(logged).toEqual([
    { message: 'set aside', fields: { eventId: 'e-0', reason: 'too large' } },
    { message: 'batch', fields: { records: 2, published: 0, skipped: 1, setAside: 1, left: 0 } },
  ]);
});

test.each([[new TypeError('no route'), 'TypeError: no route'], ['a text', 'a text']])('a request that fails with %s fails each of its events by that name', async (error, reason) => {
  const { ports, logged } = publisher({}, { publish: () => Promise.reject(error) });
  await publishChanges(records(1), ports);
  expect(logged[0]).toMatchObject({ message: 'publish failed', fields: { eventId: 'e-0', reason } });
});

test('stops in time to tell the stream what is left', async () => {
  let remaining = 10_000;
  const { ports, published } = publisher({}, { remainingMs: () => (remaining -= 4_000) });
  const { batchItemFailures } = await publishChanges(records(60), ports);
  expect(published.length).toBeLessThan(60);
  expect(batchItemFailures).toEqual([{ itemIdentifier: String(1000 + published.length) }]);
});

test('an empty batch is no request', async () => {
  const { ports, calls } = publisher();
  expect(await publishChanges([streamRecord({ old: orderItem(), expired: true })], ports)).toEqual({ batchItemFailures: [] });
  expect(calls).toEqual([]);
});

test('says what became of a batch in one line', async () => {
  const { ports, logged } = publisher();
  await publishChanges([record(1), streamRecord({ old: orderItem(), expired: true })], ports);
  expect(logged).toEqual([{ message: 'batch', fields: { records: 2, published: 1, skipped: 1, setAside: 0, left: 0 } }]);
});

test('a record without a sequence number fails the whole batch rather than being lost', async () => {
  const { ports } = publisher({}, { setAside: async () => { throw new Error('S3 is down'); } });
  const broken = streamRecord({ new: orderItem() });
  delete broken.dynamodb!.SequenceNumber;
  await expect(publishChanges([broken], ports)).rejects.toThrow('S3 is down');
});
