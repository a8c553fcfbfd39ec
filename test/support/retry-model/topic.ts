import type { ModelClock } from './clock';
import type { QueueModel } from './queue';
import type { Published } from '../messaging-stub';

/** Seconds within which a FIFO topic or queue takes a message of one deduplication id once: sns/latest/dg/fifo-message-dedup.html. */
export const DEDUPLICATION_SECONDS = 300;

export interface TopicRules {
  readonly fifo: boolean;
  /** Whether the subscription's filter lets a type through. */
  lets(type: string): boolean;
  /** Whether a message is delivered twice. */
  twice(delivery: number): boolean;
}

/**
 * What SNS does with a message. Sources, rule by rule:
 * - A standard topic delivers at least once, as the standard queue behind it does, and in no order: standard-queues.html of SQS.
 * - A FIFO topic takes a message of a deduplication id, and of a group where its scope is the group, once in 5 minutes. A further one is
 *   accepted and not delivered: sns/latest/dg/fifo-message-dedup.html.
 * - It delivers the messages of a group in the order in which it took them: sns/latest/dg/fifo-topic-message-ordering.html.
 * - The message's type attribute decides by the filter policy: sns/latest/dg/sns-message-filtering.html.
 */
export class TopicModel {
  private readonly taken = new Map<string, number>();
  private deliveries = 0;

  constructor(private readonly queue: QueueModel, private readonly rules: TopicRules, private readonly clock: ModelClock) {}

  take({ message, type, group, deduplicationId }: Published) {
    if (this.rules.fifo && this.isRepeated(`${group} ${deduplicationId}`)) { return; }
    if (!this.rules.lets(type)) { return; }
    this.queue.send({ body: message, group });
    if (this.rules.twice(this.deliveries++)) { this.queue.send({ body: message, group }); }
  }

  private isRepeated(id: string): boolean {
    const since = this.taken.get(id);
    if (since !== undefined && this.clock.now - since < DEDUPLICATION_SECONDS) { return true; }
    this.taken.set(id, this.clock.now);
    return false;
  }
}
