import {
  ChangeMessageVisibilityBatchCommand, DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type Message, type MessageAttributeValue,
} from '@aws-sdk/client-sqs';
import type { Queue } from './places';
import { REASON_ATTRIBUTE } from '../../contract/order-events-pipeline';
import type { Aws } from '../aws';

/** A message among the dead letters, held by us. */
export interface Letter {
  readonly messageId: string;
  readonly receipt: string;
  readonly body: string;
  readonly attributes: { readonly [name: string]: MessageAttributeValue };
  /** When it was first sent, where SQS still tells. */
  readonly sentAt: Date;
  /** Of a FIFO queue. */
  readonly group?: string;
}

const BATCH = 10;
/** Long enough to look for one message among thousands. */
const HOLD_SECONDS = 300;
/** SQS answers from some of its servers only: nothing twice is nothing (ReceiveMessage, short polling). */
const EMPTY_ANSWERS = 2;

/** Receives messages, and gives back those that are not taken. */
export class LetterStore {
  private readonly heldReceipts = new Set<string>();
  private emptyAnswers = 0;

  constructor(private readonly sqs: Aws['sqs'], private readonly queue: Pick<Queue, 'url'>) {}

  /** @returns up to ten messages that nobody holds; none when the queue is empty, or what is left is held */
  async receive(): Promise<Letter[]> {
    while (this.emptyAnswers < EMPTY_ANSWERS) {
      const { Messages = [] } = await this.sqs.send(new ReceiveMessageCommand({
        QueueUrl: this.queue.url,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout: HOLD_SECONDS,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }));
      const letters = Messages.map(letterOf);
      for (const { receipt } of letters) { this.heldReceipts.add(receipt); }
      if (letters.length > 0) { this.emptyAnswers = 0; return letters; }
      this.emptyAnswers++;
    }
    return [];
  }

  async delete({ receipt }: Letter) {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queue.url, ReceiptHandle: receipt }));
    this.heldReceipts.delete(receipt);
  }

  /** Lets others receive again what is held and was not deleted. */
  async releaseAll() {
    const receipts = [...this.heldReceipts];
    for (let from = 0; from < receipts.length; from += BATCH) {
      await this.sqs.send(new ChangeMessageVisibilityBatchCommand({
        QueueUrl: this.queue.url,
        Entries: receipts.slice(from, from + BATCH).map((ReceiptHandle, i) => ({ Id: String(i), ReceiptHandle, VisibilityTimeout: 0 })),
      }));
    }
    this.heldReceipts.clear();
  }

  /**
   * Sends a letter to another queue, without the reason of its former end.
   * @returns the id it has there
   */
  async send({ body, attributes, messageId, group }: Letter, target: Pick<Queue, 'url'>): Promise<string> {
    const kept = Object.entries(attributes).filter(([name]) => name !== REASON_ATTRIBUTE);
    const { MessageId } = await this.sqs.send(new SendMessageCommand({
      QueueUrl: target.url,
      MessageBody: body,
      ...(kept.length > 0 && { MessageAttributes: Object.fromEntries(kept) }),
      // Under the id that it first had, a FIFO queue would take it for a repetition, and drop it.
      ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: messageId }),
    }));
    return MessageId ?? '';
  }
}

function letterOf({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message): Letter {
  return {
    messageId: MessageId ?? '',
    receipt: ReceiptHandle ?? '',
    body: Body ?? '',
    attributes: MessageAttributes ?? {},
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
    ...(Attributes?.MessageGroupId !== undefined && { group: Attributes.MessageGroupId }),
  };
}
