import { sentSchema, storedSchema, valuesSchema, withKeyBounds } from './item-schemas';
import { readShape } from './item-shape';
import { compileValidators, type Schema } from './validators-module';
import { OPERATIONS, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { fail } from '../private/fail';

type Named = 'name' | 'partitionKey' | 'concurrency';
/** What the schema alone says. */
type Read = 'properties' | 'readOnly' | 'writeOnly' | 'crossFieldRules';

/** What a resource is declared to be: what is left out is as for a resource that declares no more than its schema. */
export interface CompileOptions extends Partial<Omit<ResourceDefinition, Named | Read>>, Pick<ResourceDefinition, Named> {
  /** Path of the construct, for messages. */
  readonly where: string;
  readonly schema: Schema;
}

/** What the handler of a resource finds beside its bundle, and what it was made of. */
export interface CompiledResource {
  readonly definition: ResourceDefinition;
  /** Source of a CommonJS module that exports CompiledValidators. */
  readonly validators: string;
  /** Every property that an item may have beside its key and the server's attributes. */
  readonly schema: Schema;
  /** What a client sends whole: `schema` without what is read-only. */
  readonly sentSchema: Schema;
}

/** A resource that declares no more than its schema. */
const DECLARED_BY_NONE = {
  immutable: [],
  unique: [],
  queryTypes: {},
  operations: OPERATIONS.filter((operation) => operation !== 'restore'),
  access: Object.fromEntries(OPERATIONS.map((operation) => [operation, { authenticated: true }])),
  indexes: [],
  idempotencyKeySeconds: 86_400,
} as const;

/**
 * Checks a resource's schema and compiles it.
 * @throws a synth error that names the construct, the fault, what is allowed and the fix
 */
export function compileResource(options: CompileOptions): CompiledResource {
  const { where, schema: _, ...declared } = options;
  const keys = (options.indexes ?? []).flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  const shape = withKeyBounds(readShape(options), keys);
  const item = sentSchema(shape);
  let validators;
  try {
    validators = compileValidators({ item, stored: storedSchema(shape, options.ownerAttribute), values: valuesSchema(item, shape) });
  } catch (error) {
    fail({ where, what: `schema is not valid: ${(error as Error).message}`, allowed: 'JSON Schema 2020-12 with the formats of ajv-formats', fix: 'correct the keyword named' });
  }
  const definition: ResourceDefinition = {
    ...DECLARED_BY_NONE,
    ...declared,
    immutable: [...new Set([...declared.immutable ?? [], ...(options.ownerAttribute === undefined ? [] : [options.ownerAttribute])])].sort(),
    properties: Object.keys(shape.properties),
    readOnly: shape.readOnly,
    writeOnly: shape.writeOnly,
    crossFieldRules: shape.crossFieldRules,
  };
  return { definition, validators, schema: shape.schema, sentSchema: item };
}
