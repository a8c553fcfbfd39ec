import type { DynamoDBRecord } from 'aws-lambda';

/** What an invocation came to: the function's answer, or 'failed' where it threw, timed out, or its process died. */
export type Outcome = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] } | 'failed';

/**
 * What Lambda does with a shard of a table's stream. Sources, rule by rule:
 * - A shard is read in order, and its next batch only when the last is done: lambda/latest/dg/with-ddb.html, "Polling and batching streams".
 * - A failed batch comes again until it succeeds or its records are too old (MaximumRecordAgeInSeconds, MaximumRetryAttempts), and
 *   BisectBatchOnFunctionError halves it first: lambda/latest/dg/services-dynamodb-errors.html.
 * - An answer with sequence numbers makes the lowest a checkpoint, from which the batch comes again; an empty list is success; a
 *   number that the batch has not is a failure of all: lambda/latest/dg/services-ddb-batchfailurereporting.html.
 * - A batch may come again though it was handled: lambda/latest/dg/with-ddb.html, "processes each event at least once".
 * Not modelled: time, and with it the age limit. Shards are independent of one another, so that one is enough.
 * @param forgotten tells whether the success of an invocation is forgotten once
 * @returns invocations made
 * @throws when the shard stands still
 */
export async function drainShard(
  records: readonly DynamoDBRecord[], batchSize: number, invoke: (batch: readonly DynamoDBRecord[]) => Promise<Outcome>,
  forgotten: (invocation: number) => boolean,
): Promise<number> {
  let at = 0;
  let size = batchSize;
  let invocations = 0;
  while (at < records.length) {
    if (invocations > 200) { throw new Error(`the shard stands still at record ${at}`); }
    const batch = records.slice(at, at + size);
    const answer = await invoke(batch);
    const places = answer === 'failed' ? [-1] : answer.batchItemFailures.map(({ itemIdentifier }) => batch.findIndex(({ dynamodb }) => dynamodb!.SequenceNumber === itemIdentifier));
    const checkpoint = Math.min(batch.length, ...places);
    if (checkpoint === -1) {
      size = Math.max(1, Math.ceil(batch.length / 2));
    } else if (!forgotten(invocations)) {
      at += checkpoint;
      size = checkpoint === batch.length ? batchSize : batch.length - checkpoint;
    }
    invocations++;
  }
  return invocations;
}

export interface QueueRules {
  readonly batchSize: number;
  /** Invocations at a time (MaximumConcurrency). */
  readonly concurrency: number;
  readonly receivesMax: number;
  /** Picks the next of so many messages. */
  pick(waiting: number): number;
}

export interface Message { readonly id: string; readonly body: string; readonly receives: number }

/**
 * What SQS and Lambda do with a standard queue. Sources, rule by rule:
 * - Messages come in any order, now and then twice: AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html.
 * - A failed invocation leaves every message of its batch; one that answers ids leaves those; the others are deleted; an id that is
 *   not of the batch is a failure of all: lambda/latest/dg/services-sqs-errorhandling.html.
 * - A message that is left comes again when its visibility time-out ends, each time with a greater ApproximateReceiveCount:
 *   SQSDeveloperGuide/sqs-visibility-timeout.html.
 * - One received more than maxReceiveCount times is moved to the dead letters: SQSDeveloperGuide/sqs-dead-letter-queues.html.
 * Not modelled: time. What is hidden for some seconds comes again as soon as it is picked, which only makes it come more often;
 * the 4 days after which a message is dropped never end.
 * @returns the dead letters
 */
export async function drainQueue(
  messages: readonly Message[], { batchSize, concurrency, receivesMax, pick }: QueueRules,
  invoke: (batch: readonly Message[], poller: number) => Promise<Outcome>,
): Promise<Message[]> {
  const waiting = [...messages];
  const deadLetters: Message[] = [];
  let inFlight = 0;
  const receive = (): Message[] => {
    const batch: Message[] = [];
    while (batch.length < batchSize && waiting.length > 0) {
      const [message] = waiting.splice(pick(waiting.length), 1);
      if (message.receives >= receivesMax) { deadLetters.push(message); } else { batch.push({ ...message, receives: message.receives + 1 }); }
    }
    return batch;
  };
  const poll = async (poller: number) => {
    while (waiting.length > 0 || inFlight > 0) {
      const batch = receive();
      if (batch.length === 0) { await new Promise((resolve) => setTimeout(resolve, 1)); continue; }
      inFlight += batch.length;
      const answer = await invoke(batch, poller);
      const ids = batch.map(({ id }) => id);
      const failures = answer === 'failed' ? ids : answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      const left = failures.every((id) => ids.includes(id)) ? failures : ids;
      waiting.push(...batch.filter(({ id }) => left.includes(id)));
      inFlight -= batch.length;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, poller) => poll(poller)));
  return deadLetters;
}
