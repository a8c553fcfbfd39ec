import { Token } from 'aws-cdk-lib';
import { compileValidators, type Schema } from './validators-module';
import { INTERNAL_PREFIX, OPERATIONS, SERVER_ATTRIBUTES, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { fail } from '../private/fail';
import { inOrder } from '../private/in-order';

type Named = 'name' | 'partitionKey' | 'concurrency';

/** What a resource is declared to be: what is left out is as for a resource that declares no more than its schema. */
export interface CompileOptions extends Partial<Omit<ResourceDefinition, Named>>, Pick<ResourceDefinition, Named> {
  /** Path of the construct, for messages. */
  readonly where: string;
  readonly schema: Schema;
}

/** What the handler of a resource finds beside its bundle. */
export interface CompiledResource {
  readonly definition: ResourceDefinition;
  /** Source of a CommonJS module that exports ResourceValidators. */
  readonly validators: string;
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** A resource that declares no more than its schema. */
const DECLARED_BY_NONE = {
  readOnly: [],
  writeOnly: [],
  immutable: [],
  unique: [],
  queryTypes: {},
  operations: OPERATIONS.filter((operation) => operation !== 'restore'),
  access: Object.fromEntries(OPERATIONS.map((operation) => [operation, { authenticated: true }])),
  indexes: [],
  idempotencyKeySeconds: 86_400,
} as const;

/** Keywords that say something of one property at a time, or nothing: beside them, a rule spans properties. */
const PER_PROPERTY = new Set(['$schema', '$id', '$defs', '$comment', 'type', 'title', 'description', 'examples', 'properties', 'required', 'additionalProperties']);

/**
 * Checks a resource's schema and compiles it.
 * @throws a synth error that names the construct, the fault, what is allowed and the fix
 */
export function compileResource(options: CompileOptions): CompiledResource {
  const { where, schema, ...declared } = options;
  const { item, properties, required } = checkShape(options);
  const names = Object.keys(properties);

  let validators;
  try {
    validators = compileValidators({ item, patch: patchSchema(item, properties, required), stored: item });
  } catch (error) {
    fail({ where, what: `schema is not valid: ${(error as Error).message}`, allowed: 'JSON Schema 2020-12 with the formats of ajv-formats', fix: 'correct the keyword named' });
  }
  const definition: ResourceDefinition = {
    ...DECLARED_BY_NONE,
    ...declared,
    properties: names,
    crossFieldRules: Object.keys(item).some((keyword) => !PER_PROPERTY.has(keyword)),
  };
  return { definition, validators };
}

interface CheckedSchema {
  readonly item: Schema;
  readonly properties: { readonly [name: string]: Schema | boolean };
  readonly required: readonly string[];
}

function checkShape({ where, partitionKey, schema }: CompileOptions): CheckedSchema {
  const allowed = "one object schema, such as { type: 'object', properties: { title: { type: 'string' } } }";
  if (!isObject(schema)) {
    fail({ where, what: 'schema is no JSON Schema object', given: schema, allowed, fix: 'pass the schema itself, not its text or path' });
  }
  if (Token.isUnresolved(schema) || Token.isUnresolved(JSON.stringify(schema))) {
    fail({ where, what: 'schema holds a value known only at deployment', allowed: 'plain data, since it is compiled at synth', fix: 'write the value itself' });
  }
  const { $schema, type, properties, required = [], additionalProperties } = schema;
  if ($schema !== undefined && $schema !== DIALECT) {
    fail({ where, what: '$schema is of another draft', given: $schema, allowed: `2020-12 (${DIALECT}), or none`, fix: 'bring the schema to 2020-12' });
  }
  if (type !== 'object') {
    fail({ where, what: "schema's type is not 'object'", given: type, allowed, fix: "describe one item, with type: 'object'" });
  }
  if (!isObject(properties) || Object.keys(properties).length === 0) {
    fail({ where, what: 'schema declares no properties', allowed, fix: 'declare what a client may write' });
  }
  if (additionalProperties !== undefined && additionalProperties !== false) {
    fail({ where, what: 'additionalProperties lets unknown fields in', given: additionalProperties, allowed: 'false, or none', fix: 'declare each property, or one property of type object for free data' });
  }
  if (schema.patternProperties !== undefined) {
    fail({ where, what: 'patternProperties has no place at the top of an item', allowed: 'properties', fix: 'declare each property, or one property of type object for free data' });
  }
  for (const name of [partitionKey, ...SERVER_ATTRIBUTES]) {
    if (name in properties) {
      fail({ where, what: `'${name}' is set by the server`, allowed: 'every other name', fix: `take '${name}' out of schema.properties; each item has it all the same` });
    }
  }
  for (const name of Object.keys(properties).filter((property) => property.startsWith(INTERNAL_PREFIX))) {
    fail({ where, what: `a property begins with ${INTERNAL_PREFIX}`, given: name, allowed: `names that begin otherwise: ${INTERNAL_PREFIX} is for what is stored beside them`, fix: 'rename it' });
  }
  for (const name of required as unknown[]) {
    if (typeof name !== 'string' || !(name in properties)) {
      fail({ where, what: `required names '${name}', which properties does not declare`, allowed: Object.keys(properties).join(', '), fix: 'declare it, or take it out of required' });
    }
  }
  refuseUnkept(where, schema);
  const item = inOrder(closed(schema));
  return { item, properties: item.properties as CheckedSchema['properties'], required: required as string[] };
}

/** Annotations that promise what the handler does not do yet are refused, so that no write-only secret is returned. */
function refuseUnkept(where: string, schema: unknown): void {
  if (Array.isArray(schema)) { return schema.forEach((member) => refuseUnkept(where, member)); }
  if (!isObject(schema)) { return; }
  for (const keyword of ['readOnly', 'writeOnly']) {
    if (schema[keyword] === true) {
      fail({ where, what: `schema uses ${keyword}, which is not obeyed yet`, allowed: 'properties that every caller may write and read', fix: `take ${keyword} out` });
    }
  }
  Object.values(schema).forEach((member) => refuseUnkept(where, member));
}

/** Refuses unknown fields of the item, and of each object in it whose properties are listed without composing others. */
function closed(schema: Schema): Schema {
  return { ...nestedClosed(schema), additionalProperties: false };
}

function nestedClosed(schema: Schema): Schema {
  const result: { [keyword: string]: unknown } = { ...schema };
  if (isObject(schema.properties)) {
    const members = Object.entries(schema.properties).map(([name, member]) => [name, isObject(member) ? nestedClosed(member) : member]);
    result.properties = Object.fromEntries(members);
    if (!OPENING.some((keyword) => keyword in schema)) { result.additionalProperties = false; }
  }
  if (isObject(schema.items)) { result.items = nestedClosed(schema.items); }
  return result;
}

/** Keywords that declare further properties, or decide on unknown ones themselves. */
const OPENING = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];

/**
 * Any of the item's properties, without its defaults. null removes (RFC 7396), which no required property allows; an
 * object is judged when it is merged into what is stored.
 */
function patchSchema(item: Schema, properties: CheckedSchema['properties'], required: readonly string[]): Schema {
  const members = Object.entries(properties).map(([name, schema]) => {
    const value = { if: { type: 'object' }, else: withoutDefaults(schema) };
    return [name, required.includes(name) ? { if: { type: 'null' }, then: false, else: value } : { if: { type: 'null' }, else: value }];
  });
  return {
    ...(item.$defs !== undefined && { $defs: withoutDefaults(item.$defs) }),
    type: 'object',
    properties: Object.fromEntries(members),
    additionalProperties: false,
  };
}

/** Drops the keyword `default`, but not a property of that name. */
function withoutDefaults<T>(schema: T, isMapOfNames = false): T {
  if (Array.isArray(schema)) { return schema.map((member) => withoutDefaults(member)) as T; }
  if (!isObject(schema)) { return schema; }
  const kept = Object.entries(schema).filter(([keyword]) => isMapOfNames || keyword !== 'default');
  return Object.fromEntries(kept.map(([keyword, member]) => [
    keyword,
    ['enum', 'const', 'examples'].includes(keyword) && !isMapOfNames ? member : withoutDefaults(member, NAME_MAPS.has(keyword) && !isMapOfNames),
  ])) as T;
}

const NAME_MAPS = new Set(['properties', '$defs', 'patternProperties', 'dependentSchemas']);

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
