/**
 * Nothing is lost and nothing is doubled: the publisher and the invoice worker as they ship, under a model of what retries them and of
 * the time that it takes (test/support/retry-model), while processes die, requests and answers are lost, come late or are refused, entries
 * of a batch fail, messages come twice and in any order, or in order and once in five minutes, and whole services are away for hours or
 * days, until an operator mends what is left with the package's commands. LOSSLESS_RUNS is how many histories are tried.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { ENVIRONMENTS, LAMBDA } from './shipped';
import { bundleHandlers } from '../../scripts/bundle-handlers';
import type { Aws } from '../../src/cli/aws';
import { publishAside } from '../../src/cli/dlq/publish-aside';
import { Pace } from '../../src/cli/pace';
import { FAILED_INVOCATIONS_PREFIX, RECEIVES_MAX } from '../../src/contract/order-events-pipeline';
import { fakeIo } from '../cli/fake-io';
import { DynamoDbStub } from '../support/dynamodb-stub';
import { billableOrders, changesOf, HISTORIES, idOf, isCalm, isPoison, keptOrders, marksOf, mendedOrders, POLLERS_MAX, type History } from '../support/lossless-history';
import { MessagingStub } from '../support/messaging-stub';
import { Gate, Mishaps } from '../support/mishap-gate';
import { readPdf } from '../support/pdf-text';
import { FunctionProcess } from '../support/process-fleet';
import { queueEvent, queueRecord } from '../support/queue';
import { ModelClock } from '../support/retry-model/clock';
import { pollers, QueueModel, type Message } from '../support/retry-model/queue';
import { drainShard, type Change } from '../support/retry-model/shard';
import { TopicModel } from '../support/retry-model/topic';
import { ORDER_EVENTS } from '../support/streams';

const RUNS = Number(process.env.LOSSLESS_RUNS ?? '200');
/** As the constructs deploy it: test/constructs/order-events-pipeline. */
const RECORD_AGE_MAX = 23 * 3_600;
const VISIBILITY = 180;
/** Reason of what a worker gives up so that those behind it in its group are not buried with it. */
const WAS_THE_LAST = /^receive 5 was the last, and failed: /;

const database = new DynamoDbStub('Invoices', 'key');
const services = new MessagingStub();
const mishaps = new Mishaps();
const gates = [new Gate(database, mishaps), new Gate(services, mishaps)];
const folder = mkdtempSync(join(tmpdir(), 'lossless-'));
interface Fleet { readonly publisher: FunctionProcess; readonly workers: readonly FunctionProcess[] }
let fleets: { readonly unordered: Fleet; readonly ordered: Fleet };
let clients: Pick<Aws, 's3' | 'sns'>;

beforeAll(async () => {
  await bundleHandlers(folder);
  const [tables, messages] = await Promise.all(gates.map((gate) => gate.listen()));
  const elsewhere = Object.fromEntries(['SNS', 'SQS', 'S3'].map((service) => [`AWS_ENDPOINT_URL_${service}`, messages]));
  const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: tables, ...elsewhere };
  const start = (name: string, bundle: string, more: object) =>
    new FunctionProcess(name, join(folder, bundle, 'index.js'), { ...LAMBDA, ...ENVIRONMENTS[bundle], ...endpoints, ...more }, mishaps);
  const fleetOf = (publishes: object, works: object): Fleet => ({
    publisher: start('publisher', 'publisher', publishes),
    workers: Array.from({ length: POLLERS_MAX }, (_, i) => start(`worker${i}`, 'invoice-worker', works)),
  });
  const { QUEUE_URL, DEAD_LETTER_QUEUE_URL } = ENVIRONMENTS['invoice-worker'];
  fleets = {
    unordered: fleetOf({}, {}),
    ordered: fleetOf({ EVENTS_JSON: JSON.stringify({ ...ORDER_EVENTS, ordered: true }) }, { QUEUE_URL: `${QUEUE_URL}.fifo`, DEAD_LETTER_QUEUE_URL: `${DEAD_LETTER_QUEUE_URL}.fifo` }),
  };
  const operator = { region: 'eu-west-1', endpoint: messages, credentials: { accessKeyId: 'operator', secretAccessKey: 'secret' } };
  clients = { s3: new S3Client({ ...operator, forcePathStyle: true }) as Aws['s3'], sns: new SNSClient(operator) as Aws['sns'] };
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const client of Object.values(clients)) { client.destroy(); }
  await Promise.all(gates.map((gate) => gate.close()));
});

/** An event whose first request to publish is done late comes a second time, when all others have been read. */
const LATE_REPETITION: History = {
  ordered: true,
  orders: 3,
  unbillable: [],
  refused: 3,
  changes: Array.from({ length: 3 }, () => ({ order: 0, kind: 'update' as const })),
  mishaps: [{ step: 1, mishap: 'dies before' }, { step: 27, mishap: 'answer lost, done late' }, { step: 8, mishap: 'dies before' }, { step: 2, mishap: 'answer lost' }, { step: 0, mishap: 'dies before' }],
  partial: [],
  stream: { batchSize: 1, forgotten: [2], gap: 200, away: 0 },
  queue: { batchSize: 1, concurrency: 1, seed: 0, twice: [], garbage: 1, away: 0 },
  hasty: [],
  operatorAfter: 432_000,
  mends: false,
};

/** The first event of an order fails to the end, and those behind it in its group are received as often. */
const POISON_IN_A_GROUP: History = {
  ordered: true,
  orders: 2,
  unbillable: [],
  refused: 0,
  changes: [{ order: 0, kind: 'update' }, { order: 0, kind: 'update' }],
  mishaps: [],
  partial: [],
  stream: { batchSize: 10, forgotten: [], gap: 0, away: 0 },
  queue: { batchSize: 10, concurrency: 1, seed: 0, twice: [], garbage: 0, away: 0 },
  hasty: [],
  operatorAfter: 0,
  mends: false,
};

/** Lives through a history, until an operator has mended what was left. */
async function live(history: History) {
  const { publisher, workers } = fleets[history.ordered ? 'ordered' : 'unordered'];
  const clock = new ModelClock();
  let seed = history.queue.seed;
  const pick = (choices: number) => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed % choices; };
  const duration = () => [1, 2, 2, 25][pick(4)];
  const tell = (line: string) => mishaps.tell(`${clock.now} s: ${line}`);

  const queue = new QueueModel({ fifo: history.ordered, visibilitySeconds: VISIBILITY, receivesMax: RECEIVES_MAX, pick }, clock);
  const lets = (type: string) => history.ordered || type === 'ORDER_CREATED';
  const twice = (delivery: number) => !history.ordered && history.queue.twice.includes(delivery);
  const topic = new TopicModel(queue, { fifo: history.ordered, lets, twice }, clock);
  database.reset();
  services.reset();
  services.onPublish = (published) => topic.take(published);
  services.onSend = (sent) => { if (WAS_THE_LAST.test(sent.attributes.reason)) { queue.giveUp(sent); } };
  services.onHide = (receipt, seconds) => queue.hide(receipt, seconds);
  const everyone = [publisher, ...workers];
  mishaps.begin(new Map(history.mishaps.map(({ step, mishap }) => [step, mishap])), (accessKey) => everyone.forEach((one) => one.died(accessKey)));
  let publishes = 0;
  let mended = false;
  services.fault = ({ operation, path }) => {
    if (operation === 'PutObject' && !mended && path === `invoices/invoices/${idOf(history.refused ?? -1)}.pdf`) { return { error: { status: 403, code: 'AccessDenied' } }; }
    const places = operation === 'PublishBatch' ? history.partial.filter(({ call }) => call === publishes++) : [];
    return places.length > 0 ? { failedEntries: Object.fromEntries(places.map(({ place }) => [place, { code: 'InternalError', senderFault: false }])) } : undefined;
  };
  let invocations = 0;
  // A function that has this little left answers at once, and goes on in the background.
  const remainingMs = (reserveMs: number) => (history.hasty.includes(invocations++) ? reserveMs + 5 : 60_000);

  let aside = 0;
  const giveUp = (batch: readonly DynamoDBRecord[]) => {
    tell(`the stream gives up ${batch.map(({ eventID }) => eventID).join(', ')}, which S3 gets`);
    const body = JSON.stringify({ requestContext: { condition: 'RecordAgeExceeded' }, payload: JSON.stringify({ Records: batch }) });
    services.objects.set(`set-aside/${FAILED_INVOCATIONS_PREFIX}mapping/shard/${1_000 + aside++}`, { body: Buffer.from(body) });
  };
  const publish = (batch: readonly DynamoDBRecord[]) => {
    tell(`the stream gives ${batch.map(({ eventID, eventName, dynamodb }) => `${eventID} (${eventName} ${dynamodb!.Keys!.orderId.S})`).join(', ')}`);
    return publisher.invoke({ Records: batch }, remainingMs(6_000));
  };
  const work = (batch: readonly Message[], poller: number) => {
    tell(`the queue gives ${batch.map(({ id, body, receives }) => `${id} (${body === 'garbage' ? body : JSON.parse(body).subject}, receive ${receives})`).join(', ')}`);
    const event = queueEvent(...batch.map(({ id, ...message }) => queueRecord(id, { ...message, attributes: { type: 'ORDER_CREATED' } })));
    return workers[poller].invoke(event, remainingMs(2_000));
  };
  /** Both ends at once, until the stream and the queue have nothing more. */
  const flow = async (changes: readonly Change[], { streamAway = 0, queueAway = 0 } = {}) => {
    let filling = true;
    let drained = { polls: 0, trimmed: [] as DynamoDBRecord[] };
    const { batchSize, forgotten } = history.stream;
    const read = async () => {
      const awayUntil = streamAway;
      const isForgotten = (one: number) => forgotten.includes(one);
      const rules = { batchSize, ageMax: RECORD_AGE_MAX, awayUntil, duration, forgotten: isForgotten, invoke: publish, giveUp };
      drained = await drainShard(changes, rules, clock).finally(() => { filling = false; });
    };
    await clock.run(read, ...pollers(queue, { ...history.queue, awayUntil: queueAway, duration, filling: () => filling, invoke: work }, clock));
    return drained;
  };

  for (let i = 0; i < history.queue.garbage; i++) { queue.send({ body: 'garbage', ...(history.ordered && { group: 'garbage' }) }); }
  const changes = changesOf(history);
  const { polls, trimmed } = await flow(changes, { streamAway: history.stream.away, queueAway: history.queue.away });
  const { received, deadLetters, expired } = queue;
  const quiet = { published: [...services.published], received: [...received], deadLetters: [...deadLetters], expired: [...expired] };
  // What goes on in the background must be over before the next history, which begins with an empty table.
  everyone.forEach((one) => one.endIfHasty());
  await mishaps.end();
  await flow([]); // what came late comes to a queue that is read, days before an operator looks
  mended = true;
  await clock.run(() => clock.pass(history.operatorAfter));

  const keys = [...services.objects.keys()].filter((key) => key.startsWith(`set-aside/${FAILED_INVOCATIONS_PREFIX}`)).map((key) => key.slice('set-aside/'.length));
  tell(`an operator replays ${keys.length} failed invocations and ${queue.deadLetters.length} dead letters`);
  const place = { name: 'set-aside', publisher: { topicArn: ENVIRONMENTS.publisher.TOPIC_ARN, setAsideBucketName: 'set-aside', definition: { ...ORDER_EVENTS, ordered: history.ordered } } };
  await publishAside(place as unknown as Parameters<typeof publishAside>[0], keys, clients as Aws, fakeIo({}), new Pace(undefined)).catch((error) => {
    if (!changes.some(({ record }) => isPoison(record))) { throw error; } // poison of a failed invocation stays, alone
  });
  queue.redrive();
  await flow([]);
  // Whose invoice the route still tells as being made: its message was too old, or became so half done.
  const lacking = billableOrders(history).filter((order) => keptOrders(history).includes(order) && !database.items.get(`order#${idOf(order)}`)?.file);
  const again = [...lacking, ...mendedOrders(history)];
  tell(`an operator publishes ${again.map(idOf).join(', ') || 'nothing'} again`);
  await flow(marksOf(again, clock.now));
  const refused = services.sent.filter(({ body, attributes: { reason } }) => body !== 'garbage' && !WAS_THE_LAST.test(reason));
  tell(`an operator replays ${refused.length} orders that were refused`);
  refused.forEach((letter) => queue.send(letter));
  await flow([]);
  return { records: changes.map(({ record }) => record), polls, trimmed, quiet, lacking, queue };
}

async function check(history: History) {
  const { records, polls, trimmed, quiet, lacking, queue } = await live(history);
  if (isCalm(history) && history.stream.gap === 0) { expect({ polls }).toEqual({ polls: Math.ceil(records.length / history.stream.batchSize) }); }
  expect({ trimmed, deadLettersAfterReplay: queue.deadLetters }).toEqual({ trimmed: [], deadLettersAfterReplay: [] });
  if (history.queue.away <= 3 * 86_400) { expect({ expired: queue.expired, lacking }).toEqual({ expired: [], lacking: [] }); }

  // Each change has its event, or is set aside; those of one order are first told, and first heard of, in the order of its changes.
  const events = services.published.map(({ message }) => JSON.parse(message));
  const expected = records.map((record) => [record.eventID, isPoison(record) ? 'set aside' : 'told']);
  const told = (id: string) => (services.objects.has(`set-aside/set-aside/${id}.json`) ? 'set aside' : events.some((event) => event.id === id) ? 'told' : 'LOST');
  expect(records.map(({ eventID }) => [eventID, told(eventID!)])).toEqual(expected);
  expectInOrder(quiet.published.map(({ message }) => message));
  if (history.ordered) { expectInOrder(quiet.received.filter((body) => body !== 'garbage')); }
  // What fails holds up nobody but what comes after it of the same order.
  if (isCalm(history)) {
    const dead = quiet.deadLetters.map(({ body }) => JSON.parse(body));
    expect(dead.filter(({ subject, type }) => subject !== idOf(history.refused ?? -1) || type !== 'ORDER_CREATED')).toEqual([]);
  }

  // Each order that can be invoiced has one invoice, and their numbers are 1 to n.
  // Of an order that was deleted while its message grew too old there is nothing to publish again: how far it came is left open.
  const tooOld = quiet.expired.filter((body) => body.includes('ORDER_CREATED')).map((body) => JSON.parse(body).subject);
  const open = billableOrders(history).filter((order) => tooOld.includes(idOf(order)) && !keptOrders(history).includes(order)).map(idOf);
  const mended = mendedOrders(history).map(idOf);
  const billable = [...billableOrders(history).map(idOf), ...mended].filter((id) => !open.includes(id)).sort();
  const invoices = [...services.objects].filter(([key]) => key.startsWith('invoices/') && !open.some((id) => key.endsWith(`/${id}.pdf`)));
  expect(invoices.map(([key]) => key).sort()).toEqual(billable.map((id) => `invoices/invoices/${id}.pdf`));
  const printed = invoices.map(([, { body }]) => Number(/F\d{4}-(\d{6})/.exec(readPdf(body).pages[0])![1]));
  const numbers = open.length > 0 ? [...new Set(printed)].sort((a, b) => a - b) : billable.map((_, i) => i + 1);
  expect({ numbers: printed.sort((a, b) => a - b) }).toEqual({ numbers });
  for (const id of billable) {
    const row = database.items.get(`order#${id}`);
    expect([id, row?.file, row?.refusal]).toEqual([id, { S: `invoices/${id}.pdf` }, undefined]);
  }
  const numbered = [...database.items].filter(([key, { number }]) => key.startsWith('order#') && number && !open.includes(key.slice('order#'.length)));
  expect(numbered.map(([key]) => key).sort()).toEqual(billable.map((id) => `order#${id}`));

  // What can't be invoiced is among the dead letters with its reason, has no number, and its customer is told until it is mended.
  const reasonOf = (body: string) => services.sent.find((one) => one.body === body && !WAS_THE_LAST.test(one.attributes.reason))?.attributes.reason;
  for (const { message, type } of services.published.filter((one) => !quiet.expired.includes(one.message))) {
    const { subject, republished } = JSON.parse(message);
    const unbillable = type === 'ORDER_CREATED' && !republished && history.unbillable.map(idOf).includes(subject);
    expect(reasonOf(message)).toEqual(unbillable ? expect.stringContaining('lines must be 1 to 1000') : undefined);
    if (unbillable && !mended.includes(subject)) {
      expect(database.items.get(`order#${subject}`)).toEqual({ key: { S: `order#${subject}` }, refusal: { S: 'lines must be 1 to 1000, not 0' } });
    }
  }
  if (!quiet.expired.includes('garbage')) { expect(reasonOf('garbage')).toBe(history.queue.garbage > 0 ? 'the message is not JSON' : undefined); }
}

/** The first of each event, those of one order in the order of its changes. */
function expectInOrder(bodies: readonly string[]) {
  const events = bodies.map((body) => JSON.parse(body));
  const firsts = events.filter(({ id }, i) => events.findIndex((event) => event.id === id) === i);
  for (const subject of new Set(firsts.map((event) => event.subject))) {
    const sequences = firsts.filter((event) => event.subject === subject).map(({ sequence }) => Number(sequence));
    expect({ subject, sequences }).toEqual({ subject, sequences: [...sequences].sort((a, b) => a - b) });
  }
}

test(`over ${RUNS} histories each change has its event, each order one invoice and one number, and poison stops nobody`, async () => {
  await fc.assert(fc.asyncProperty(HISTORIES, async (history) => {
    try {
      await check(history);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n\nWhat happened:\n  ${mishaps.story.join('\n  ')}\n`);
    }
  }), { numRuns: RUNS, examples: [[LATE_REPETITION], [POISON_IN_A_GROUP]] });
}, 60_000 + RUNS * 2_000);
