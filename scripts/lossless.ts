/**
 * Nothing is lost and nothing is doubled on the deployed system, whatever dies: 500 orders by HTTP while the invoice worker's and the
 * publisher's processes are killed, the worker's requests to AWS are throttled, fail and are cut off, the engine is stopped and
 * started again, one message is no event and one file is refused until it is mended. Needs a bundle.
 *   LOSSLESS_ORDERS   500 unless told
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GetFunctionConfigurationCommand, LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { FaultProxy } from './lossless/fault-proxy';
import { killOne } from './lossless/function-processes';
import { countFiles, readLedger } from './lossless/ledger';
import { Shop } from './lossless/shop';
import { Tally } from './lossless/tally';
import { awsEnvironment } from '../examples/reference-system/local/aws-environment';
import { bringUp, type RunningSystem } from '../examples/reference-system/local/bring-up';
import { runCommand } from '../examples/reference-system/local/command';
import { freePort } from '../examples/reference-system/local/free-port';
import { stopRequest } from '../examples/reference-system/local/stop-request';

const ORDERS = Number(process.env.LOSSLESS_ORDERS ?? 500);
const CLI = resolve(__dirname, '..', 'assets', 'cli', 'index.js');
/** On AWS 180: here a message whose worker was killed comes again while the run lasts. */
const HIDDEN_SECONDS = 15;
/** On AWS 5, which take up to 11 minutes: here what is refused to the end is a dead letter while the run lasts. */
const RECEIVES = 3;
const WORKER_KILLS = Math.ceil(ORDERS / 20);
const PUBLISHER_KILLS = 6;
const PATIENCE_MS = 300_000;
const GARBAGE = 'this is no event';

async function main(signal: AbortSignal): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // the library's oldest Node is this project's to choose
  const home = mkdtempSync(join(tmpdir(), 'lossless-system-'));
  const port = await freePort();
  const start = () => bringUp({ home, port, log: (text) => process.stdout.write(text), signal });
  let system = await start();
  const proxy = new FaultProxy(system.clientConfig.endpoint);
  try {
    await harm(system, await proxy.listen());
    const kills = killsOf(proxy, port);
    const shop = new Shop();
    const tally = new Tally();
    await tally.begin(system);
    const begun = performance.now();
    await shop.open(system.outputs);
    await sendGarbage(system);
    await shop.order(system.outputs, Math.floor(ORDERS / 2));
    const waiting = await untilPublished(system, tally, shop.orderIds);
    await system.stop();
    system = await start();
    await shop.open(system.outputs);
    await shop.order(system.outputs, ORDERS - Math.floor(ORDERS / 2));
    console.log(`${shop.orderIds.length} orders taken in ${seconds(begun)} s, ${shop.attemptsMore} further attempts`);

    await untilIdle(system, ORDERS - 1, signal);
    kills.end();
    proxy.mend();
    console.log(`${proxy.requests} requests of the worker: ${Object.entries(proxy.counts).map(([fault, count]) => `${count} ${fault}`).join(', ')}; `
      + `one file refused ${proxy.refusals} times`);
    console.log(`${kills.workers} processes of the worker killed, ${kills.publishers} of the publisher; engine stopped with ${waiting} messages in the queue`);

    const dead = await deadLetters(system);
    const poison = dead.filter(({ body }) => body === GARBAGE);
    console.log(`dead letters: ${dead.length}, the poison among them with the reason “${poison[0]?.reason}”`);
    await replay(home, port, signal);
    await untilIdle(system, ORDERS, signal);

    const { files, lost, doubled, gaps, wrong } = await readLedger(system, shop.orderIds);
    const poisonAfter = (await deadLetters(system)).filter(({ body }) => body === GARBAGE);
    console.log(`after dlq replay: ${files} invoices of ${ORDERS} orders, ${lost.length} lost, ${doubled.length} doubled, ${gaps.length} gaps in their numbers`);
    const unpublished = await tally.unpublished(system, shop.orderIds);
    const problems = [
      ...lost.map((id) => `lost: order ${id}, whose event was ${unpublished.includes(id) ? 'not ' : ''}published`),
      ...unpublished.map((id) => `no event of order ${id} was published`),
      ...doubled.map((what) => `doubled: ${what}`),
      ...gaps.map((number) => `no invoice has the number ${number}`),
      ...wrong.map((id) => `the invoice of ${id} has another number than its order`),
      ...(files === ORDERS ? [] : [`${files} invoices, not ${ORDERS}`]),
      ...(poison.length === 1 && poison[0].reason === 'the message is not JSON' ? [] : ['the poison was not among the dead letters with its reason']),
      ...(dead.some(({ body }) => body.includes(orderOf(proxy.refused))) ? [] : ['the order whose file was refused was not among the dead letters']),
      ...(poisonAfter.length === 1 ? [] : ['the poison, replayed, did not come back to the dead letters']),
      ...(kills.workers < 5 || kills.publishers === 0 ? ['too few processes were killed to prove anything'] : []),
    ];
    problems.forEach((problem) => console.error(problem));
    console.log(problems.length === 0 ? `nothing lost, nothing doubled, in ${seconds(begun)} s` : `${problems.length} problems`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    proxy.close();
    await system.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const seconds = (since: number) => ((performance.now() - since) / 1_000).toFixed(0);
const orderOf = (path = '') => /invoices\/([^/?]+)\.pdf/.exec(path)?.[1] ?? 'none';

/** Puts the proxy between the worker and AWS, and has what a dead worker held come again soon. */
async function harm({ clientConfig, outputs }: RunningSystem, proxyUrl: string) {
  const lambda = new LambdaClient(clientConfig);
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'invoice_worker' }));
  await lambda.send(new UpdateFunctionConfigurationCommand({
    FunctionName: 'invoice_worker', Environment: { Variables: { ...Environment?.Variables, AWS_ENDPOINT_URL: proxyUrl, AWS_ENDPOINT_URL_S3: proxyUrl } },
  }));
  lambda.destroy();
  await withQueues(clientConfig, async (sqs) => {
    const { OrderQueueUrl: QueueUrl } = outputs.stacks.Events;
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] });
    const { Attributes: { RedrivePolicy = '{}' } = {} } = await sqs.send(asked);
    await sqs.send(new SetQueueAttributesCommand({
      QueueUrl,
      Attributes: {
        VisibilityTimeout: String(HIDDEN_SECONDS), RedrivePolicy: JSON.stringify({ ...JSON.parse(RedrivePolicy), maxReceiveCount: RECEIVES }),
      },
    }));
  });
}

/** Kills a worker now and then while one is at work, and the publisher too. */
function killsOf(proxy: FaultProxy, port: number) {
  const kills = { workers: 0, publishers: 0, end: () => { proxy.onRequest = undefined; } };
  const every = Math.max(1, Math.round(ORDERS * 5 / WORKER_KILLS));
  proxy.onRequest = () => {
    if (proxy.requests % every === 0 && kills.workers < WORKER_KILLS && killOne('invoice_worker', port)) { kills.workers++; }
    const publisherToo = proxy.requests % (every * 3) === 1 && kills.publishers < PUBLISHER_KILLS;
    if (publisherToo && killOne('order_events_publisher', port)) { kills.publishers++; }
  };
  return kills;
}

function sendGarbage({ clientConfig, outputs }: RunningSystem) {
  const { OrderQueueUrl: QueueUrl } = outputs.stacks.Events;
  return withQueues(clientConfig, (sqs) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: GARBAGE })));
}

/** Messages waiting or at work. */
function queueDepth({ clientConfig, outputs }: RunningSystem): Promise<number> {
  return withQueues(clientConfig, async (sqs) => {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({
      QueueUrl: outputs.stacks.Events.OrderQueueUrl, AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }));
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  });
}

/** The engine keeps its queues when it stops, and not its streams: so every order has its event first. @returns messages in the queue then */
async function untilPublished(system: RunningSystem, tally: Tally, orderIds: readonly string[]): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const depth = await queueDepth(system);
    const left = await tally.unpublished(system, orderIds);
    if (left.length === 0) { return depth; }
    if (Date.now() > deadline) { throw new Error(`of ${orderIds.length} orders ${left.length} have no event: ${left.join(', ')}`); }
  }
}

/** Waits until there are so many invoices or dead letters, and nothing is on its way. */
async function untilIdle(system: RunningSystem, invoices: number, signal: AbortSignal) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    signal.throwIfAborted();
    const depth = await queueDepth(system);
    const dead = (await deadLetters(system)).length;
    const files = await countFiles(system);
    if (depth === 0 && files + dead >= invoices) { return; }
    if (Date.now() > deadline) { console.log(`gave up waiting: ${depth} messages in the queue, ${files} invoices, ${dead} dead letters`); return; }
    await delay(2_000);
  }
}

async function deadLetters({ clientConfig, outputs }: RunningSystem): Promise<{ body: string; reason?: string }[]> {
  return withQueues(clientConfig, async (sqs) => {
    const found = new Map<string, { body: string; reason?: string }>();
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({
        QueueUrl: outputs.stacks.Events.OrderDeadLetterQueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1, MessageAttributeNames: ['All'],
      }));
      const fresh = Messages.filter(({ MessageId }) => !found.has(MessageId!));
      for (const { MessageId, Body, MessageAttributes } of fresh) {
        found.set(MessageId!, { body: Body!, reason: MessageAttributes?.reason?.StringValue });
      }
      if (fresh.length === 0) {
        await delay(1_100); // until those looked at are to be seen again
        return [...found.values()];
      }
    }
  });
}

/** As an operator would, by the command of the package. */
async function replay(home: string, port: number, signal: AbortSignal) {
  await runCommand(process.execPath, [CLI, 'dlq', 'replay', 'order-processing-queue-dlq', '--stack', 'Events', '--execute'], {
    name: 'dlq replay', log: join(home, 'replay.log'), env: awsEnvironment(home, port), signal,
  });
}

async function withQueues<T>(clientConfig: RunningSystem['clientConfig'], work: (sqs: SQSClient) => Promise<T>): Promise<T> {
  const sqs = new SQSClient(clientConfig);
  try { return await work(sqs); } finally { sqs.destroy(); }
}

main(stopRequest()).then((code) => process.exit(code), (error) => {
  console.error(error);
  process.exit(1);
});
