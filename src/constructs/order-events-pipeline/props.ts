import { aws_dynamodb as dynamodb, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_sns as sns, aws_sqs as sqs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { PeakSchedule } from '../peak-hours';

/** In which order the events of one item reach a worker. */
export enum Ordering {
  /** In any order, at least once: workers must not depend on the order. The cheapest and fastest. */
  NONE = 'none',
  /**
   * Those of one item one after the other, in the order of its changes: a FIFO topic and FIFO queues, whose names end in
   * `.fifo`. It is fixed when the pipeline is made: see the README for how to change it.
   */
  PER_KEY = 'per-key',
}

/** A change of an attribute that means cancellation. */
export interface CancelledWhen {
  /** Name of a top-level attribute that holds text. */
  readonly attribute: string;
  /** Values that mean cancelled, at least one. */
  readonly values: string[];
}

/** What the changes of the table are called, and mean. */
export interface EventMapping {
  /**
   * Member of the events' `data` that holds the item.
   *
   * @default 'order'
   */
  readonly entity?: string;

  /**
   * Type of the event of a new item.
   *
   * @default - the entity in capitals and `_CREATED`: ORDER_CREATED
   */
  readonly created?: string;

  /**
   * Type of the event of a changed item.
   *
   * @default - ORDER_UPDATED
   */
  readonly updated?: string;

  /**
   * Type of the event of an item that is deleted, soft-deleted, or cancelled by `cancelledWhen`.
   *
   * @default - ORDER_CANCELLED
   */
  readonly cancelled?: string;

  /**
   * Type of the event of an item that expired by the table's TTL. Expiry is never a cancellation.
   *
   * @default - an expiry is no event
   */
  readonly expired?: string;

  /**
   * Change of an attribute that means cancellation, such as status to CANCELLED.
   *
   * @default - only a deletion is a cancellation
   */
  readonly cancelledWhen?: CancelledWhen;
}

/** Props of `OrderEventsPipeline`. */
export interface OrderEventsPipelineProps {
  /**
   * Table whose changes are the events: with a stream of new and old images. The table of a `ServerlessCrudApi` resource
   * has one with `changeStream: true`.
   */
  readonly source: dynamodb.ITable;

  /**
   * The table's partition key, whose value is the events' `subject`.
   *
   * @default - that of a table made in this app; 'id' for an imported one
   */
  readonly keyAttribute?: string;

  /**
   * `source` of the events: a URI reference (CloudEvents 1.0).
   *
   * @default - '/' and the entity in the plural: '/orders'
   */
  readonly eventSource?: string;

  /**
   * What the changes are called, and mean.
   *
   * @default - ORDER_CREATED, ORDER_UPDATED and ORDER_CANCELLED
   */
  readonly mapping?: EventMapping;

  /**
   * What an item is like: JSON Schema of type object, for the AsyncAPI document of the events, which synth writes into the
   * cloud assembly as `<path of the pipeline>.asyncapi.json`. Events are not checked against it.
   *
   * @default - the schema of a `ServerlessCrudApi` resource in this app; any object for another table
   */
  readonly itemSchema?: { [key: string]: any };

  /**
   * In which order the events of one item reach a worker. It is fixed once the pipeline is deployed: with `manifest` a synth
   * that changes it fails, and says how it is done without loss.
   *
   * @default Ordering.NONE
   */
  readonly ordering?: Ordering;

  /**
   * Path of a JSON file in your repository that tells what is deployed, from the folder in which the app runs. A synth that
   * would replace the topic or a worker's queue, such as by another `ordering`, fails, and says how to do it.
   * `cdk synth -c serverless-inteligente:writeManifest=true` writes it: run that after each deployment that adds a pipeline
   * or a worker, and commit the file. It can be that of a `ServerlessCrudApi`.
   *
   * @default - nothing is compared
   */
  readonly manifest?: string;

  /**
   * Name of the topic; `.fifo` is appended where the ordering needs it.
   *
   * @default - made by CloudFormation
   */
  readonly topicName?: string;

  /**
   * Name of the publisher's function.
   *
   * @default - made by CloudFormation
   */
  readonly publisherFunctionName?: string;

  /**
   * When the publisher has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly publisherPeakHours?: PeakSchedule;

  /**
   * Key that encrypts topic, queues and what is set aside. Its policy must be open to this app: a key made in it is.
   *
   * @default - keys that SQS and S3 own, at no charge, and for the topic the account's `alias/aws/sns`, whose requests KMS charges for
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Topic that the alarms notify, when they start and when they end.
   *
   * @default - alarms notify nobody
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * How long the functions' logs are kept.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * What becomes of the bucket of records set aside when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Props of the queue of a worker. */
export interface WorkerQueueProps {
  /**
   * Types of the events that the worker gets.
   *
   * @default - all
   */
  readonly eventTypes?: string[];

  /**
   * Name of the queue; that of its dead letters ends in `-dlq`. `.fifo` is appended where the ordering needs it.
   *
   * @default - made by CloudFormation
   */
  readonly queueName?: string;

  /**
   * Invocations at a time, 2 to 1,000. It slows the polling; reserved concurrency would instead throttle the function and
   * use up the messages' receives.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * Messages an invocation, 1 to 10.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * Age of the oldest message at which an alarm tells that the worker makes no progress: 1 minute to 4 days.
   *
   * @default Duration.minutes(15)
   */
  readonly stalledAfter?: Duration;
}

/** Props of `OrderEventsPipeline.addWorker`. */
export interface WorkerProps extends WorkerQueueProps {
  /**
   * Function that handles the events: an SQS batch, each body one CloudEvent. It answers `{ batchItemFailures }` with the
   * message ids it did not handle; it must bear an event twice.
   */
  readonly handler: lambda.IFunction;

  /**
   * Time-out of the function; a message stays hidden six times as long.
   *
   * @default - that of a function made in this app; needed for an imported one
   */
  readonly handlerTimeout?: Duration;
}

/** A worker of an `OrderEventsPipeline`. */
export interface IWorker extends IConstruct {
  /** Queue from which the worker gets its events. */
  readonly queue: sqs.Queue;
  /** Messages that failed five times, or that the worker gave up on, with the attribute `reason`. Kept 14 days. */
  readonly deadLetterQueue: sqs.Queue;
  /** Events that the topic could not put into `queue`. Kept 14 days. */
  readonly subscriptionDeadLetterQueue: sqs.Queue;
  /** Function that handles the events. */
  readonly handler: lambda.IFunction;
}
