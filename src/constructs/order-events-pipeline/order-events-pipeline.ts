import { aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AsyncApi } from './asyncapi/asyncapi';
import { eventsDefinition, eventTypesOf } from './events-definition';
import { Invoices, type InvoicesContext } from './invoices';
import type { IInvoices, InvoicesProps } from './invoices-props';
import { PipelineManifestGuard } from './manifest-guard';
import { Ordering, type IWorker, type OrderEventsPipelineProps, type WorkerProps } from './props';
import { createPublisher } from './publisher';
import { Worker, type WorkerQueue, type WorkerQueueContext } from './worker-queue';
import type { EventsDefinition } from '../../contract/order-events-pipeline';
import { checkDuration, checkPattern } from '../private/check';
import { fail } from '../private/fail';
import { functionBehind } from '../private/function-behind';
import { itemSchemaOf } from '../private/item-schema';
import { privateBucket } from '../private/private-bucket';

/**
 * The changes of a table as events for any number of workers, none lost: table → stream → publisher → topic → a queue a
 * worker. The table is the only source of truth, so that no write can be stored and its event not sent.
 */
export class OrderEventsPipeline extends Construct {
  /** Topic of the events: CloudEvents 1.0 in JSON, each with its type as the message attribute `type`. */
  public readonly topic: sns.Topic;
  /** Function that publishes the table's changes. */
  public readonly publisher: lambda.Function;
  /**
   * Changes that have no event: under `set-aside/` those that can't be made into one, each with its reason, under
   * `aws/lambda/` whole invocations that failed to the end.
   */
  public readonly setAsideBucket: s3.Bucket;

  private readonly queueContext: WorkerQueueContext;
  private readonly invoicesContext: InvoicesContext;
  private readonly definition: EventsDefinition;
  private readonly queues = new Map<string, sqs.Queue>();

  constructor(scope: Construct, id: string, props: OrderEventsPipelineProps) {
    super(scope, id);
    checkPattern(this.node.path, 'topicName', props.topicName, /^[A-Za-z0-9_-]{1,250}(\.fifo)?$/, '1 to 250 letters, digits, _ or -');
    checkPattern(this.node.path, 'publisherFunctionName', props.publisherFunctionName, /^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ or -');
    const logRetention = props.logRetention ?? logs.RetentionDays.THREE_MONTHS;
    this.definition = eventsDefinition(this, props);
    const { ordered } = this.definition;
    const topicName = props.topicName && `${props.topicName.replace(/\.fifo$/, '')}${ordered ? '.fifo' : ''}`;
    this.topic = new sns.Topic(this, 'Topic', {
      topicName,
      ...(ordered && { fifo: true, fifoThroughputScope: sns.FifoThroughputScope.MESSAGE_GROUP }),
      masterKey: props.encryptionKey,
      enforceSSL: true,
    });
    // Whoever may publish may use this key (SNS, Key management); a construct of it would have policies name it.
    if (!props.encryptionKey) { (this.topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns'; }
    new AsyncApi(this, 'AsyncApi', { definition: this.definition, topicName, itemSchema: props.itemSchema ?? itemSchemaOf(props.source) });
    if (props.encryptionKey) { letTopicsUse(this, props.encryptionKey); }
    this.setAsideBucket = createSetAsideBucket(this, props);
    this.publisher = createPublisher(this, {
      source: props.source,
      definition: this.definition,
      topic: this.topic,
      setAside: this.setAsideBucket,
      encryptionKey: props.encryptionKey,
      alarmTopic: props.alarmTopic,
      functionName: props.publisherFunctionName,
      peakHours: props.publisherPeakHours,
      logRetention,
    });
    const queueContext: WorkerQueueContext = {
      topic: this.topic,
      ordered,
      eventTypes: eventTypesOf(this.definition),
      encryptionKey: props.encryptionKey,
      alarmTopic: props.alarmTopic,
    };
    this.queueContext = queueContext;
    this.invoicesContext = { queue: queueContext, definition: this.definition, source: props.source, logRetention };
    if (props.manifest !== undefined) {
      new PipelineManifestGuard(this, 'Manifest', props.manifest, { ordering: props.ordering ?? Ordering.NONE, topic: this.topic, queues: this.queues });
    }
  }

  /**
   * Adds a function that handles events, its queue, its dead letters and its alarms.
   *
   * @param name construct id: lower-case letters, digits and hyphens, up to 40, a letter first, such as `invoices`. It is a
   * contract: another name is another queue.
   * @param props the function, and which events it gets
   */
  public addWorker(name: string, props: WorkerProps): IWorker {
    this.checkName(name);
    return this.kept(new Worker(this, name, this.queueContext, props, this.timeoutOf(name, props), props.handler));
  }

  /**
   * Adds the library's own worker that writes the invoice of each new order, once, under a number without gaps or doubles;
   * and the route that gives a link to it. An order that can't be invoiced is a dead letter with the reason.
   *
   * @param props whom they are from, and how they look
   */
  public addInvoices(props: InvoicesProps): IInvoices {
    this.checkName('invoices');
    return this.kept(new Invoices(this, 'invoices', this.invoicesContext, props));
  }

  private kept<T extends WorkerQueue>(worker: T): T {
    this.queues.set(worker.node.id, worker.queue);
    return worker;
  }

  private checkName(name: string) {
    const where = this.node.path;
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) {
      fail({
        where,
        what: 'the name of a worker is not valid',
        given: name,
        allowed: 'lower-case letters, digits and hyphens, up to 40, a letter first',
        fix: 'name it by what it makes, such as invoices',
      });
    }
    if (this.node.tryFindChild(name)) {
      fail({ where, what: 'a worker is added twice', given: name, allowed: 'each name once', fix: 'use what the first addWorker returned, or choose another name' });
    }
  }

  private timeoutOf(name: string, { handler, handlerTimeout }: WorkerProps): Duration {
    const where = `${this.node.path}/${name}`;
    checkDuration(where, 'handlerTimeout', handlerTimeout, Duration.seconds(1), Duration.minutes(15));
    const behind = functionBehind(handler);
    const own = behind && (behind.timeout ?? Duration.seconds(3));
    const timeout = handlerTimeout ?? own;
    if (!timeout) {
      return fail({
        where,
        what: 'the time-out of an imported function is not known, and a message must stay hidden six times as long',
        allowed: '1 second to 15 minutes',
        fix: 'give handlerTimeout',
      });
    }
    if (own && timeout.toSeconds() < own.toSeconds()) {
      fail({
        where,
        what: 'handlerTimeout is shorter than the function’s own time-out, so that messages would be handled twice at a time',
        given: timeout.toSeconds(),
        allowed: `${own.toSeconds()} seconds or more`,
        fix: 'leave handlerTimeout out',
      });
    }
    return timeout;
  }
}

function createSetAsideBucket(scope: Construct, { encryptionKey, removalPolicy }: OrderEventsPipelineProps): s3.Bucket {
  return new s3.Bucket(scope, 'SetAside', {
    ...privateBucket(encryptionKey),
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}

/**
 * A topic that delivers to an encrypted queue needs the key. The condition names the account's topics, not this one: key
 * and topic would need each other.
 */
function letTopicsUse(scope: Construct, key: kms.IKey) {
  const stack = Stack.of(scope);
  key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'sns', resource: '*' }) },
    },
  }));
}
