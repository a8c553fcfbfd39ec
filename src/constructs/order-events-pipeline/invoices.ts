import { Annotations, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { invoiceSettings, ownerAttributeOf } from './invoice-settings';
import type { IInvoices, InvoicesProps } from './invoices-props';
import { keysOf } from './source-table';
import { WorkerQueue, type WorkerQueueContext } from './worker-queue';
import { INVOICES_KEY, INVOICES_PREFIX, invoicesGeneratorEnv, invoiceWorkerEnv, type EventsDefinition } from '../../contract/order-events-pipeline';
import { ADMIN_GROUP } from '../private/admin-group';
import { HandlerFunction } from '../private/handler-function';
import { itemSchemaOf } from '../private/item-schema';
import { keptTable } from '../private/kept-table';
import { letUseKey } from '../private/key-use';
import { privateBucket } from '../private/private-bucket';
import type { ICrudResource } from '../serverless-crud-api';

/** What the invoices are given by their pipeline. */
export interface InvoicesContext {
  readonly queue: WorkerQueueContext;
  readonly definition: EventsDefinition;
  readonly source: dynamodb.ITable;
  readonly logRetention: logs.RetentionDays;
}

const WORKER_TIMEOUT = Duration.seconds(30);

export class Invoices extends WorkerQueue implements IInvoices {
  public readonly bucket: s3.Bucket;
  public readonly table: dynamodb.Table;
  public readonly handler: lambda.Function;
  public readonly generator?: lambda.Function;

  constructor(scope: Construct, id: string, private readonly pipeline: InvoicesContext, props: InvoicesProps) {
    const { definition, queue } = pipeline;
    const { queueName, maxConcurrency = 5 } = props;
    super(scope, id, queue, { queueName, maxConcurrency, eventTypes: [definition.types.created] }, WORKER_TIMEOUT);
    this.warnOfSortKey();
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.bucket = new s3.Bucket(this, 'Bucket', {
      ...privateBucket(queue.encryptionKey),
      versioned: true,
      removalPolicy,
    });
    this.table = new dynamodb.Table(this, 'Numbers', {
      partitionKey: { name: INVOICES_KEY, type: dynamodb.AttributeType.STRING },
      ...keptTable(queue.encryptionKey, removalPolicy),
    });
    this.handler = this.createWorker(props);
    this.invoke(this.handler);
    if (props.orders) {
      const generator = this.createGenerator(props, props.orders);
      this.generator = generator;
      props.orders.addAction('invoice', { handler: generator.invoked, method: 'GET', throttle: props.throttle });
    }
  }

  /** The items of a ServerlessCrudApi have a partition key of their own, whether or not they have a sort key. */
  private warnOfSortKey() {
    const { source, definition: { keyAttribute } } = this.pipeline;
    const sortKey = keysOf(source)?.sortKey;
    if (sortKey === undefined || itemSchemaOf(source)) { return; }
    Annotations.of(this).addWarningV2('serverless-inteligente:order-events-pipeline.sort-key',
      `${this.node.path}: ${source.node.path} has the sort key ${sortKey}, and only the first of several orders of one ${keyAttribute} gets an invoice: keep each order under a ${keyAttribute} of its own`);
  }

  private createWorker(props: InvoicesProps): lambda.Function {
    const { definition, queue, logRetention } = this.pipeline;
    const worker = new HandlerFunction(this, 'Worker', {
      bundle: 'invoice-worker',
      description: `Writes the invoices of new ${definition.entity}s`,
      environment: invoiceWorkerEnv.render({
        QUEUE_URL: this.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: this.deadLetterQueue.queueUrl,
        SERVICE_NAME: 'invoice_worker',
        INVOICES_TABLE_NAME: this.table.tableName,
        INVOICES_BUCKET_NAME: this.bucket.bucketName,
        INVOICE_SETTINGS_JSON: Stack.of(this).toJsonString(invoiceSettings(this, props)),
        ENTITY: definition.entity,
        CREATED_TYPE: definition.types.created,
      }),
      functionName: props.workerFunctionName,
      memorySize: 1_024,
      timeout: WORKER_TIMEOUT,
      logRetention,
      peakHours: props.workerPeakHours,
      alarmTopic: queue.alarmTopic,
    });
    allow(worker, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], this.table.tableArn);
    allow(worker, ['s3:PutObject'], this.bucket.arnForObjects(`${INVOICES_PREFIX}*`));
    allow(worker, ['sqs:SendMessage'], this.deadLetterQueue.queueArn);
    letUseKey(queue.encryptionKey, worker, 'a table', 'writes objects', 'sends messages');
    return worker;
  }

  private createGenerator(props: InvoicesProps, orders: ICrudResource): HandlerFunction {
    const { definition, queue, source, logRetention } = this.pipeline;
    const generator = new HandlerFunction(this, 'Generator', {
      bundle: 'invoices-generator',
      description: `Gives links to the invoices of ${definition.entity}s`,
      environment: invoicesGeneratorEnv.render({
        INVOICES_TABLE_NAME: this.table.tableName,
        INVOICES_BUCKET_NAME: this.bucket.bucketName,
        ORDERS_TABLE_NAME: source.tableName,
        KEY_ATTRIBUTE: definition.keyAttribute,
        OWNER_ATTRIBUTE: ownerAttributeOf(props),
        ADMIN_GROUPS_JSON: Stack.of(this).toJsonString(props.adminGroups ?? [ADMIN_GROUP]),
        SERVICE_NAME: 'invoices_generator',
        ALLOWED_ORIGINS_JSON: Stack.of(this).toJsonString(orders._allowedOrigins),
      }),
      functionName: props.generatorFunctionName,
      memorySize: 512,
      timeout: Duration.seconds(10),
      logRetention,
      peakHours: props.generatorPeakHours,
      alarmTopic: queue.alarmTopic,
    });
    allow(generator, ['dynamodb:GetItem'], this.table.tableArn);
    allow(generator, ['dynamodb:Query'], source.tableArn);
    allow(generator, ['s3:GetObject'], this.bucket.arnForObjects(`${INVOICES_PREFIX}*`));
    letUseKey(queue.encryptionKey, generator, 'a table', 'reads objects');
    letUseKey(source.encryptionKey, generator, 'a table');
    return generator;
  }
}

function allow(handler: lambda.Function, actions: string[], resource: string) {
  handler.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
}
