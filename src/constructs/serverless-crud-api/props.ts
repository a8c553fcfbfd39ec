import { aws_apigateway as apigateway, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** How a write proves that it is based on the item as it now is. */
export enum Concurrency {
  /** `If-Match` is obeyed where a client sends it; without it the last write wins, attribute by attribute for PATCH. */
  OPTIONAL = 'optional',
  /** PUT, PATCH and DELETE without `If-Match` are refused with 428 (RFC 6585). */
  REQUIRED = 'required',
}

/** Props of `ServerlessCrudApi`. */
export interface ServerlessCrudApiProps {
  /**
   * Name of the REST API.
   *
   * @default - the construct's id
   */
  readonly apiName?: string;

  /**
   * Name of the stage, the first path segment of the API's own URL.
   *
   * @default 'prod'
   */
  readonly stageName?: string;

  /**
   * Requests a second and burst that the stage takes in all; more get 429 with `Retry-After`.
   *
   * @default - 100 requests a second, burst 200
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * Requests a second and burst that each of login, challenge and refresh takes.
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
   * Processor of the function of the auth routes.
   *
   * @default lambda.Architecture.ARM_64
   */
  readonly authArchitecture?: lambda.Architecture;
}

/** Props of `ServerlessCrudApi.addResource`. */
export interface CrudResourceProps {
  /**
   * One item, as a JSON Schema (draft 2020-12) of type `object`: what a client may write. Unknown fields are refused.
   * Each item has four attributes more, which the server alone sets: its key, `createdAt` and `updatedAt` (ISO 8601,
   * UTC, milliseconds) and `version` (a counter, the source of its ETag).
   */
  readonly schema: { [key: string]: any };

  /**
   * Attribute that identifies an item: a UUIDv7 (RFC 9562), made by the server.
   *
   * @default 'id'
   */
  readonly partitionKey?: string;

  /**
   * How a write proves that it is based on the item as it now is.
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
   * Name of the function.
   *
   * @default - made by CloudFormation
   */
  readonly functionName?: string;

  /**
   * Processor of the function.
   *
   * @default lambda.Architecture.ARM_64
   */
  readonly architecture?: lambda.Architecture;

  /**
   * Memory of the function in MiB, 128 to 10,240. Its share of a processor grows with it: 1,769 MiB have one.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * Time one request may take, 1 to 29 seconds: API Gateway waits no longer.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * Whether API Gateway checks a POST or PUT body before the function runs. The function checks it all the same. The
   * gateway knows JSON Schema draft 04 only, so it checks less, and answers with 400 and no list of fields.
   *
   * @default false
   */
  readonly validateAtGateway?: boolean;
}

/** One resource of a `ServerlessCrudApi`: what `addResource` made. */
export interface ICrudResource extends IConstruct {
  /** Table of the items. */
  readonly table: dynamodb.Table;
  /** Function that answers the resource's requests. */
  readonly handler: lambda.Function;
  /** Path of the collection; that of its items is below it. */
  readonly collection: apigateway.Resource;
}
