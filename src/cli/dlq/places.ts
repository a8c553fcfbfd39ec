import { GetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Aws } from '../aws';
import { UsageError } from '../command';
import { findPublishers, type Publisher } from '../pipeline-publisher';
import { stackResources, type StackResource } from '../stack-resources';

/** A queue, as far as messages are moved between two. */
export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** Approximate numbers of messages: those to be received, and those that somebody holds. */
  readonly waiting: number;
  readonly held: number;
}

/** Messages that a worker did not handle, or that the topic could not deliver to its queue. */
export interface DeadLetterQueue extends Queue {
  readonly holds: 'not handled' | 'not delivered';
  /** Queue to which they are replayed. */
  readonly target: Queue;
}

/** Bucket of changes that have no event. */
export interface SetAside {
  readonly holds: 'changes without an event';
  readonly name: string;
  readonly publisher: Publisher;
}

export type Place = DeadLetterQueue | SetAside;

/**
 * Where a stack's dead letters wait. AWS itself tells: the queue that another, or a subscription, names as its dead-letter
 * target, and the bucket of a publisher. Names and tags are not looked at, so that none can be wrong.
 */
export async function findPlaces(stackName: string, aws: Aws): Promise<Place[]> {
  const resources = await stackResources(stackName, aws);
  const [{ queues, redriven }, undelivered, publishers] = await Promise.all([
    queuesOf(resources, aws.sqs), undeliveredOf(resources, aws.sns), findPublishers(resources, aws),
  ]);
  const byArn = new Map(queues.map((queue) => [queue.arn, queue]));
  const places = (holds: DeadLetterQueue['holds'], pairs: readonly (readonly [string, string])[]) => pairs.flatMap(([targetArn, deadLettersArn]): DeadLetterQueue[] => {
    const [target, deadLetters] = [byArn.get(targetArn), byArn.get(deadLettersArn)];
    return target && deadLetters ? [{ ...deadLetters, holds, target }] : [];
  });
  return [
    ...places('not handled', redriven),
    ...places('not delivered', undelivered),
    ...publishers.map((publisher): SetAside => ({ holds: 'changes without an event', name: publisher.setAsideBucketName, publisher })),
  ];
}

/** @throws UsageError when the stack has none of that name */
export async function findPlace(name: string, stackName: string, aws: Aws): Promise<Place> {
  const places = await findPlaces(stackName, aws);
  const found = places.find((place) => place.name === name);
  if (!found) {
    throw new UsageError(`'${name}' holds no dead letters of the stack ${stackName}. Allowed: ${places.map((place) => place.name).join(', ') || 'none, the stack has no queue of dead letters'}`);
  }
  return found;
}

/** What the last part of an ARN calls. */
export function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

async function queuesOf(resources: readonly StackResource[], sqs: Aws['sqs']) {
  const redriven: [string, string][] = [];
  const queues = await Promise.all(resources.filter(({ type }) => type === 'AWS::SQS::Queue').map(async ({ id: url }): Promise<Queue> => {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({
      QueueUrl: url, AttributeNames: ['QueueArn', 'RedrivePolicy', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }));
    const { QueueArn: arn = '', RedrivePolicy, ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
    if (RedrivePolicy) { redriven.push([arn, JSON.parse(RedrivePolicy).deadLetterTargetArn]); }
    return { name: nameIn(arn), url, arn, waiting: Number(ApproximateNumberOfMessages), held: Number(ApproximateNumberOfMessagesNotVisible) };
  }));
  return { queues, redriven };
}

async function undeliveredOf(resources: readonly StackResource[], sns: Aws['sns']): Promise<(readonly [string, string])[]> {
  const all = await Promise.all(resources.filter(({ type }) => type === 'AWS::SNS::Subscription').map(async ({ id }) => {
    const { Attributes: { Endpoint = '', RedrivePolicy = '' } = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: id }));
    return RedrivePolicy ? [[Endpoint, JSON.parse(RedrivePolicy).deadLetterTargetArn] as const] : [];
  }));
  return all.flat();
}
