import { defineEnv } from './env';

/** Environment of the handler that serves one resource. */
export const crudEnv = defineEnv('TABLE_NAME', 'SERVICE_NAME', 'ALLOWED_ORIGINS_JSON');

/** Environment of the handler of the auth routes, which also answers what no route does. */
export const authEnv = defineEnv('USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'AUTH_PATH', 'REFRESH_TOKEN_SECONDS', 'SERVICE_NAME', 'ALLOWED_ORIGINS_JSON');

/** File beside the resource handler's bundle: a ResourceDefinition as JSON. */
export const RESOURCE_FILE = 'resource.json';
/** File beside the resource handler's bundle: a CommonJS module with the ResourceValidators compiled at synth. */
export const VALIDATORS_FILE = 'validators.js';

/** Attributes the server alone sets. No schema may declare them and no client may send them. */
export const SERVER_ATTRIBUTES = ['createdAt', 'updatedAt', 'version'] as const;

/** When a write must name the version it was based on (RFC 9110, If-Match; RFC 6585, 428). */
export type Concurrency = 'optional' | 'required';

/** One resource as its handler sees it. */
export interface ResourceDefinition {
  /** Last segment of its collection's path, such as `tickets`. */
  readonly name: string;
  /** Attribute that identifies an item, made by the server. */
  readonly partitionKey: string;
  /** Every attribute a client may write, in alphabetical order. */
  readonly properties: readonly string[];
  /** True when a rule of the schema spans properties: then a patch is judged on the merged item, which takes a read. */
  readonly crossFieldRules: boolean;
  readonly concurrency: Concurrency;
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
export interface ResourceValidators {
  /** A whole item, as POST and PUT take it. */
  readonly item: SchemaValidator;
  /**
   * A merge patch: any of the item's properties, null only where the property is not required. An object in it is not
   * judged, since RFC 7396 merges it into what is stored: the merged item is.
   */
  readonly patch: SchemaValidator;
}

/** Members of a page. */
export const PAGE_LIMIT_DEFAULT = 20;
export const PAGE_LIMIT_MAX = 100;
