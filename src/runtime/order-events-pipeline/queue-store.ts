import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { REASON_ATTRIBUTE } from '../../contract/order-events-pipeline';
import type { QueuePorts } from '../kit/sqs';

/** Attributes of a message that SQS takes (SendMessage), and characters of a reason that leave room for them. */
const ATTRIBUTES_MAX = 10;
const REASON_LENGTH_MAX = 1_000;

/** Hides messages of a queue, and sends those that are given up to its dead letters. */
export function queueStore(client: SQSClient, queueUrl: string, deadLetterQueueUrl: string): Pick<QueuePorts, 'hide' | 'giveUp'> {
  return {
    hide: async ({ receiptHandle }, seconds) => {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
    },
    giveUp: async ({ messageId, body, attributes, group }, reason) => {
      const kept = Object.entries(attributes).filter(([name]) => name !== REASON_ATTRIBUTE).slice(0, ATTRIBUTES_MAX - 1);
      await client.send(new SendMessageCommand({
        QueueUrl: deadLetterQueueUrl,
        MessageBody: body,
        MessageAttributes: Object.fromEntries([...kept, [REASON_ATTRIBUTE, printable(reason)]].map(([name, value]) =>
          [name, { DataType: 'String', StringValue: value }])),
        ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: messageId }),
      }));
    },
  };
}

/** As SQS takes texts: XML 1.0 characters, at least one. */
function printable(reason: string): string {
  return reason.slice(0, REASON_LENGTH_MAX).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ') || 'no reason was given';
}
