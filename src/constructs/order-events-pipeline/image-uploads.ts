import {
  aws_dynamodb as dynamodb, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_sqs as sqs,
  Duration, RemovalPolicy, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HandledQueue } from './handled-queue';
import { imageSettings, refuseLoop } from './image-settings';
import type { ImageUploadsProps } from './image-uploads-props';
import { uploadRoutes } from './upload-paths';
import {
  imageProcessorEnv, REJECTED_PREFIX, UPLOAD_EXPIRES_AT, UPLOADS_KEY, UPLOADS_PREFIX, uploadsEnv, type ImageSettings, type UploadSettings,
} from '../../contract/order-events-pipeline-images';
import { ADMIN_GROUP } from '../private/admin-group';
import { HandlerFunction } from '../private/handler-function';
import { keptTable } from '../private/kept-table';
import { letUseKey } from '../private/key-use';
import { privateBucket } from '../private/private-bucket';

const PROCESSOR_TIMEOUT = Duration.minutes(1);
/** MiB that the pixels of an image, decoded twice over, leave room beside. */
const MEMORY_SIZE = 2_048;
const MEMORY_PIXELS = 50_000_000;
const REJECTED_KEPT = Duration.days(30);

/**
 * Uploads of images by the users of an API, and their thumbnails: form → bucket → queue → function → WebP. A file never passes
 * through the API, what is no image is set aside with its reason, and metadata is in no thumbnail.
 */
export class ImageUploads extends Construct {
  /** Bucket of what users upload, under `uploads/<sub>/<id>`; of the files set aside, under `rejected/`; of the thumbnails, unless these have their own. */
  public readonly bucket: s3.Bucket;
  /** Table of the uploads. */
  public readonly table: dynamodb.Table;
  /** Queue of the files to look at. */
  public readonly queue: sqs.Queue;
  /** Messages that failed five times. Kept 14 days. */
  public readonly deadLetterQueue: sqs.Queue;
  /** Function that makes thumbnails. */
  public readonly processor: lambda.Function;
  /** Function of the routes. */
  public readonly uploads: lambda.Function;

  private readonly thumbnails: s3.IBucket;

  constructor(scope: Construct, id: string, props: ImageUploadsProps) {
    super(scope, id);
    const settings = imageSettings(this.node.path, props);
    this.bucket = this.buildBucket(props);
    this.thumbnails = props.thumbnailsBucket ?? this.bucket;
    refuseLoop(this.node.path, this.thumbnails, settings.prefix, this.thumbnails.node.scope instanceof ImageUploads);
    this.table = this.buildTable(props);
    const handled = new HandledQueue(this, 'Queue', {
      queueName: props.queueName,
      fifo: false,
      maxConcurrency: props.maxConcurrency ?? 10,
      batchSize: 1, // an image fills the memory of its function
      stalledAfter: Duration.minutes(15),
      handlerTimeout: PROCESSOR_TIMEOUT,
      encryptionKey: props.encryptionKey,
      alarmTopic: props.alarmTopic,
      messages: 'Uploads',
      handlerName: 'the image processor',
      sections: { deadLetters: 'unprocessed-uploads', stalled: 'stalled-uploads' },
    });
    this.queue = handled.queue;
    this.deadLetterQueue = handled.deadLetterQueue;
    this.notify(props);
    this.processor = this.buildProcessor(settings, props);
    handled.invoke(this.processor);
    const uploads = this.buildUploads(settings, props);
    this.uploads = uploads;
    props.api._addRoutes('uploads', uploadRoutes(uploads.invoked, settings, props.adminGroups ?? [ADMIN_GROUP], props.throttle));
  }

  private buildBucket({ api, bucketName, encryptionKey, originalsExpireAfter, removalPolicy }: ImageUploadsProps): s3.Bucket {
    return new s3.Bucket(this, 'Bucket', {
      bucketName,
      ...privateBucket(encryptionKey),
      cors: api._allowedOrigins.length === 0 ? undefined : [{
        allowedMethods: [s3.HttpMethods.POST, s3.HttpMethods.GET, s3.HttpMethods.HEAD],
        allowedOrigins: [...api._allowedOrigins],
        allowedHeaders: ['*'],
        maxAge: 600,
      }],
      lifecycleRules: [
        { prefix: REJECTED_PREFIX, expiration: REJECTED_KEPT },
        ...(originalsExpireAfter ? [{ prefix: UPLOADS_PREFIX, expiration: originalsExpireAfter }] : []),
      ],
      removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private buildTable({ encryptionKey, removalPolicy }: ImageUploadsProps): dynamodb.Table {
    return new dynamodb.Table(this, 'Table', {
      partitionKey: { name: UPLOADS_KEY, type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: UPLOAD_EXPIRES_AT,
      ...keptTable(encryptionKey, removalPolicy),
    });
  }

  /**
   * By the bucket's own property: addEventNotification makes a function that may change the notifications of every bucket. The
   * condition names the account's buckets unless this one's name is known: bucket and policy would need each other.
   */
  private notify({ bucketName, encryptionKey }: ImageUploadsProps) {
    const stack = Stack.of(this);
    const name = bucketName !== undefined && !Token.isUnresolved(bucketName) ? bucketName : '*';
    const conditions = {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 's3', region: '', account: '', resource: name }) },
    };
    const principals = [new iam.ServicePrincipal('s3.amazonaws.com')];
    this.queue.addToResourcePolicy(new iam.PolicyStatement({ principals, actions: ['sqs:SendMessage'], resources: [this.queue.queueArn], conditions }));
    letUse(encryptionKey, principals, conditions);
    const bucket = this.bucket.node.defaultChild as s3.CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: this.queue.queueArn, filter: { s3Key: { rules: [{ name: 'prefix', value: UPLOADS_PREFIX }] } } }],
    };
    const policy = this.queue.node.findChild('Policy') as sqs.QueuePolicy;
    bucket.addDependency(policy.node.defaultChild as sqs.CfnQueuePolicy); // S3 sends a message to try it
  }

  private buildProcessor({ bytesMax, pixelsMax, sizes, quality, prefix }: ImageSettings, props: ImageUploadsProps): lambda.Function {
    const processor = new HandlerFunction(this, 'Processor', {
      bundle: 'image-processor',
      description: 'Makes the thumbnails of what users upload',
      environment: imageProcessorEnv.render({
        QUEUE_URL: this.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: this.deadLetterQueue.queueUrl,
        SERVICE_NAME: 'image_processor',
        UPLOADS_TABLE_NAME: this.table.tableName,
        UPLOADS_BUCKET_NAME: this.bucket.bucketName,
        THUMBNAILS_BUCKET_NAME: this.thumbnails.bucketName,
        IMAGE_SETTINGS_JSON: Stack.of(this).toJsonString({ bytesMax, pixelsMax, sizes, quality, prefix }),
      }),
      functionName: props.processorFunctionName,
      memorySize: pixelsMax > MEMORY_PIXELS ? 2 * MEMORY_SIZE : MEMORY_SIZE,
      timeout: PROCESSOR_TIMEOUT,
      logRetention: props.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      peakHours: props.processorPeakHours,
      alarmTopic: props.alarmTopic,
    });
    allow(processor, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], this.table.tableArn);
    allow(processor, ['s3:GetObject', 's3:DeleteObject'], this.bucket.arnForObjects(`${UPLOADS_PREFIX}*`));
    allow(processor, ['s3:ListBucket'], this.bucket.bucketArn); // else S3 tells a file that is gone as 403 (S3, GetObject, Permissions)
    allow(processor, ['s3:PutObject'], this.bucket.arnForObjects(`${REJECTED_PREFIX}*`));
    allow(processor, ['s3:PutObject'], this.thumbnails.arnForObjects(`${prefix}*`));
    allow(processor, ['sqs:SendMessage'], this.deadLetterQueue.queueArn);
    letUseKey(props.encryptionKey, processor, 'a table', 'reads objects', 'writes objects', 'sends messages');
    letUseKey(this.thumbnails.encryptionKey, processor, 'writes objects');
    return processor;
  }

  private buildUploads({ bytesMax, formSeconds, linkSeconds, prefix }: ImageSettings & UploadSettings, props: ImageUploadsProps): HandlerFunction {
    const uploads = new HandlerFunction(this, 'Uploads', {
      bundle: 'uploads',
      description: 'Gives forms for uploads, and links to their thumbnails',
      environment: uploadsEnv.render({
        UPLOADS_TABLE_NAME: this.table.tableName,
        UPLOADS_BUCKET_NAME: this.bucket.bucketName,
        THUMBNAILS_BUCKET_NAME: this.thumbnails.bucketName,
        UPLOAD_SETTINGS_JSON: Stack.of(this).toJsonString({ bytesMax, formSeconds, linkSeconds }),
        ADMIN_GROUPS_JSON: Stack.of(this).toJsonString(props.adminGroups ?? [ADMIN_GROUP]),
        ALLOWED_ORIGINS_JSON: Stack.of(this).toJsonString(props.api._allowedOrigins),
        SERVICE_NAME: 'uploads',
      }),
      functionName: props.uploadsFunctionName,
      memorySize: 512,
      timeout: Duration.seconds(10),
      logRetention: props.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      peakHours: props.uploadsPeakHours,
      alarmTopic: props.alarmTopic,
    });
    allow(uploads, ['dynamodb:GetItem', 'dynamodb:PutItem'], this.table.tableArn);
    allow(uploads, ['s3:PutObject'], this.bucket.arnForObjects(`${UPLOADS_PREFIX}*`));
    allow(uploads, ['s3:GetObject'], this.thumbnails.arnForObjects(`${prefix}*`));
    letUseKey(props.encryptionKey, uploads, 'a table', 'writes objects');
    letUseKey(this.thumbnails.encryptionKey, uploads, 'reads objects');
    return uploads;
  }
}

function allow(handler: lambda.Function, actions: string[], resource: string) {
  handler.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
}

function letUse(key: kms.IKey | undefined, principals: iam.IPrincipal[], conditions: object) {
  key?.addToResourcePolicy(new iam.PolicyStatement({ principals, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'], conditions: { ...conditions } }));
}
