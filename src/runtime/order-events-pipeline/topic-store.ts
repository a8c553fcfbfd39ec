import { createHash } from 'node:crypto';
import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { PublisherPorts, PublishOutcome } from './publish-changes-flow';
import { TYPE_ATTRIBUTE, type ItemEvent } from '../../contract/order-events-pipeline';

/** Codes of entries at the sender's fault that another attempt may still succeed with, once a key or a policy is mended. */
const MENDABLE = /^(KMS|Authorization|Throttl|InvalidSecurity)/i;
/** A message group's name (SNS, Publish, MessageGroupId). */
const GROUP = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

/** Publishes events to a topic. @param ordered true for a FIFO topic */
export function topicStore(client: SNSClient, topicArn: string, ordered: boolean): PublisherPorts['publish'] {
  return async (events, texts) => {
    const { Successful: successful = [], Failed: failed = [] } = await client.send(new PublishBatchCommand({
      TopicArn: topicArn,
      PublishBatchRequestEntries: events.map((event, i) => ({
        Id: String(i),
        Message: texts[i],
        MessageAttributes: { [TYPE_ATTRIBUTE]: { DataType: 'String', StringValue: event.type } },
        ...(ordered && { MessageGroupId: groupOf(event), MessageDeduplicationId: event.id }),
      })),
    }));
    const outcomes = events.map((): PublishOutcome => ({ kind: 'failed', reason: 'SNS told nothing of this entry' }));
    for (const { Id } of successful) { outcomes[Number(Id)] = { kind: 'published' }; }
    for (const { Id, Code, Message, SenderFault } of failed) {
      outcomes[Number(Id)] = { kind: SenderFault && !MENDABLE.test(Code ?? '') ? 'refused' : 'failed', reason: `${Code}: ${Message ?? ''}` };
    }
    return outcomes;
  };
}

function groupOf({ subject }: ItemEvent): string {
  return GROUP.test(subject) ? subject : createHash('sha256').update(subject).digest('hex');
}
