import { deriveEvent, type EventMessage, type StreamRecord } from './derive-event';
import { PUBLISH_BATCH_BYTES_MAX, PUBLISH_BATCH_ENTRIES_MAX, type EventsDefinition, type ItemEvent } from '../../contract/order-events-pipeline';
import { backoffMs } from '../kit/backoff';
import type { Log } from '../kit/log';
import type { BatchFailures } from '../kit/sqs';

/** How one event of a request ended: `refused` will never be taken, `failed` may be later. */
export type PublishOutcome = { readonly kind: 'published' } | { readonly kind: 'refused' | 'failed'; readonly reason: string };

/** What the flow stands on. */
export interface PublisherPorts {
  readonly definition: EventsDefinition;
  readonly log: Log;
  /**
   * One request: at most 10 events of 256 KB together, no two of one subject.
   * @param texts the events as they are sent
   * @returns an outcome an event
   */
  publish(events: readonly ItemEvent[], texts: readonly string[]): Promise<readonly PublishOutcome[]>;
  /** Keeps a record that has no event, with the reason; again is the same as once. */
  setAside(record: StreamRecord, reason: string): Promise<void>;
  wait(ms: number): Promise<void>;
  /** [0, 1). */
  random(): number;
  /** Until the function is stopped. */
  remainingMs(): number;
}

/** Attempts at one event in one invocation; the stream makes further ones. */
const ATTEMPTS_MAX = 4;
const FIRST_WAIT_MS = 50;
/** Left to answer in: a request to SNS with its own retries ends in less. */
const RESERVE_MS = 6_000;

/** A record's event until it is published. */
interface Pending extends EventMessage {
  /** Place in the batch. */
  readonly at: number;
  attempts: number;
}

/** Changes still to publish: those of one subject after one another. */
type Lanes = Map<string, Pending[]>;

/**
 * Publishes a batch of a stream's records, those of one item in their order.
 * @returns the first record that is neither published nor set aside, from which the stream goes on: those behind it are
 * published again, under the same ids
 */
export async function publishChanges(records: readonly StreamRecord[], ports: PublisherPorts): Promise<BatchFailures> {
  const left = new Map<number, unknown>();
  const counts = { records: records.length, published: 0, skipped: 0, setAside: 0 };
  const setAside = async (at: number, reason: string) => {
    try {
      await ports.setAside(records[at], reason);
      counts.setAside++;
      ports.log.error('set aside', { eventId: records[at].eventID, reason });
      return true;
    } catch (error) {
      left.set(at, error);
      ports.log.error('publish failed', { eventId: records[at].eventID, reason, error });
      return false;
    }
  };

  const lanes: Lanes = new Map();
  for (const [at, record] of records.entries()) {
    const derived = deriveEvent(record, ports.definition);
    if (derived.kind === 'unreadable') { await setAside(at, derived.reason); }
    if (derived.kind === 'none') { counts.skipped++; }
    if (derived.kind === 'event') { enqueue(lanes, at, derived); }
  }

  while (lanes.size > 0 && ports.remainingMs() > RESERVE_MS) {
    const chunk = nextChunk(lanes);
    const outcomes = await outcomesOf(chunk, ports);
    let waitMs = 0;
    for (const [i, pending] of chunk.entries()) {
      const outcome = outcomes[i];
      pending.attempts++;
      if (outcome.kind === 'published') {
        counts.published++;
        advance(lanes, pending);
      } else if (outcome.kind === 'refused') {
        if (await setAside(pending.at, outcome.reason)) { advance(lanes, pending); } else { lanes.delete(pending.event.subject); }
      } else if (pending.attempts >= ATTEMPTS_MAX) {
        left.set(pending.at, outcome.reason);
        lanes.delete(pending.event.subject);
        ports.log.error('publish failed', { eventId: pending.event.id, correlationId: pending.event.correlationid, reason: outcome.reason });
      } else {
        waitMs = Math.max(waitMs, backoffMs(pending.attempts, FIRST_WAIT_MS, 1_000, ports.random));
      }
    }
    if (waitMs > 0) { await ports.wait(waitMs); }
  }

  for (const [pending] of lanes.values()) { left.set(pending.at, 'no time left'); }
  ports.log.info('batch', { ...counts, left: left.size });
  return failuresFrom(records, left);
}

function enqueue(lanes: Lanes, at: number, { event, text, bytes }: EventMessage) {
  const pending = { at, event, text, bytes, attempts: 0 };
  const lane = lanes.get(event.subject);
  if (lane) { lane.push(pending); } else { lanes.set(event.subject, [pending]); }
}

/** The first event of each lane, oldest first, as many as fit into one request. */
function nextChunk(lanes: Lanes): Pending[] {
  const heads = [...lanes.values()].map(([head]) => head).sort((a, b) => a.at - b.at);
  const chunk: Pending[] = [];
  let bytes = 0;
  for (const head of heads) {
    if (chunk.length === PUBLISH_BATCH_ENTRIES_MAX || bytes + head.bytes > PUBLISH_BATCH_BYTES_MAX) { break; }
    chunk.push(head);
    bytes += head.bytes;
  }
  return chunk;
}

function advance(lanes: Lanes, { event: { subject } }: Pending) {
  const lane = lanes.get(subject)!;
  lane.shift();
  if (lane.length === 0) { lanes.delete(subject); }
}

async function outcomesOf(chunk: readonly Pending[], ports: PublisherPorts): Promise<readonly PublishOutcome[]> {
  try {
    return await ports.publish(chunk.map(({ event }) => event), chunk.map(({ text }) => text));
  } catch (error) {
    return chunk.map(() => ({ kind: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }));
  }
}

function failuresFrom(records: readonly StreamRecord[], left: ReadonlyMap<number, unknown>): BatchFailures {
  if (left.size === 0) { return { batchItemFailures: [] }; }
  const first = Math.min(...left.keys());
  const sequence = records[first].dynamodb?.SequenceNumber;
  // Without a number to go on from, only a failed invocation makes the stream send the batch again.
  if (sequence === undefined) { throw left.get(first); }
  return { batchItemFailures: [{ itemIdentifier: sequence }] };
}
