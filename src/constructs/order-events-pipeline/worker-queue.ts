import { aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_sns as sns, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { IWorker, WorkerQueueProps } from './props';
import { RECEIVES_MAX, TYPE_ATTRIBUTE } from '../../contract/order-events-pipeline';
import { RunbookAlarm } from '../private/alarm';
import { checkDuration, checkPattern, checkRange } from '../private/check';
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

/** Hidden this many times the function's time-out, as Lambda asks for (Lambda, Using Lambda with Amazon SQS). */
const VISIBILITY_FACTOR = 6;

/** A queue that a topic fills, its two queues of dead letters, and their alarms. */
export class WorkerQueue extends Construct {
  public readonly queue: sqs.Queue;
  public readonly deadLetterQueue: sqs.Queue;
  public readonly subscriptionDeadLetterQueue: sqs.Queue;

  constructor(
    scope: Construct, id: string, private readonly context: WorkerQueueContext, private readonly props: WorkerQueueProps, handlerTimeout: Duration,
  ) {
    super(scope, id);
    checkProps(this, context, props);
    const common = {
      ...(context.ordered && { fifo: true }),
      encryption: context.encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: context.encryptionKey,
      enforceSSL: true,
    };
    const named = (suffix: string) => props.queueName && `${props.queueName.replace(/\.fifo$/, '')}${suffix}${context.ordered ? '.fifo' : ''}`;
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetterQueue', { ...common, queueName: named('-dlq'), retentionPeriod: Duration.days(14) });
    this.subscriptionDeadLetterQueue = new sqs.Queue(this, 'SubscriptionDeadLetterQueue', {
      ...common, queueName: named('-subscription-dlq'), retentionPeriod: Duration.days(14),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...common,
      queueName: named(''),
      ...(context.ordered && {
        deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP, fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      }),
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * handlerTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: RECEIVES_MAX },
    });
    this.subscribe();
    this.watch();
  }

  /** Lets `handler` handle what arrives, a batch at a time. */
  public invoke(handler: lambda.IFunction) {
    const { maxConcurrency = 10, batchSize = 10 } = this.props;
    const reserved = handler.node.defaultChild instanceof lambda.CfnFunction ? handler.node.defaultChild.reservedConcurrentExecutions : undefined;
    if (reserved !== undefined && reserved < maxConcurrency) {
      fail({
        where: this.node.path,
        what: 'the function reserves less concurrency than the queue invokes it with, so that throttled messages would use up their receives',
        given: { reservedConcurrentExecutions: reserved, maxConcurrency },
        allowed: 'maxConcurrency up to what the function reserves',
        fix: 'lower maxConcurrency, or reserve none',
      });
    }
    handler.addEventSource(new sources.SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }));
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

  private watch() {
    const { alarmTopic } = this.context;
    const visible = (queue: sqs.Queue) =>
      queue.metricApproximateNumberOfMessagesVisible({ statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) });
    new RunbookAlarm(this, 'DeadLettersAlarm', {
      metric: visible(this.deadLetterQueue),
      threshold: 1,
      description: `Events that ${this.node.id} could not handle wait in ${this.deadLetterQueue.node.path}.`,
      section: 'dead-letters',
      alarmTopic,
    });
    new RunbookAlarm(this, 'UndeliveredAlarm', {
      metric: visible(this.subscriptionDeadLetterQueue),
      threshold: 1,
      description: `Events that the topic could not deliver to ${this.node.id} wait in ${this.subscriptionDeadLetterQueue.node.path}.`,
      section: 'undelivered-events',
      alarmTopic,
    });
    const stalledAfter = this.props.stalledAfter ?? Duration.minutes(15);
    const period = Duration.minutes(5);
    new RunbookAlarm(this, 'StalledAlarm', {
      metric: new cloudwatch.MathExpression({
        label: 'stalled',
        expression: `IF(age >= ${stalledAfter.toSeconds()} AND FILL(done, 0) < 1, 1, 0)`,
        usingMetrics: {
          age: this.queue.metricApproximateAgeOfOldestMessage({ statistic: cloudwatch.Stats.MAXIMUM, period }),
          done: this.queue.metricNumberOfMessagesDeleted({ statistic: cloudwatch.Stats.SUM, period }),
        },
        period,
      }),
      threshold: 1,
      evaluationPeriods: 2,
      description: `${this.node.id} makes no progress: its oldest event is over ${stalledAfter.toMinutes({ integral: false })} minutes old and none is done.`,
      section: 'stalled-worker',
      alarmTopic,
    });
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

function checkProps(scope: Construct, { eventTypes: known }: WorkerQueueContext, props: WorkerQueueProps) {
  const where = scope.node.path;
  checkRange(where, 'maxConcurrency', props.maxConcurrency, 2, 1_000, 'invocations at a time');
  checkRange(where, 'batchSize', props.batchSize, 1, 10, 'messages');
  checkDuration(where, 'stalledAfter', props.stalledAfter, Duration.minutes(1), Duration.days(4));
  checkPattern(where, 'queueName', props.queueName, /^[A-Za-z0-9_-]{1,58}(\.fifo)?$/, '1 to 58 letters, digits, _ or -');
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
