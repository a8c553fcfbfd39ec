import { aws_apigateway as apigateway, aws_kms as kms, aws_logs as logs, aws_s3 as s3, aws_sns as sns, Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { PeakSchedule } from '../peak-hours';
import type { ServerlessCrudApi } from '../serverless-crud-api';

/** Requests a second and burst that each route of uploads takes in all, from every caller; more get 429 with `Retry-After`. */
export interface UploadsThrottle {
  /**
   * Of `POST /v1/uploads`: of forms asked for.
   *
   * @default - those of the API's stage
   */
  readonly create?: apigateway.ThrottleSettings;

  /**
   * Of `GET /v1/uploads/{id}`, which a page asks again and again while an image is at work.
   *
   * @default - those of the API's stage
   */
  readonly read?: apigateway.ThrottleSettings;
}

/** Props of `ImageUploads`. */
export interface ImageUploadsProps {
  /** API that gets the routes `POST /v1/uploads` and `GET /v1/uploads/{id}`. One API has them once. */
  readonly api: ServerlessCrudApi;

  /**
   * Thumbnails of each image by their longer side: 1 to 10 of 16 to 4096 pixels. A smaller image is not enlarged.
   *
   * @default [160, 640, 1280]
   */
  readonly sizes?: number[];

  /**
   * Quality of the WebP, 1 to 100.
   *
   * @default 80
   */
  readonly quality?: number;

  /**
   * Bytes that a file may have: 1 KiB to 50 MiB.
   *
   * @default Size.mebibytes(10)
   */
  readonly maxSize?: Size;

  /**
   * Pixels that an image may have, read from its header before it is decoded: 1 to 100 million. Above 50 million the function has
   * twice the memory.
   *
   * @default 50000000
   */
  readonly maxPixels?: number;

  /**
   * How long a form is good for: 1 minute to 1 hour.
   *
   * @default Duration.minutes(10)
   */
  readonly formValidity?: Duration;

  /**
   * How long a link to a thumbnail is good for: 1 minute to 1 hour.
   *
   * @default Duration.minutes(5)
   */
  readonly linkValidity?: Duration;

  /**
   * Groups whose members may see every upload.
   *
   * @default ['admins'] - the group that `addUsers` makes
   */
  readonly adminGroups?: string[];

  /**
   * Bucket of the thumbnails.
   *
   * @default - the bucket of the uploads
   */
  readonly thumbnailsBucket?: s3.IBucket;

  /**
   * Prefix of the thumbnails, ending in a slash: `<prefix><id>/<version>/<size>.webp`. In the bucket of the uploads it must not
   * begin with `uploads/`.
   *
   * @default 'thumbnails/'
   */
  readonly thumbnailsPrefix?: string;

  /**
   * When what users uploaded is deleted, in whole days. Thumbnails stay.
   *
   * @default - never
   */
  readonly originalsExpireAfter?: Duration;

  /**
   * Requests a second and burst of each route.
   *
   * @default - those of the API's stage
   */
  readonly throttle?: UploadsThrottle;

  /**
   * Images at work at a time, 2 to 1,000.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * Name of the bucket.
   *
   * @default - made by CloudFormation
   */
  readonly bucketName?: string;

  /**
   * Name of the queue; that of its dead letters ends in `-dlq`.
   *
   * @default - made by CloudFormation
   */
  readonly queueName?: string;

  /**
   * Name of the function that makes thumbnails.
   *
   * @default - made by CloudFormation
   */
  readonly processorFunctionName?: string;

  /**
   * When the function that makes thumbnails has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly processorPeakHours?: PeakSchedule;

  /**
   * Name of the function of the routes.
   *
   * @default - made by CloudFormation
   */
  readonly uploadsFunctionName?: string;

  /**
   * When the function of the routes has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly uploadsPeakHours?: PeakSchedule;

  /**
   * Key that encrypts bucket, queues and table. Its policy must be open to this app: a key made in it is.
   *
   * @default - keys that AWS owns or manages
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
   * What becomes of bucket and table when they leave the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
