import { aws_apigateway as apigateway } from 'aws-cdk-lib';

/** How a write proves that it is based on the item as it now is. */
export enum Concurrency {
  /** `If-Match` is obeyed where a client sends it; without it the last write wins, attribute by attribute for PATCH. */
  OPTIONAL = 'optional',
  /** PUT, PATCH and DELETE without `If-Match` are refused with 428 (RFC 6585). */
  REQUIRED = 'required',
}

/** Where the code is that the functions of an API have in common. */
export enum SharedCode {
  /** In each function, whole: the faster to start, and deployed alone. */
  BUNDLE = 'bundle',
  /** In one Lambda layer of the API: functions of less than half the size, which start 7 ms of CPU later. */
  LAYER = 'layer',
}

/** What can be done with a resource. */
export enum CrudOperation {
  /** `POST /v1/<name>` */
  CREATE = 'create',
  /** `GET /v1/<name>` */
  LIST = 'list',
  /** `GET /v1/<name>/{id}` */
  READ = 'read',
  /** `PUT /v1/<name>/{id}` */
  REPLACE = 'replace',
  /** `PATCH /v1/<name>/{id}` */
  PATCH = 'patch',
  /** `DELETE /v1/<name>/{id}` */
  DELETE = 'delete',
  /** `POST /v1/<name>/{id}/restore` */
  RESTORE = 'restore',
}

/**
 * A way to list: `GET /v1/<name>?<partitionKey>=<value>`, in the order of `sortKey`. A global secondary index of the table.
 * An item without a value for either key is not listed by it.
 */
export interface CrudIndex {
  /**
   * Property whose value a list names: a string, number or integer; a boolean too where `shards` is 2 or more. Its
   * strings must have 1 to 256 characters: DynamoDB takes no empty key and 1,024 bytes, so other values are refused with 400.
   */
  readonly partitionKey: string;

  /**
   * Name of the index, 3 to 255 letters, digits, `_`, `-` or `.`.
   *
   * @default - `<partitionKey>-index`
   */
  readonly name?: string;

  /**
   * Attribute by which the items of one value are ordered and can be bounded (`<sortKey>.gte=`, `<sortKey>.lt=`):
   * `createdAt`, `updatedAt`, or a property that is a string or a number.
   *
   * @default 'createdAt'
   */
  readonly sortKey?: string;

  /**
   * Properties whose value may narrow such a list further: `&<property>=<value>`. What they drop is read all the same.
   *
   * @default - none
   */
  readonly filters?: string[];

  /**
   * Properties that such a list shows beside keys, server attributes, owner and filters, up to 20 with them. Fewer make
   * an index smaller and cheaper to write.
   *
   * @default - all of the item
   */
  readonly projectedAttributes?: string[];

  /**
   * Partitions over which the items of one value are spread, 2 to 20; 1 is not spread. One partition takes 1,000 writes
   * a second, which a value that many items share, such as a status, can outgrow. A list reads them all side by side,
   * one request each, and stays in order. A lower number later hides the items written to the partitions beyond it until they are
   * written again.
   *
   * @default 1
   */
  readonly shards?: number;
}

/** The states of a property and the ways between them, held in the same conditional write. */
export interface CrudTransitions {
  /** Property with an `enum` of strings in the schema. */
  readonly attribute: string;

  /** The states that may follow each state. Staying is always allowed; a state that is not named is final. */
  readonly next: { [state: string]: string[] };

  /**
   * States in which an item may be created.
   *
   * @default - any
   */
  readonly initial?: string[];

  /**
   * Transitions that only members of some groups may make; to anybody else who may write the item they are 403. One that several
   * name is for the groups of each. What the function of `beforeWrite` sets is not asked: it is the system.
   *
   * @default - every transition is for whoever may write the item
   */
  readonly reserved?: CrudReservedTransition[];
}

/** Transitions between states that only members of some groups may make, such as confirming an order. */
export interface CrudReservedTransition {
  /**
   * States that are left.
   *
   * @default - any, and none: an item may then not be created in a state of `to` by anybody else
   */
  readonly from?: string[];

  /** States that are reached. */
  readonly to: string[];

  /** Groups of the user pool, one at least. */
  readonly groups: string[];
}

/** Requests a second and burst that each operation takes in all, from every caller; more get 429 with `Retry-After`. */
export interface CrudThrottle {
  /**
   * Of `POST /v1/<name>`.
   *
   * @default - the stage's
   */
  readonly create?: apigateway.ThrottleSettings;

  /**
   * Of `GET /v1/<name>`.
   *
   * @default - the stage's
   */
  readonly list?: apigateway.ThrottleSettings;

  /**
   * Of `GET /v1/<name>/{id}`.
   *
   * @default - the stage's
   */
  readonly read?: apigateway.ThrottleSettings;

  /**
   * Of `PUT /v1/<name>/{id}`.
   *
   * @default - the stage's
   */
  readonly replace?: apigateway.ThrottleSettings;

  /**
   * Of `PATCH /v1/<name>/{id}`.
   *
   * @default - the stage's
   */
  readonly patch?: apigateway.ThrottleSettings;

  /**
   * Of `DELETE /v1/<name>/{id}`.
   *
   * @default - the stage's
   */
  readonly delete?: apigateway.ThrottleSettings;

  /**
   * Of `POST /v1/<name>/{id}/restore`.
   *
   * @default - the stage's
   */
  readonly restore?: apigateway.ThrottleSettings;
}
