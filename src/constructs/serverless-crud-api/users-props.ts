import { aws_kms as kms, aws_lambda as lambda, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Concurrency, CrudThrottle } from './declarations';
import type { ICrudResource } from './resource-props';
import type { PeakSchedule } from '../peak-hours';

/** Props of `ServerlessCrudApi.addUsers`. */
export interface UsersProps {
  /**
   * What a user has beside `email`, `groups`, `status` and `sub`, as a JSON Schema (draft 2020-12) of type `object`: a
   * profile, which the user can change.
   *
   * @default - nothing
   */
  readonly schema?: { [key: string]: any };

  /**
   * Group of the user pool whose members create, list, read, change and delete every user.
   *
   * @default 'admins'
   */
  readonly adminGroup?: string;

  /**
   * Groups of the user pool into which an administrator can put a user when creating it, as `groups`. They are not changed
   * through the API afterwards.
   *
   * @default - users are put into no group
   */
  readonly groups?: string[];

  /**
   * Whether `adminGroup` and `groups` are made in the user pool. Set false where the pool has them: a group that exists
   * fails the deployment, one that does not is 409 to whoever puts a user into it.
   *
   * @default true
   */
  readonly createGroups?: boolean;

  /**
   * Whether Cognito mails a new user its temporary password. Without it an administrator sets one (AdminSetUserPassword).
   *
   * @default true
   */
  readonly inviteByEmail?: boolean;

  /**
   * Time between two sweeps, which settle the users that a crash left PENDING or DELETING: 1 minute to 1 day, in minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly sweepInterval?: Duration;

  /**
   * Requests a second and burst of each operation, in place of the stage's.
   *
   * @default - the stage's
   */
  readonly throttle?: CrudThrottle;

  /**
   * How long an `Idempotency-Key` is remembered: 1 minute to 30 days.
   *
   * @default Duration.hours(24)
   */
  readonly idempotencyKeyTtl?: Duration;

  /**
   * How a write proves that it is based on the user as it now is.
   *
   * @default Concurrency.OPTIONAL
   */
  readonly concurrency?: Concurrency;

  /**
   * Name of the table.
   *
   * @default - made by CloudFormation
   */
  readonly tableName?: string;

  /**
   * Key that encrypts the table. Requests to it are charged, and a customer key costs 1 USD a month.
   *
   * @default - the account's own key for DynamoDB, `aws/dynamodb`
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What becomes of the table when it leaves the stack. Any but DESTROY protects it from deletion as well.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Name of the function that serves users.
   *
   * @default - made by CloudFormation
   */
  readonly functionName?: string;

  /**
   * When the function that serves users has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly peakHours?: PeakSchedule;

  /**
   * Name of the function that sweeps.
   *
   * @default - made by CloudFormation
   */
  readonly sweepFunctionName?: string;

  /**
   * Processor of both functions.
   *
   * @default lambda.Architecture.ARM_64
   */
  readonly architecture?: lambda.Architecture;

  /**
   * Memory of the function that serves users in MiB, 128 to 10,240.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * Time one request may take, 1 to 29 seconds. A creation or deletion makes a handful of requests to Cognito.
   *
   * @default Duration.seconds(20)
   */
  readonly timeout?: Duration;
}

/** The users of a `ServerlessCrudApi`: what `addUsers` made. */
export interface IUsersResource extends ICrudResource {
  /** Function that settles what a crash left, on a schedule. */
  readonly sweep: lambda.Function;
}
