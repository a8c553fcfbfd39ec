import { aws_cloudwatch as cloudwatch, aws_kms as kms, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_sns as sns, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RECEIVES_MAX } from '../../contract/order-events-pipeline';
import { RunbookAlarm } from '../private/alarm';
import { checkDuration, checkPattern, checkWhole } from '../private/check';
import { fail } from '../private/fail';
import { functionBehind } from '../private/function-behind';

/** What a queue is made of. */
export interface HandledQueueProps {
  readonly queueName?: string;
  readonly fifo: boolean;
  /** Invocations at a time. */
  readonly maxConcurrency: number;
  /** Messages an invocation. */
  readonly batchSize: number;
  /** Age of the oldest message at which, with none done, the handler is stalled. */
  readonly stalledAfter: Duration;
  readonly handlerTimeout: Duration;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
  /** What the messages are, in the plural, and what handles them, as alarms call them. */
  readonly messages: string;
  readonly handlerName: string;
  /** Sections of the runbook. */
  readonly sections: { readonly deadLetters: string; readonly stalled: string };
}

/** Hidden this many times the function's time-out, as Lambda asks for (Lambda, Using Lambda with Amazon SQS). */
const VISIBILITY_FACTOR = 6;
const QUEUES_PAGE = '/sqs/v3/home?region=REGION#/queues';

/** A queue whose messages a function handles, its dead letters, and the alarms of both. */
export class HandledQueue extends Construct {
  public readonly queue: sqs.Queue;
  public readonly deadLetterQueue: sqs.Queue;

  constructor(scope: Construct, id: string, private readonly handling: HandledQueueProps) {
    super(scope, id);
    const { queueName, maxConcurrency, batchSize, stalledAfter, handlerTimeout } = handling;
    const where = this.node.path;
    checkWhole(where, 'maxConcurrency', maxConcurrency, 2, 1_000, 'invocations at a time');
    checkWhole(where, 'batchSize', batchSize, 1, 10, 'messages');
    checkDuration(where, 'stalledAfter', stalledAfter, Duration.minutes(1), Duration.days(4));
    checkPattern(where, 'queueName', queueName, /^[A-Za-z0-9_-]{1,58}(\.fifo)?$/, '1 to 58 letters, digits, _ or -');
    this.deadLetterQueue = this.buildQueue('DeadLetterQueue', '-dlq', { retentionPeriod: Duration.days(14) });
    this.queue = this.buildQueue('Queue', '', {
      ...(handling.fifo && {
        deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP, fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      }),
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * handlerTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: RECEIVES_MAX },
    });
    this.watch();
  }

  /** Lets `handler` handle what arrives, a batch at a time. */
  public invoke(handler: lambda.IFunction) {
    const { maxConcurrency, batchSize } = this.handling;
    const reserved = (functionBehind(handler)?.node.defaultChild as lambda.CfnFunction | undefined)?.reservedConcurrentExecutions;
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

  /** @param suffix of its name, where the queue is named */
  protected buildQueue(id: string, suffix: string, props: sqs.QueueProps): sqs.Queue {
    const { queueName, fifo, encryptionKey } = this.handling;
    return new sqs.Queue(this, id, {
      ...(fifo && { fifo: true }),
      encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      queueName: queueName && `${queueName.replace(/\.fifo$/, '')}${suffix}${fifo ? '.fifo' : ''}`,
      ...props,
    });
  }

  /** Alarms as soon as a message is in `queue`. */
  protected watchForAny(id: string, queue: sqs.Queue, description: string, section: string) {
    new RunbookAlarm(this, id, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) }),
      threshold: 1,
      description: `${description} ${queue.node.path}.`,
      section,
      consolePath: QUEUES_PAGE,
      alarmTopic: this.handling.alarmTopic,
    });
  }

  private watch() {
    const { messages, handlerName, sections, stalledAfter, alarmTopic } = this.handling;
    this.watchForAny('DeadLettersAlarm', this.deadLetterQueue, `${messages} that ${handlerName} could not handle wait in`, sections.deadLetters);
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
      description: `${handlerName} makes no progress: its oldest message is over ${stalledAfter.toMinutes({ integral: false })} minutes old and none is done.`,
      section: sections.stalled,
      consolePath: QUEUES_PAGE,
      alarmTopic,
    });
  }
}
