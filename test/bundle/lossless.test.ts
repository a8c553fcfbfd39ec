/**
 * Nothing is lost and nothing is doubled: the publisher and the invoice worker as they ship, under a model of what retries them
 * (test/support/retry-model.ts), while processes die, requests and answers are lost, come late or are refused, entries of a batch
 * fail, and messages come twice and in any order. LOSSLESS_RUNS is how many histories are tried.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { ENVIRONMENTS, LAMBDA } from './shipped';
import { bundleHandlers } from '../../scripts/bundle-handlers';
import { RECEIVES_MAX } from '../../src/contract/order-events-pipeline';
import { toAttributes } from '../../src/runtime/serverless-crud-api/attribute-values';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { invoicedOrder } from '../support/invoices';
import { MessagingStub } from '../support/messaging-stub';
import { Gate, type Mishap, MISHAPS, Mishaps } from '../support/mishap-gate';
import { readPdf } from '../support/pdf-text';
import { FunctionProcess } from '../support/process-fleet';
import { queueEvent, queueRecord } from '../support/queue';
import { drainQueue, drainShard, type Message } from '../support/retry-model';
import { streamRecord } from '../support/streams';

const RUNS = Number(process.env.LOSSLESS_RUNS ?? '200');
const POLLERS = 3;

const database = new DynamoDbStub('Invoices', 'key');
const services = new MessagingStub();
const mishaps = new Mishaps();
const gates = [new Gate(database, mishaps), new Gate(services, mishaps)];
const folder = mkdtempSync(join(tmpdir(), 'lossless-'));
let publisher: FunctionProcess;
let workers: FunctionProcess[];

beforeAll(async () => {
  await bundleHandlers(folder);
  const [tables, messages] = await Promise.all(gates.map((gate) => gate.listen()));
  const elsewhere = Object.fromEntries(['SNS', 'SQS', 'S3'].map((service) => [`AWS_ENDPOINT_URL_${service}`, messages]));
  const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: tables, ...elsewhere };
  const start = (name: string, bundle: string) =>
    new FunctionProcess(name, join(folder, bundle, 'index.js'), { ...LAMBDA, ...ENVIRONMENTS[bundle], ...endpoints }, mishaps);
  publisher = start('publisher', 'publisher');
  workers = Array.from({ length: POLLERS }, (_, i) => start(`worker${i}`, 'invoice-worker'));
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(gates.map((gate) => gate.close()));
});

interface History {
  readonly orders: number;
  /** Orders that can't be invoiced. */
  readonly unbillable: readonly number[];
  /** What happens to orders later, and records that nobody can read. */
  readonly changes: readonly { readonly order: number; readonly kind: 'update' | 'delete' | 'poison' }[];
  /** By the number of the request that meets them. */
  readonly mishaps: readonly { readonly step: number; readonly mishap: Mishap }[];
  /** Requests to publish in which an entry fails. */
  readonly partial: readonly { readonly call: number; readonly place: number }[];
  readonly stream: { readonly batchSize: number; readonly forgotten: readonly number[] };
  readonly queue: {
    readonly batchSize: number;
    readonly concurrency: number;
    readonly seed: number;
    /** Events that come twice. */
    readonly twice: readonly number[];
    /** Messages that are no events. */
    readonly garbage: number;
  };
  /** Invocations that have no time left to do their work. */
  readonly hasty: readonly number[];
}

const histories: fc.Arbitrary<History> = fc.record({
  orders: fc.integer({ min: 1, max: 6 }),
  unbillable: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
  changes: fc.array(fc.record({ order: fc.nat(5), kind: fc.constantFrom('update' as const, 'delete' as const, 'poison' as const) }), { maxLength: 5 }),
  mishaps: fc.uniqueArray(
    fc.record({ step: fc.nat(50), mishap: fc.constantFrom<Mishap>(...MISHAPS) }), { maxLength: 8, selector: ({ step }) => step },
  ),
  partial: fc.array(fc.record({ call: fc.nat(5), place: fc.nat(5) }), { maxLength: 3 }),
  stream: fc.record({ batchSize: fc.integer({ min: 1, max: 12 }), forgotten: fc.uniqueArray(fc.nat(5), { maxLength: 2 }) }),
  queue: fc.record({
    batchSize: fc.integer({ min: 1, max: 10 }),
    concurrency: fc.integer({ min: 1, max: POLLERS }),
    seed: fc.nat(1_000),
    twice: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
    garbage: fc.nat(1),
  }),
  hasty: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 2 }) }),
});

const idOf = (order: number) => `o-${order}`;
const isPoison = ({ dynamodb }: DynamoDBRecord) => dynamodb!.NewImage?.broken !== undefined;

/** The table's changes as its stream tells them: each order is created, then what the history says of it, poison in between. */
function streamOf({ orders, unbillable, changes }: History): DynamoDBRecord[] {
  const item = (order: number, members = {}) =>
    toAttributes(invoicedOrder({ orderId: idOf(order), ...(unbillable.includes(order) && { lines: [] }), ...members }));
  const deleted = new Set<number>();
  const facts: Parameters<typeof streamRecord>[0][] = Array.from({ length: orders }, (_, order) => ({ new: item(order) }));
  for (const [i, { order, kind }] of changes.entries()) {
    if (kind === 'poison') {
      facts.splice(i, 0, { new: { ...item(0), orderId: { S: `poison-${i}` }, broken: { X: 'y' } } });
    } else if (order < orders && !deleted.has(order)) {
      if (kind === 'delete') { deleted.add(order); }
      facts.push(kind === 'delete' ? { old: item(order) } : { old: item(order, { note: i }), new: item(order, { note: i + 1 }) });
    }
  }
  return facts.map((fact, i) => streamRecord({ ...fact, eventID: `e-${i}`, sequence: String(1_000 + i) }));
}

/** Lives through a history, until an operator has replayed the dead letters. */
async function live(history: History) {
  database.reset();
  services.reset();
  const everyone = [publisher, ...workers];
  mishaps.begin(new Map(history.mishaps.map(({ step, mishap }) => [step, mishap])), (accessKey) => everyone.forEach((one) => one.died(accessKey)));
  let publishes = 0;
  services.fault = ({ operation }) => {
    const places = operation === 'PublishBatch' ? history.partial.filter(({ call }) => call === publishes++) : [];
    return places.length > 0 ? { failedEntries: Object.fromEntries(places.map(({ place }) => [place, { code: 'InternalError', senderFault: false }])) } : undefined;
  };
  let invocations = 0;
  // A function that has this little left answers at once, and goes on in the background.
  const remainingMs = (reserveMs: number) => (history.hasty.includes(invocations++) ? reserveMs + 5 : 60_000);

  const records = streamOf(history);
  const { batchSize, forgotten } = history.stream;
  const publish = (batch: readonly DynamoDBRecord[]) => {
    mishaps.tell(`the stream gives ${batch.map(({ eventID, eventName, dynamodb }) => `${eventID} (${eventName} ${dynamodb!.Keys!.orderId.S})`).join(', ')}`);
    return publisher.invoke({ Records: batch }, remainingMs(6_000));
  };
  const polls = await drainShard(records, batchSize, publish, (one) => forgotten.includes(one));
  const published = [...services.published];
  const created = published.filter(({ type }) => type === 'ORDER_CREATED').map(({ message }) => message);
  const bodies = [...created, ...created.filter((_, i) => history.queue.twice.includes(i)), ...Array.from({ length: history.queue.garbage }, () => 'garbage')];

  let seed = history.queue.seed;
  const next = () => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed; };
  const rules = { ...history.queue, receivesMax: RECEIVES_MAX, pick: (waiting: number) => next() % waiting };
  const work = (batch: readonly Message[], poller: number) => {
    mishaps.tell(`the queue gives ${batch.map(({ id, body, receives }) => `${id} (${body === 'garbage' ? body : JSON.parse(body).subject}, receive ${receives})`).join(', ')}`);
    const event = queueEvent(...batch.map(({ id, body, receives }) => queueRecord(id, { body, receives, attributes: { type: 'ORDER_CREATED' } })));
    return workers[poller].invoke(event, remainingMs(2_000));
  };
  const deadLetters = await drainQueue(bodies.map((body, i) => ({ id: `m-${i}`, body, receives: 0 })), rules, work);
  // What goes on in the background must be over before the next history, which begins with an empty table.
  everyone.forEach((one) => one.endIfHasty());
  await mishaps.end();
  mishaps.tell(`an operator replays ${deadLetters.length} dead letters`);
  const again = await drainQueue(deadLetters.map((message) => ({ ...message, receives: 0 })), rules, work);
  return { records, polls, published, again };
}

async function check(history: History) {
  const { records, polls, published, again } = await live(history);
  const calm = history.mishaps.length + history.partial.length + history.stream.forgotten.length + history.hasty.length === 0;
  if (calm) { expect({ polls }).toEqual({ polls: Math.ceil(records.length / history.stream.batchSize) }); }
  expect({ deadLettersAfterReplay: again }).toEqual({ deadLettersAfterReplay: [] });

  // Each change has its event, or is set aside; those of one order are first told in the order of its changes.
  const events = published.map(({ message }) => JSON.parse(message));
  const expected = records.map((record) => [record.eventID, isPoison(record) ? 'set aside' : 'told']);
  const told = (id: string) => (services.objects.has(`set-aside/set-aside/${id}.json`) ? 'set aside' : events.some((event) => event.id === id) ? 'told' : 'LOST');
  expect(records.map(({ eventID }) => [eventID, told(eventID!)])).toEqual(expected);
  const firsts = events.filter(({ id }, i) => events.findIndex((event) => event.id === id) === i);
  for (const subject of new Set(firsts.map((event) => event.subject))) {
    const sequences = firsts.filter((event) => event.subject === subject).map(({ sequence }) => Number(sequence));
    expect({ subject, sequences }).toEqual({ subject, sequences: [...sequences].sort((a, b) => a - b) });
  }

  // Each order that can be invoiced has one invoice, and their numbers are 1 to n.
  const billable = Array.from({ length: history.orders }, (_, i) => i).filter((i) => !history.unbillable.includes(i)).map(idOf);
  const invoices = [...services.objects].filter(([key]) => key.startsWith('invoices/'));
  expect(invoices.map(([key]) => key).sort()).toEqual(billable.map((id) => `invoices/invoices/${id}.pdf`));
  const printed = invoices.map(([, { body }]) => Number(/F\d{4}-(\d{6})/.exec(readPdf(body).pages[0])![1]));
  expect({ numbers: printed.sort((a, b) => a - b) }).toEqual({ numbers: billable.map((_, i) => i + 1) });
  for (const id of billable) { expect(database.items.get(`order#${id}`)).toMatchObject({ file: { S: `invoices/${id}.pdf` } }); }

  // What can't be invoiced is among the dead letters with its reason, and has no number.
  const reasonOf = (body: string) => services.sent.find((one) => one.body === body)?.attributes.reason;
  for (const { message, type } of published) {
    const unbillable = type === 'ORDER_CREATED' && !billable.includes(JSON.parse(message).subject);
    expect(reasonOf(message)).toEqual(unbillable ? expect.stringContaining('lines must be 1 to 1000') : undefined);
  }
  expect(reasonOf('garbage')).toBe(history.queue.garbage > 0 ? 'the message is not JSON' : undefined);
  expect([...database.items.keys()].filter((key) => key.startsWith('order#')).sort()).toEqual(billable.map((id) => `order#${id}`));
}

test(`over ${RUNS} histories each change has its event, each order one invoice and one number, and poison stops nobody`, async () => {
  await fc.assert(fc.asyncProperty(histories, async (history) => {
    try {
      await check(history);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n\nWhat happened:\n  ${mishaps.story.join('\n  ')}\n`);
    }
  }), { numRuns: RUNS });
}, 60_000 + RUNS * 2_000);
