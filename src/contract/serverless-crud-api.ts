import { defineEnv } from './env';

/** Environment of the handler that serves one resource. */
export const crudEnv = defineEnv(['TABLE_NAME', 'SIDE_TABLE_NAME', 'SERVICE_NAME', 'ALLOWED_ORIGINS_JSON'], ['BEFORE_WRITE_FUNCTION_ARN']);

/** Environment of the handler of the auth routes, which also answers what no route does. */
export const authEnv = defineEnv(['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'AUTH_PATH', 'REFRESH_TOKEN_SECONDS', 'SERVICE_NAME', 'ALLOWED_ORIGINS_JSON']);

/** File beside the resource handler's bundle: a ResourceDefinition as JSON. */
export const RESOURCE_FILE = 'resource.json';
/** File beside the resource handler's bundle: a CommonJS module with the ResourceValidators compiled at synth. */
export const VALIDATORS_FILE = 'validators.js';

/** Last segment of the path of an API's OpenAPI document. No resource can have this name. */
export const DOCUMENT_NAME = 'openapi.json';

/** Attributes the server alone sets. No schema may declare them and no client may send them. */
export const SERVER_ATTRIBUTES = ['createdAt', 'updatedAt', 'version'] as const;

/** First character of the names of stored attributes that no client ever sees. No property may begin with it. */
export const INTERNAL_PREFIX = '$';
/** Stored with an item that is not to last: seconds since 1970, the table's TTL attribute. The item is absent from then on. */
export const EXPIRES_AT = '$expiresAt';
/** Stored with an item that is deleted but can be restored: ISO 8601, UTC, milliseconds. */
export const DELETED_AT = '$deletedAt';

/** Stored with an item of a table whose changes others read: the correlation id of the request that last wrote it. */
export const CORRELATION_ID = '$correlationId';
/** The same: the W3C traceparent of that request, its client’s or the system’s own. */
export const TRACEPARENT = '$traceparent';

/** Partition key of the side table. */
export const SIDE_TABLE_KEY = 'key';
/** TTL attribute of the side table: seconds since 1970. A row past it is as good as gone. */
export const SIDE_TABLE_EXPIRES_AT = 'expiresAt';

/** When a write must name the version it was based on (RFC 9110, If-Match; RFC 6585, 428). */
export type Concurrency = 'optional' | 'required';

/** What can be done with a resource. */
export const OPERATIONS = ['create', 'list', 'read', 'replace', 'patch', 'delete', 'restore'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Who may use an operation: whoever meets any part of it. */
export interface AccessRule {
  /** Anybody, without a token. Of `list` and `read` only. */
  readonly public?: true;
  /** Every user. */
  readonly authenticated?: true;
  /** The item's owner; for `create`, every user, who becomes the owner. */
  readonly owner?: true;
  /** Members of any of these groups. */
  readonly groups?: readonly string[];
}

/** How a query parameter's text is read. */
export type ScalarType = 'string' | 'number' | 'boolean';

/** A way to list: by one value of a property, in an order. */
export interface IndexDefinition {
  readonly name: string;
  /** Property whose value a list names. */
  readonly partitionKey: string;
  /** Attribute by which the items of one value are ordered: createdAt, updatedAt or a property. */
  readonly sortKey: string;
  /** Properties whose value may narrow such a list further, besides the partition key. */
  readonly filters: readonly string[];
  /** Partitions over which the items of one value are spread; 1 is not spread. */
  readonly shards: number;
  /** What a list by this index shows of an item; all of it when undefined. */
  readonly projected?: readonly string[];
}

/** The stored attribute that is a spread index's partition key: `<value>#<shard>`. */
export function shardAttributeOf(index: Pick<IndexDefinition, 'name'>): string {
  return `${INTERNAL_PREFIX}${index.name}`;
}

/** The states of one property and the ways between them. */
export interface TransitionsDefinition {
  readonly attribute: string;
  /** States in which an item may be created. */
  readonly initial: readonly string[];
  /** The states that may follow each state, itself left out: staying is always allowed. */
  readonly next: { readonly [state: string]: readonly string[] };
  /** Ways that not everybody may take who may write the item; none when undefined. */
  readonly reserved?: readonly ReservedWay[];
}

/** Ways that only members of some groups may take. */
export interface ReservedWay {
  /** From any state, and from none when an item is created, when undefined. */
  readonly from?: readonly string[];
  readonly to: readonly string[];
  readonly groups: readonly string[];
}

/** One resource as its handler sees it. */
export interface ResourceDefinition {
  /** Last segment of its collection's path, such as `tickets`. */
  readonly name: string;
  /** Attribute that identifies an item, made by the server. */
  readonly partitionKey: string;
  /** Sort key of the table: the id's own time, so that the id alone still finds the item. None when undefined. */
  readonly sortKey?: 'createdAt';
  /** Every declared property, in alphabetical order. */
  readonly properties: readonly string[];
  /** Those of `properties` that no client may send: the server or the hook sets them. */
  readonly readOnly: readonly string[];
  /** Those of `properties` that no answer shows. */
  readonly writeOnly: readonly string[];
  /** Those of `properties` that keep the value they were created with. */
  readonly immutable: readonly string[];
  /** Those of `properties` whose value no two items share. */
  readonly unique: readonly string[];
  /** How query parameters are read: every property that an index lists, orders or filters by. */
  readonly queryTypes: { readonly [property: string]: ScalarType };
  /** True when a rule of the schema spans properties: then a patch is judged on the merged item, which takes a read. */
  readonly crossFieldRules: boolean;
  readonly concurrency: Concurrency;
  /** In the order of OPERATIONS. */
  readonly operations: readonly Operation[];
  /** A rule for each of `operations`. */
  readonly access: { readonly [operation in Operation]?: AccessRule };
  /** Property that holds its owner's `sub`, set when an item is created. It is among readOnly and immutable. */
  readonly ownerAttribute?: string;
  /** In the order declared: the first that fits a list's parameters serves it. */
  readonly indexes: readonly IndexDefinition[];
  readonly transitions?: TransitionsDefinition;
  /** How long an item lasts from its creation; for ever when undefined. */
  readonly expireAfterSeconds?: number;
  /** How long a deleted item can be restored; a deletion is final when undefined. */
  readonly restorableForSeconds?: number;
  /** How long an Idempotency-Key is remembered. */
  readonly idempotencyKeySeconds: number;
  /** True when the table's changes are read by others: each write leaves with its item which request made it. */
  readonly tracesWrites?: boolean;
  /** How long API Gateway answers a read with what it answered before; not at all when undefined. */
  readonly cacheSeconds?: number;
}

/** One breach of a schema, as Ajv reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: { readonly [name: string]: unknown };
}

/** A validator compiled by Ajv: false leaves its findings in `errors`. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** What VALIDATORS_FILE exports. */
export interface CompiledValidators {
  /** A whole item, as POST and PUT take it: without what is read-only. */
  readonly item: SchemaValidator;
  /** A whole item as a hook leaves it: every declared property, required as the schema says, the owner left out. */
  readonly stored: SchemaValidator;
  /**
   * Properties of an item, each by its own schema and as `item` takes it, with no rule that spans several. One that is
   * missing is reported where it is required. `item` itself, where it does no more than this.
   */
  readonly values: SchemaValidator;
}

/** Those by which bodies are judged. */
export interface ResourceValidators extends Omit<CompiledValidators, 'values'> {
  /**
   * A merge patch: any of what `item` takes, null only where the property is not required. An object in it is not
   * judged, since RFC 7396 merges it into what is stored: the merged item is.
   */
  readonly patch: SchemaValidator;
}

/** Members of a page. */
export const PAGE_LIMIT_DEFAULT = 20;
export const PAGE_LIMIT_MAX = 100;
/** Requests to the table that one page may take where a filter drops items, besides one a shard. */
export const PAGE_READS_MAX = 10;

/** What the function of `beforeWrite` is sent. */
export interface BeforeWriteEvent {
  readonly operation: 'create' | 'replace' | 'patch';
  /** Name of the resource. */
  readonly resource: string;
  /** The item as it would be stored: every declared property it has, defaults filled in, a patch merged. */
  readonly item: { readonly [property: string]: unknown };
  /** The item as it is stored, server attributes among it; none for `create`. */
  readonly previous?: { readonly [attribute: string]: unknown };
  readonly caller: { readonly sub: string; readonly groups: readonly string[] };
  readonly requestId: string;
  readonly correlationId: string;
}

/** What the function of `beforeWrite` answers: the properties to store, or why none are. */
export type BeforeWriteAnswer = { readonly item: { readonly [property: string]: unknown } } | { readonly problem: WriteRefusal };

/** Why a hook stores nothing. */
export interface WriteRefusal {
  readonly status: 400 | 403 | 409 | 422;
  readonly detail: string;
  /** The fields at fault, each by a JSON Pointer into the item. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
