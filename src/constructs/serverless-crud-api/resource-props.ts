import { aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_kms as kms, aws_lambda as lambda, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { CrudAccess } from './access';
import type { Concurrency, CrudIndex, CrudOperation, CrudThrottle, CrudTransitions } from './declarations';
import type { PeakSchedule } from '../peak-hours';

/** Props of `ServerlessCrudApi.addResource`. */
export interface CrudResourceProps {
  /**
   * One item, as a JSON Schema (draft 2020-12) of type `object`: what a client may write. Unknown fields are refused.
   * Each item has four attributes more, which the server alone sets: its key, `createdAt` and `updatedAt` (ISO 8601,
   * UTC, milliseconds) and `version` (a counter, the source of its ETag).
   *
   * Of a whole property, `readOnly` refuses it from clients (beforeWrite sets it), `writeOnly` takes it and never
   * returns it, `default` fills it in on POST and PUT.
   */
  readonly schema: { [key: string]: any };

  /**
   * Attribute that identifies an item: a UUIDv7 (RFC 9562), made by the server.
   *
   * @default 'id'
   */
  readonly partitionKey?: string;

  /**
   * Sort key of the table: `createdAt` or none. It is the time that is in the item's id, so that the id alone still finds
   * the item in one round trip.
   *
   * @default - none
   */
  readonly sortKey?: string;

  /**
   * Ways to list items by the value of a property, in the order tried: the first whose partition key is given and whose
   * filters hold the rest serves a list. A filter that none of them has is refused. Up to 20.
   *
   * @default - none: lists page through the whole table, in no order
   */
  readonly indexes?: CrudIndex[];

  /**
   * What can be done with the resource. Another method on its paths gets 405.
   *
   * @default - all but restore, which is there with `restorableFor`
   */
  readonly operations?: CrudOperation[];

  /**
   * Who may do it.
   *
   * @default - owners where the resource has an ownerAttribute, else every user
   */
  readonly access?: CrudAccess;

  /**
   * Property that holds the `sub` of the user who created an item. The server sets it, nobody changes it, answers show it.
   * It may be left out of the schema.
   *
   * @default - items have no owner
   */
  readonly ownerAttribute?: string;

  /**
   * Properties that keep the value they were created with: a write that changes one gets 409.
   *
   * @default - none but the owner
   */
  readonly immutable?: string[];

  /**
   * Properties whose value no two items share, each a string, number, integer or boolean: a value that is taken gets 409.
   * Held by rows of the API's side table in one transaction with the item: a write costs twice as much.
   *
   * @default - none
   */
  readonly unique?: string[];

  /**
   * States of a property and the ways between them: another way gets 409.
   *
   * @default - any value of the schema may follow any other
   */
  readonly transitions?: CrudTransitions;

  /**
   * How long an item lasts from its creation: 1 minute to 3,650 days. It is gone from then on; DynamoDB deletes it within days.
   *
   * @default - for ever
   */
  readonly expireAfter?: Duration;

  /**
   * How long a deleted item can be restored by `POST /v1/<name>/{id}/restore`: 1 minute to 3,650 days.
   *
   * @default - a deletion is final
   */
  readonly restorableFor?: Duration;

  /**
   * How long API Gateway answers a read with what it answered before: 1 second to 1 hour. Only for reads whose answer is
   * the same for every caller, public or authenticated; a change is seen this much later. Each declared query parameter is
   * in the cache's key. A stage with a cached resource has a cache of 0.5 GB, encrypted, at 0.02 USD an hour in us-east-1,
   * 14.60 USD in 730 hours, whatever its use (https://aws.amazon.com/api-gateway/pricing/, as of 2026).
   *
   * @default - no cache
   */
  readonly cacheTtl?: Duration;

  /**
   * Requests a second and burst of each operation, in place of the stage's.
   *
   * @default - the stage's
   */
  readonly throttle?: CrudThrottle;

  /**
   * Function of your own that is asked before a create, replace or patch is stored. It is sent a JSON object of
   * `operation`, `resource`, `item` (as it would be stored), `previous` (none for create), `caller` (`sub` and `groups`),
   * `requestId` and `correlationId`, and answers `{ item }`, the properties to store, or `{ problem }`, an object with
   * `status` (400, 403, 409 or 422), `detail` and perhaps `errors` with a `pointer` and `detail` each. An error, no
   * answer in 5 seconds or any other answer makes 503, and nothing is stored. Such a write takes as much longer as the
   * function runs, and costs its invocation.
   *
   * @default - what a client sends is stored
   */
  readonly beforeWrite?: lambda.IFunction;

  /**
   * How long an `Idempotency-Key` is remembered: 1 minute to 30 days.
   *
   * @default Duration.hours(24)
   */
  readonly idempotencyKeyTtl?: Duration;

  /**
   * How a write proves that it is based on the item as it now is.
   *
   * @default Concurrency.OPTIONAL
   */
  readonly concurrency?: Concurrency;

  /**
   * Whether the table has a stream of its changes, new and old images, such as an `OrderEventsPipeline` reads. Each write
   * then leaves with the item, unseen by readers, the correlation id and the traceparent of its request.
   *
   * @default false
   */
  readonly changeStream?: boolean;

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
   * When the function has execution environments ready, and how many. Its methods then invoke its alias `live`.
   *
   * @default - never: environments start as they are needed
   */
  readonly peakHours?: PeakSchedule;

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
   * @default Duration.seconds(10), with beforeWrite Duration.seconds(25)
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

/** Props of `ICrudResource.addAction`. */
export interface CrudActionProps {
  /**
   * Function that answers the route: a Lambda proxy handler of your own, with its own role. The user is in
   * `event.requestContext.authorizer.claims`, an item's id in `event.pathParameters.id`.
   */
  readonly handler: lambda.IFunction;

  /**
   * Method of the route: GET, POST, PUT, PATCH or DELETE.
   *
   * @default 'POST'
   */
  readonly method?: string;

  /**
   * Whether the route is below an item, `/v1/<resource>/{id}/<name>`, or below the collection, `/v1/<resource>/<name>`.
   *
   * @default true
   */
  readonly onItem?: boolean;

  /**
   * Requests a second and burst that the route takes in all.
   *
   * @default - the stage's
   */
  readonly throttle?: apigateway.ThrottleSettings;
}

/** One resource of a `ServerlessCrudApi`: what `addResource` made. */
export interface ICrudResource extends IConstruct {
  /** Table of the items. */
  readonly table: dynamodb.Table;
  /** Function that answers the resource's requests. */
  readonly handler: lambda.Function;
  /** Path of the collection; that of its items is below it. */
  readonly collection: apigateway.Resource;

  /**
   * Property that holds an item's owner, if any.
   *
   * @internal
   */
  readonly _ownerAttribute?: string;

  /**
   * Origins whose pages may read the answers.
   *
   * @internal
   */
  readonly _allowedOrigins: string[];

  /**
   * Adds a route of your own below the resource: `POST /v1/<resource>/{id}/<name>` unless told otherwise, with the API's
   * authorizer, CORS preflight, throttle, access log and gateway errors.
   *
   * @param name path segment: lower-case letters, digits and hyphens, up to 40, a letter first, such as `close`
   * @param props function that answers it, and where
   */
  addAction(name: string, props: CrudActionProps): apigateway.Method;
}
