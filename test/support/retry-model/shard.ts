import type { DynamoDBRecord } from 'aws-lambda';
import type { ModelClock } from './clock';
import type { Outcome } from './outcome';

/** Seconds after which a stream has no record any more: amazondynamodb/latest/developerguide/Streams.html, "24 hours". */
export const TRIMMED_AFTER = 86_400;
/** AWS tells that the waits grow, not how: lambda/latest/dg/services-dynamodb-errors.html. */
const WAIT_MAX = 1_800;

export interface Change { readonly record: DynamoDBRecord; /** When it was made. */ readonly at: number }

export interface ShardRules {
  readonly batchSize: number;
  /** Seconds (MaximumRecordAgeInSeconds). */
  readonly ageMax: number;
  /** Until when Lambda can't invoke the function: it is throttled, or can't be started. */
  readonly awayUntil: number;
  /** What an invocation takes, in seconds. */
  duration(): number;
  /** Tells whether the success of an invocation is forgotten once. */
  forgotten(invocation: number): boolean;
  invoke(batch: readonly DynamoDBRecord[]): Promise<Outcome>;
  /** Takes whole records that were given up, as the failure destination S3 gets them. */
  giveUp(batch: readonly DynamoDBRecord[]): void;
}

/**
 * What Lambda does with a shard of a table's stream. Sources, rule by rule:
 * - A shard is read in order, and its next batch only when the last is done: lambda/latest/dg/with-ddb.html, "Polling and batching streams".
 * - A failed batch comes again until it succeeds or its records are too old (MaximumRecordAgeInSeconds, MaximumRetryAttempts), and
 *   BisectBatchOnFunctionError halves it first: lambda/latest/dg/services-dynamodb-errors.html.
 * - What is too old goes to the failure destination, to S3 with the records themselves, and the shard goes on: the same page.
 * - A record that is in the stream for 24 hours is trimmed: amazondynamodb/latest/developerguide/Streams.html.
 * - An answer with sequence numbers makes the lowest a checkpoint, from which the batch comes again; an empty list is success; a
 *   number that the batch has not is a failure of all: lambda/latest/dg/services-ddb-batchfailurereporting.html.
 * - A batch may come again though it was handled: lambda/latest/dg/with-ddb.html, "processes each event at least once".
 * Shards are independent of one another, so that one is enough.
 * @returns invocations made, and what was trimmed before anybody had it
 * @throws when the shard stands still
 */
export async function drainShard(
  changes: readonly Change[], rules: ShardRules, clock: ModelClock,
): Promise<{ polls: number; trimmed: DynamoDBRecord[] }> {
  const { batchSize, ageMax, awayUntil } = rules;
  const trimmed: DynamoDBRecord[] = [];
  const olderThan = (age: number) => (change: Change) => clock.now - change.at > age;
  let at = 0;
  let size = batchSize;
  let polls = 0;
  let failures = 0;
  while (at < changes.length) {
    if (polls > 200) { throw new Error(`the shard stands still at record ${at}`); }
    if (changes[at].at > clock.now) { await clock.pass(changes[at].at - clock.now); }
    let batch = changes.slice(at, at + size).filter((change) => change.at <= clock.now);
    const gone = batch.filter(olderThan(TRIMMED_AFTER));
    const old = batch.filter(olderThan(ageMax));
    if (old.length > 0) {
      trimmed.push(...gone.map(({ record }) => record));
      if (old.length > gone.length) { rules.giveUp(old.slice(gone.length).map(({ record }) => record)); }
      at += old.length;
      size = batchSize;
      failures = 0;
      continue;
    }
    if (clock.now < awayUntil) { await clock.pass(waitAfter(failures++)); continue; }
    await clock.pass(rules.duration());
    batch = batch.filter((change) => !olderThan(TRIMMED_AFTER)(change));
    const answer = await rules.invoke(batch.map(({ record }) => record));
    const places = answer === 'failed' ? [-1] : answer.batchItemFailures.map(({ itemIdentifier }) => batch.findIndex(({ record }) => record.dynamodb!.SequenceNumber === itemIdentifier));
    const checkpoint = Math.min(batch.length, ...places);
    const forgotten = checkpoint !== -1 && rules.forgotten(polls);
    polls++;
    if (checkpoint === -1) {
      size = Math.max(1, Math.ceil(batch.length / 2));
    } else if (!forgotten) {
      at += checkpoint;
      size = checkpoint === batch.length ? batchSize : batch.length - checkpoint;
    }
    failures = checkpoint > 0 ? 0 : failures + 1;
    if (checkpoint < batch.length) { await clock.pass(waitAfter(failures)); }
  }
  return { polls, trimmed };
}

function waitAfter(failures: number): number {
  return Math.min(WAIT_MAX, 2 ** failures);
}
