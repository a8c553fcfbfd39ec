import type { ModelClock } from './clock';
import type { Outcome } from './outcome';

/** Seconds (SQS, MessageRetentionPeriod), as the construct sets them. */
export const KEPT = 4 * 86_400;
export const DEAD_LETTERS_KEPT = 14 * 86_400;
/** Seconds a poll that finds nothing waits: lambda/latest/dg/with-sqs.html, "long polling". */
const POLL = 20;

export interface QueueRules {
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly receivesMax: number;
  /** Picks the next of so many messages, or groups. */
  pick(waiting: number): number;
}

/** A message as one receive gives it. */
export interface Message { readonly id: string; readonly body: string; readonly receives: number; readonly receipt: string; readonly group?: string }

interface Held { readonly id: string; readonly body: string; readonly group?: string; sentAt: number; visibleAt: number; receives: number }
export type DeadLetter = Omit<Held, 'visibleAt'>;

/**
 * What SQS does with the messages of a queue. Sources (AWSSimpleQueueService/latest/SQSDeveloperGuide), rule by rule:
 * - Those of a standard queue come in any order, now and then twice: standard-queues.html.
 * - One that was received is hidden for the visibility time-out, or for what ChangeMessageVisibility says, counted from then; each receive
 *   has a greater ApproximateReceiveCount and a receipt of its own: sqs-visibility-timeout.html, sqs-queue-message-identifiers.html.
 * - One received more than maxReceiveCount times is moved to the dead letters: sqs-dead-letter-queues.html.
 * - One older than the retention period is deleted. Among the dead letters its age goes on for a standard queue, and begins anew for a FIFO
 *   queue: sqs-dead-letter-queues.html, "Understanding message retention periods for dead-letter queues".
 * - FIFO: the messages of a group come in their order, and none while one of the group is hidden; other groups are not held up; a batch has
 *   as many as it can of one group: FIFO-queues-understanding-logic.html, "Receiving messages".
 */
export class QueueModel {
  readonly deadLetters: DeadLetter[] = [];
  /** What was deleted for its age. */
  readonly expired: string[] = [];
  /** Bodies, each when it first came. */
  readonly received: string[] = [];
  private held: Held[] = [];
  private sent = 0;

  constructor(readonly rules: QueueRules, private readonly clock: ModelClock) {}

  get isEmpty(): boolean { return this.held.length === 0; }

  send({ body, group }: { readonly body: string; readonly group?: string }) {
    this.held.push({ id: `m-${this.sent++}`, body, group, sentAt: this.clock.now, visibleAt: this.clock.now, receives: 0 });
  }

  receive(batchSize: number): Message[] {
    this.expire();
    const batch: Message[] = [];
    const tried = new Set<Held>();
    while (batch.length < batchSize) {
      const message = this.next(tried);
      if (!message) { break; }
      tried.add(message);
      if (message.receives >= this.rules.receivesMax) { this.bury(message); continue; }
      message.receives++;
      if (message.receives === 1) { this.received.push(message.body); }
      batch.push({ ...message, receipt: `${message.id}#${message.receives}` });
    }
    for (const message of tried) { message.visibleAt = this.clock.now + this.rules.visibilitySeconds; }
    return batch;
  }

  /** @returns whether the receipt is that of the last receive, of a message that is still hidden */
  hide(receipt: string, seconds: number): boolean {
    const message = this.held.find(({ id, receives }) => `${id}#${receives}` === receipt);
    if (!message || message.visibleAt <= this.clock.now) { return false; }
    message.visibleAt = this.clock.now + seconds;
    return true;
  }

  delete(ids: readonly string[]) { this.held = this.held.filter(({ id }) => !ids.includes(id)); }

  /** Seconds until a message can come, a long poll at most. */
  get quietFor(): number { return Math.max(1, Math.min(this.clock.now + POLL, ...this.held.map(({ visibleAt }) => visibleAt)) - this.clock.now); }

  /** What a worker sends to the dead letters itself. */
  giveUp({ body, group }: { readonly body: string; readonly group?: string }) {
    this.deadLetters.push({ id: `m-${this.sent++}`, body, group, sentAt: this.clock.now, receives: 0 });
  }

  /** What StartMessageMoveTask does: each comes as a new message. SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html. */
  redrive() {
    for (const { body, group, sentAt } of this.deadLetters.splice(0)) {
      if (this.clock.now - sentAt > DEAD_LETTERS_KEPT) { this.expired.push(body); } else { this.send({ body, group }); }
    }
  }

  private next(tried: ReadonlySet<Held>): Held | undefined {
    const { fifo, pick } = this.rules;
    const open = this.held.filter((message) => !tried.has(message) && message.visibleAt <= this.clock.now);
    if (!fifo) { return open[pick(open.length)]; }
    const hidden = new Set(this.held.filter(({ visibleAt }) => visibleAt > this.clock.now).map(({ group }) => group));
    const free = open.filter(({ group }) => !hidden.has(group));
    const begun = free.find(({ group }) => [...tried].at(-1)?.group === group);
    if (begun || free.length === 0) { return begun; }
    const groups = [...new Set(free.map(({ group }) => group))];
    const chosen = groups[pick(groups.length)];
    return free.find(({ group }) => group === chosen);
  }

  private bury(message: Held) {
    this.delete([message.id]);
    this.deadLetters.push({ ...message, ...(this.rules.fifo && { sentAt: this.clock.now }) });
  }

  private expire() {
    const old = this.held.filter(({ sentAt, visibleAt }) => this.clock.now - sentAt > KEPT && visibleAt <= this.clock.now);
    this.expired.push(...old.map(({ body }) => body));
    this.delete(old.map(({ id }) => id));
  }
}

export interface PollerRules {
  readonly batchSize: number;
  /** Invocations at a time (MaximumConcurrency). */
  readonly concurrency: number;
  /** Until when the event source is disabled. */
  readonly awayUntil: number;
  /** What an invocation takes, in seconds, below its time-out. */
  duration(): number;
  /** Whether messages may still arrive. */
  filling(): boolean;
  invoke(batch: readonly Message[], poller: number): Promise<Outcome>;
}

/**
 * What Lambda does with a queue. Sources, rule by rule:
 * - A failed invocation leaves every message of its batch; one that answers ids leaves those; the others are deleted; an id that is
 *   not of the batch is a failure of all: lambda/latest/dg/services-sqs-errorhandling.html.
 * - A function that has messages of a FIFO queue must not go past one that fails: the same page, "FIFO queues". One that does is an error here.
 * @throws when a message of a group was done before one that failed
 */
export function pollers(queue: QueueModel, rules: PollerRules, clock: ModelClock): (() => Promise<void>)[] {
  return Array.from({ length: rules.concurrency }, (_, poller) => async () => {
    if (clock.now < rules.awayUntil) { await clock.pass(rules.awayUntil - clock.now); }
    while (rules.filling() || !queue.isEmpty) {
      const batch = queue.receive(rules.batchSize);
      if (batch.length === 0) { await clock.pass(queue.quietFor); continue; }
      await clock.pass(rules.duration());
      const answer = await rules.invoke(batch, poller);
      const ids = batch.map(({ id }) => id);
      const failures = answer === 'failed' ? ids : answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      const left = failures.every((id) => ids.includes(id)) ? failures : ids;
      const past = batch.find(({ id, group }, i) => group !== undefined && !left.includes(id)
        && batch.slice(0, i).some((one) => one.group === group && left.includes(one.id)));
      if (past) { throw new Error(`${past.id} was done before one of its group that failed`); }
      queue.delete(ids.filter((id) => !left.includes(id)));
    }
  });
}
