import { aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HandledQueue } from './handled-queue';
import type { IWorker, WorkerQueueProps } from './props';
import { TYPE_ATTRIBUTE } from '../../contract/order-events-pipeline';
import { fail } from '../private/fail';

/** What a queue is given by its pipeline. */
export interface WorkerQueueContext {
  readonly topic: sns.ITopic;
  readonly ordered: boolean;
  /** Every type of event the topic knows. */
  readonly eventTypes: readonly string[];
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
}

/** A queue that a topic fills, its two queues of dead letters, and their alarms. */
export class WorkerQueue extends HandledQueue {
  public readonly subscriptionDeadLetterQueue: sqs.Queue;

  constructor(
    scope: Construct, id: string, private readonly context: WorkerQueueContext, private readonly props: WorkerQueueProps, handlerTimeout: Duration,
  ) {
    super(scope, id, {
      queueName: props.queueName,
      fifo: context.ordered,
      maxConcurrency: props.maxConcurrency ?? 10,
      batchSize: props.batchSize ?? 10,
      stalledAfter: props.stalledAfter ?? Duration.minutes(15),
      handlerTimeout,
      encryptionKey: context.encryptionKey,
      alarmTopic: context.alarmTopic,
      messages: 'Events',
      handlerName: id,
      sections: { deadLetters: 'dead-letters', stalled: 'stalled-worker' },
    });
    checkEventTypes(this, context, props);
    this.subscriptionDeadLetterQueue = this.buildQueue('SubscriptionDeadLetterQueue', '-subscription-dlq', { retentionPeriod: Duration.days(14) });
    this.subscribe();
    this.watchForAny('UndeliveredAlarm', this.subscriptionDeadLetterQueue, `Events that the topic could not deliver to ${this.node.id} wait in`, 'undelivered-events');
  }

  private subscribe() {
    const { topic, eventTypes } = this.context;
    for (const queue of [this.queue, this.subscriptionDeadLetterQueue]) {
      queue.addToResourcePolicy(new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
      }));
    }
    const wanted = this.props.eventTypes ?? eventTypes;
    const subscription = new sns.Subscription(this, 'Subscription', {
      topic,
      protocol: sns.SubscriptionProtocol.SQS,
      endpoint: this.queue.queueArn,
      rawMessageDelivery: true,
      ...(wanted.length < eventTypes.length && {
        filterPolicy: { [TYPE_ATTRIBUTE]: sns.SubscriptionFilter.stringFilter({ allowlist: [...wanted] }) },
      }),
    });
    // Not the prop of the L2: it would allow the topic's service a second time, and the key's without a condition.
    (subscription.node.defaultChild as sns.CfnSubscription).redrivePolicy = { deadLetterTargetArn: this.subscriptionDeadLetterQueue.queueArn };
    subscription.node.addDependency(this.queue, this.subscriptionDeadLetterQueue);
  }
}

/** A worker whose function the user wrote. */
export class Worker extends WorkerQueue implements IWorker {
  constructor(
    scope: Construct, id: string, context: WorkerQueueContext, props: WorkerQueueProps, handlerTimeout: Duration,
    public readonly handler: lambda.IFunction,
  ) {
    super(scope, id, context, props, handlerTimeout);
    this.invoke(handler);
  }
}

function checkEventTypes(scope: Construct, { eventTypes: known }: WorkerQueueContext, props: WorkerQueueProps) {
  const where = scope.node.path;
  if (props.eventTypes?.length === 0) {
    fail({
      where,
      what: 'eventTypes is empty, so that the worker would get nothing',
      allowed: known.join(', '),
      fix: 'name at least one type, or leave eventTypes out',
    });
  }
  for (const type of props.eventTypes ?? []) {
    if (!known.includes(type)) {
      fail({
        where,
        what: 'eventTypes names an event that the pipeline does not publish',
        given: type,
        allowed: known.join(', '),
        fix: 'name one of those, or declare it in the pipeline’s mapping',
      });
    }
  }
}
