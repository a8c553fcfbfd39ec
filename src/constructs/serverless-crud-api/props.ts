import { aws_apigateway as apigateway, aws_cognito as cognito, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { SharedCode } from './declarations';
import type { PeakSchedule } from '../peak-hours';

/** Props of `ServerlessCrudApi`. */
export interface ServerlessCrudApiProps {
  /**
   * Name of the REST API.
   *
   * @default - the construct's id
   */
  readonly apiName?: string;

  /**
   * What the API is for, at the head of its OpenAPI document.
   *
   * @default - nothing is said
   */
  readonly description?: string;

  /**
   * Version of the API that its OpenAPI document tells: 1 to 64 characters without white space.
   *
   * @default '1.0.0'
   */
  readonly apiVersion?: string;

  /**
   * Whether anybody may read the OpenAPI document at `GET /v1/openapi.json`. It names every route, field and group.
   *
   * @default false - a user's ID token is needed
   */
  readonly publicOpenApi?: boolean;

  /**
   * Name of the stage, the first path segment of the API's own URL.
   *
   * @default 'prod'
   */
  readonly stageName?: string;

  /**
   * Requests a second and burst that each method takes which has no throttle of its own; more get 429 with `Retry-After`. It is
   * the default of the stage's methods, and API Gateway counts each by itself
   * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
   *
   * @default - 100 requests a second, burst 200
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * Requests a second and burst that each of login, challenge, refresh and logout takes.
   *
   * @default - 5 requests a second, burst 10
   */
  readonly authThrottle?: apigateway.ThrottleSettings;

  /**
   * Users of the API. Pass another API's `userPool` to share it.
   *
   * @default - a new pool: users made by an administrator only, retained, protected from deletion
   */
  readonly userPool?: cognito.IUserPool;

  /**
   * Client of the pool through which users log in. It needs the flow ADMIN_USER_PASSWORD_AUTH and no secret.
   *
   * @default - a new client of the pool
   */
  readonly userPoolClient?: cognito.IUserPoolClient;

  /**
   * How long an ID or access token is good for: 5 minutes to 1 day. Of no effect with `userPoolClient`.
   *
   * @default Duration.minutes(15)
   */
  readonly idTokenValidity?: Duration;

  /**
   * How long a login can be refreshed: 1 hour to 3,650 days. With `userPoolClient`, give the client's own, since the
   * refresh cookie lives as long.
   *
   * @default Duration.days(1)
   */
  readonly refreshTokenValidity?: Duration;

  /**
   * Origins whose pages may call the API, such as `https://app.example.com`; `*` is any, an empty list none but the
   * API's own. Tokens travel in the Authorization header and cookies are never taken from another site, so `*` shows a
   * page nothing that its reader could not get without it. The gateway's own errors name the first.
   *
   * @default ['*']
   */
  readonly allowedOrigins?: string[];

  /**
   * How long access logs and the functions' logs are kept.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Whether the app makes the account-wide role through which API Gateway writes logs: once for each account and region,
   * and retained. Set false where the account has one already.
   *
   * @default true
   */
  readonly cloudWatchRole?: boolean;

  /**
   * Name of the function of the auth routes.
   *
   * @default - made by CloudFormation
   */
  readonly authFunctionName?: string;

  /**
   * When the function of the auth routes has execution environments ready, and how many.
   *
   * @default - never: environments start as they are needed
   */
  readonly authPeakHours?: PeakSchedule;

  /**
   * Processor of the function of the auth routes.
   *
   * @default lambda.Architecture.ARM_64
   */
  readonly authArchitecture?: lambda.Architecture;

  /**
   * Where the code is that the functions of the API have in common. A layer counts as one of the five that a function can
   * have, and every function is updated with it.
   *
   * @default SharedCode.BUNDLE
   */
  readonly sharedCode?: SharedCode;

  /**
   * Construct, of this account and region, in whose stack the API's tables are made: its side table and those of its resources. A
   * stack of their own can be kept from deletion, lets what reads a table's changes have a stack between it and the API, and leaves
   * the API more of its 500 resources (https://docs.aws.amazon.com/cdk/v2/guide/best-practices.html, "Separate your application").
   * A key of theirs must be in that stack, too, or in one that needs nothing of the API's. It is a contract: in another stack the
   * tables are made anew, without their items.
   *
   * @default - each with what it belongs to, in the API's stack
   */
  readonly tableScope?: Construct;

  /**
   * Key that encrypts the API's side table, which holds idempotency keys, unique values and the answers to be repeated. Requests to it are
   * charged, and a customer key costs 1 USD a month. Each resource's own table has a key of its own, `encryptionKey`.
   *
   * @default - the account's own key for DynamoDB, `aws/dynamodb`
   */
  readonly sideTableEncryptionKey?: kms.IKey;

  /**
   * What becomes of the API's side table, which holds idempotency keys and unique values, when it leaves the stack. Any
   * but DESTROY protects it from deletion as well. Without it a unique value is taken twice, so keep it as long as the
   * resources' own tables.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly sideTableRemovalPolicy?: RemovalPolicy;

  /**
   * Path of a JSON file in your repository that tells which tables are deployed, from the folder in which the app runs. A
   * synth that would replace or lose one of them, rename its keys, or make two changes of its indexes in one deployment
   * fails, and says how to do it in two. `cdk synth -c serverless-inteligente:writeManifest=true` writes it: run that after
   * each deployment that changes a table, and commit the file. Several APIs can share one.
   *
   * @default - nothing is compared
   */
  readonly manifest?: string;
}
