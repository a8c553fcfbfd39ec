import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { backoffMs } from './backoff';
import type { Log } from './log';

/** What a function answers to a batch of messages or records: those it did not handle (ReportBatchItemFailures). */
export interface BatchFailures {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** No attempt will ever succeed: the message is given up at once. Its message is the reason, for people. */
export class PermanentError extends Error {}

/** A message, freed from Lambda's shapes. */
export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** 1 at first. */
  readonly receives: number;
  /** Its attributes that hold text. */
  readonly attributes: { readonly [name: string]: string };
  /** Of a FIFO queue: those of one group are handled one after the other. */
  readonly group?: string;
}

/** @throws PermanentError for a body that is no JSON */
export function jsonOf({ body }: Pick<QueueMessage, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new PermanentError('the message is not JSON');
  }
}

/** What a worker stands on. */
export interface QueuePorts {
  readonly log: Log;
  /** Hides a message that failed for so many seconds. */
  hide(message: QueueMessage, seconds: number): Promise<void>;
  /** Puts a message among the dead letters with the reason. */
  giveUp(message: QueueMessage, reason: string): Promise<void>;
  /** What a log line says of a message, besides its id. */
  describe(message: QueueMessage): { readonly [name: string]: unknown };
  /** [0, 1). */
  random(): number;
  /** Milliseconds since some fixed moment. */
  clock(): number;
}

export interface QueueOptions {
  /** Left of the invocation to answer in. 2,000 ms by default. */
  readonly reserveMs?: number;
  /**
   * Receives after which SQS buries a message. In a group those behind one that fails are received as often as it is, and would
   * be buried with it, untried: so it is given up at its last. Left to SQS when undefined.
   */
  readonly receivesMax?: number;
}

/**
 * Four times as long after each receive: 5, 20, 80 and 320 seconds between five. What passes soon is tried again soon, what takes minutes
 * makes no dead letters, and a message that always fails is one before its age tells that its worker is stalled.
 */
const FIRST_HIDE_MS = 5_000;
const HIDE_SECONDS_MAX = 900;

type Outcome = 'done' | { readonly hideSeconds: number };

/**
 * Makes a Lambda handler of `handle`, called once a message: those of a batch at once, those of one group in their order.
 * A message that throws is hidden, longer each time, and told to Lambda as failed, so that the others are done with it; one
 * that throws PermanentError is given up. What would outlast the invocation fails in time, so that it fails alone.
 */
export function serveQueue(
  handle: (message: QueueMessage) => Promise<unknown>, ports: QueuePorts, { reserveMs = 2_000, receivesMax = Infinity }: QueueOptions = {},
) {
  return async ({ Records: records }: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<BatchFailures> => {
    const failed = new Set<string>();
    const leftMs = () => context.getRemainingTimeInMillis() - reserveMs;
    const leave = async (message: QueueMessage, seconds: number) => {
      failed.add(message.messageId);
      await ports.hide(message, seconds).catch((error) => ports.log.error('not hidden', { messageId: message.messageId, error }));
    };
    await Promise.all(groupsOf(records.map(messageOf)).map(async (group) => {
      for (const [i, message] of group.entries()) {
        const mustGiveWay = () => message.receives >= receivesMax && i < group.length - 1 && leftMs() > 0;
        const outcome = await outcomeOf(message, handle, ports, leftMs(), mustGiveWay);
        if (outcome !== 'done') {
          for (const held of group.slice(i)) { await leave(held, outcome.hideSeconds); }
          return;
        }
      }
    }));
    return { batchItemFailures: records.filter(({ messageId }) => failed.has(messageId)).map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

async function outcomeOf(
  message: QueueMessage, handle: (message: QueueMessage) => Promise<unknown>, ports: QueuePorts, withinMs: number, mustGiveWay: () => boolean,
): Promise<Outcome> {
  const start = ports.clock();
  const line = () => ({ messageId: message.messageId, receives: message.receives, ...ports.describe(message), durationMs: ports.clock() - start });
  try {
    await within(withinMs, () => handle(message));
    ports.log.info('done', line());
    return 'done';
  } catch (error) {
    const reason = reasonToGiveUp(message, error, mustGiveWay);
    if (reason === undefined) {
      ports.log.error('failed', { ...line(), error });
    } else {
      const cause = error instanceof PermanentError ? {} : { error };
      try {
        await ports.giveUp(message, reason);
        ports.log.error('given up', { ...line(), reason, ...cause });
        return 'done';
      } catch (refusal) {
        ports.log.error('not given up', { ...line(), reason, error: refusal });
      }
    }
    const hideMs = backoffMs(2 * message.receives - 1, FIRST_HIDE_MS, HIDE_SECONDS_MAX * 1_000, ports.random);
    return { hideSeconds: Math.min(HIDE_SECONDS_MAX, Math.round(hideMs / 1_000)) };
  }
}

function reasonToGiveUp({ receives }: QueueMessage, error: unknown, mustGiveWay: () => boolean): string | undefined {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof PermanentError) { return text; }
  return mustGiveWay() ? `receive ${receives} was the last, and failed: ${text}` : undefined;
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  if (ms <= 0) { throw new Error('no time was left to begin'); }
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in the ${Math.round(ms)} ms that were left`)), ms);
  });
  // Begun in a promise: what throws before it waits must not leave the timer, whose rejection nobody would handle.
  return Promise.race([Promise.resolve().then(work), late]).finally(() => clearTimeout(timer));
}

function groupsOf(messages: readonly QueueMessage[]): QueueMessage[][] {
  const groups = new Map<string, QueueMessage[]>();
  for (const message of messages) {
    const name = message.group === undefined ? `message ${message.messageId}` : `group ${message.group}`;
    const group = groups.get(name);
    if (group) { group.push(message); } else { groups.set(name, [message]); }
  }
  return [...groups.values()];
}

function messageOf({ messageId, receiptHandle, body, attributes, messageAttributes }: SQSRecord): QueueMessage {
  const texts = Object.entries(messageAttributes ?? {})
    .flatMap(([name, { stringValue }]) => (stringValue === undefined ? [] : [[name, stringValue]]));
  return {
    messageId,
    receiptHandle,
    body,
    receives: Number(attributes.ApproximateReceiveCount) || 1,
    attributes: Object.fromEntries(texts),
    group: attributes.MessageGroupId,
  };
}
