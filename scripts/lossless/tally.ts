import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageBatchCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { RunningSystem } from '../../examples/reference-system/local/bring-up';

const QUEUE = 'lossless-tally';

/** Which orders have their event: a queue beside the worker's gets all that are published, and nobody else reads it. */
export class Tally {
  private readonly published = new Set<string>();

  /** From now on; the queue outlives the engine's stop. */
  async begin({ clientConfig, outputs }: RunningSystem) {
    const [sqs, sns] = [new SQSClient(clientConfig), new SNSClient(clientConfig)];
    try {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: QUEUE }));
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
      await sns.send(new SubscribeCommand({
        TopicArn: outputs.stacks.Events.OrderEventsTopicArn, Protocol: 'sqs', Endpoint: Attributes!.QueueArn, Attributes: { RawMessageDelivery: 'true' },
      }));
    } finally {
      sqs.destroy();
      sns.destroy();
    }
  }

  /** @returns those of the orders that have no event yet */
  async unpublished({ clientConfig, outputs }: RunningSystem, orderIds: readonly string[]): Promise<string[]> {
    const sqs = new SQSClient(clientConfig);
    try {
      const QueueUrl = outputs.stacks.Events.OrderQueueUrl.replace(/[^/]+$/, QUEUE);
      for (;;) {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        if (Messages.length === 0) { return orderIds.filter((id) => !this.published.has(id)); }
        for (const { Body } of Messages) { this.published.add(JSON.parse(Body!).subject); }
        await sqs.send(new DeleteMessageBatchCommand({
          QueueUrl, Entries: Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
        }));
      }
    } finally {
      sqs.destroy();
    }
  }
}
