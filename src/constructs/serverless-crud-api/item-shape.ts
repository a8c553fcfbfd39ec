import { Token } from 'aws-cdk-lib';
import type { Schema } from './validators-module';
import { INTERNAL_PREFIX, SERVER_ATTRIBUTES } from '../../contract/serverless-crud-api';
import { fail } from '../private/fail';
import { inOrder } from '../private/in-order';

/** A resource's schema, checked and put in order. */
export interface ItemShape {
  /** The schema: closed to unknown fields, its keys in alphabetical order, the owner among its properties. */
  readonly schema: Schema;
  /** Those of the schema, in alphabetical order. */
  readonly properties: { readonly [name: string]: Schema | boolean };
  readonly required: readonly string[];
  /** Properties that no client may send, the owner among them. */
  readonly readOnly: readonly string[];
  /** Properties that no answer shows. */
  readonly writeOnly: readonly string[];
  /** True when a rule of the schema spans properties. */
  readonly crossFieldRules: boolean;
}

export interface ShapeOptions {
  /** Path of the construct, for messages. */
  readonly where: string;
  readonly partitionKey: string;
  readonly ownerAttribute?: string;
  readonly schema: Schema;
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Keywords that say something of one property at a time, or nothing: beside them, a rule spans properties. */
const PER_PROPERTY = new Set(['$schema', '$defs', '$comment', 'type', 'title', 'description', 'examples', 'properties', 'required', 'additionalProperties']);

/**
 * Reads a resource's schema.
 * @throws a synth error that names the construct, the fault, what is allowed and the fix
 */
export function readShape({ where, partitionKey, ownerAttribute, schema }: ShapeOptions): ItemShape {
  checkTop(where, schema);
  const declared = schema.properties as ItemShape['properties'];
  checkNames(where, schema, partitionKey);
  refuseNestedAnnotations(where, schema, '');
  const annotated = (keyword: string) => Object.keys(declared).filter((name) => memberOf(declared[name])[keyword] === true);
  const writeOnly = annotated('writeOnly').sort();
  for (const name of annotated('readOnly').filter((property) => writeOnly.includes(property))) {
    fail({ where, what: `'${name}' is readOnly and writeOnly: nobody could send it and nobody see it`, allowed: 'one of the two', fix: 'take one out' });
  }
  if (ownerAttribute !== undefined) { checkOwner(where, ownerAttribute, declared, partitionKey); }
  const readOnly = [...new Set([...annotated('readOnly'), ...(ownerAttribute === undefined ? [] : [ownerAttribute])])].sort();
  refuseRulesOn(where, schema, readOnly);

  const owned = ownerAttribute === undefined || Object.hasOwn(declared, ownerAttribute)
    ? schema
    : { ...schema, properties: { ...declared, [ownerAttribute]: { type: 'string', description: 'Who owns it' } } };
  const closedSchema = inOrder(closed(owned));
  return {
    schema: closedSchema,
    properties: closedSchema.properties as ItemShape['properties'],
    required: (schema.required ?? []) as string[],
    readOnly,
    writeOnly,
    crossFieldRules: Object.keys(schema).some((keyword) => !PER_PROPERTY.has(keyword)),
  };
}

function checkTop(where: string, schema: Schema) {
  const allowed = "one object schema, such as { type: 'object', properties: { title: { type: 'string' } } }";
  if (!isObject(schema)) {
    fail({ where, what: 'schema is no JSON Schema object', given: schema, allowed, fix: 'pass the schema itself, not its text or path' });
  }
  if (Token.isUnresolved(schema) || Token.isUnresolved(JSON.stringify(schema))) {
    fail({ where, what: 'schema holds a value known only at deployment', allowed: 'plain data, since it is compiled at synth', fix: 'write the value itself' });
  }
  const { $schema, type, properties, additionalProperties } = schema;
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
  for (const keyword of ['$id', '$anchor', '$dynamicAnchor'].filter((name) => name in schema)) {
    fail({ where, what: `${keyword} has no place in an item's schema`, given: schema[keyword], allowed: 'references within the schema, such as #/$defs/money', fix: `take ${keyword} out` });
  }
}

function checkNames(where: string, { properties, required = [] }: Schema, partitionKey: string) {
  const declared = properties as ItemShape['properties'];
  for (const name of [partitionKey, ...SERVER_ATTRIBUTES]) {
    if (Object.hasOwn(declared, name)) {
      fail({ where, what: `'${name}' is set by the server`, allowed: 'every other name', fix: `take '${name}' out of schema.properties; each item has it all the same` });
    }
  }
  for (const name of Object.keys(declared).filter((property) => property.startsWith(INTERNAL_PREFIX))) {
    fail({ where, what: `a property begins with ${INTERNAL_PREFIX}`, given: name, allowed: `names that begin otherwise: ${INTERNAL_PREFIX} is for what is stored beside them`, fix: 'rename it' });
  }
  for (const name of required as unknown[]) {
    if (typeof name !== 'string' || !Object.hasOwn(declared, name)) {
      fail({ where, what: `required names '${name}', which properties does not declare`, allowed: Object.keys(declared).join(', '), fix: 'declare it, or take it out of required' });
    }
  }
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

/** An annotation is obeyed where it says something of a whole property: in an object inside, or behind a reference, it would not be. */
function refuseNestedAnnotations(where: string, schema: unknown, path: string): void {
  if (Array.isArray(schema)) { return schema.forEach((member, i) => refuseNestedAnnotations(where, member, `${path}/${i}`)); }
  if (!isObject(schema)) { return; }
  if (!/^\/properties\/[^/]*$|\/(properties|\$defs)$/.test(path)) {
    for (const keyword of ['readOnly', 'writeOnly'].filter((name) => schema[name] === true)) {
      fail({ where, what: `${keyword} stands at ${path || 'the top'}`, allowed: `${keyword} of a property of the item, beside its type or $ref`, fix: 'set it on the whole property, or take it out' });
    }
  }
  for (const [keyword, member] of Object.entries(schema)) {
    refuseNestedAnnotations(where, member, `${path}/${keyword.replace(/~/g, '~0').replace(/\//g, '~1')}`);
  }
}

function checkOwner(where: string, owner: string, properties: ItemShape['properties'], partitionKey: string) {
  const taken: readonly string[] = [partitionKey, ...SERVER_ATTRIBUTES];
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(owner) || taken.includes(owner)) {
    fail({ where, what: 'ownerAttribute is not valid', given: owner, allowed: `a letter or _, then up to 127 letters, digits or _, but not ${taken.join(', ')}`, fix: 'name the property that holds its owner, such as userId' });
  }
  const declared = memberOf(properties[owner]);
  if (Object.hasOwn(properties, owner) && (declared.type !== 'string' || declared.writeOnly === true)) {
    fail({ where, what: `ownerAttribute '${owner}' can't hold an owner`, given: properties[owner], allowed: "a property of type 'string' that answers show, or one that the schema doesn't declare", fix: `declare { type: 'string' }, or take '${owner}' out of the schema` });
  }
}

/** What a client sends lacks every read-only property, so that a rule on one would judge what is not there. */
function refuseRulesOn(where: string, schema: Schema, readOnly: readonly string[]) {
  for (const keyword of Object.keys(schema).filter((name) => !PER_PROPERTY.has(name))) {
    for (const name of namesIn({ [keyword]: schema[keyword] }).filter((property) => readOnly.includes(property))) {
      fail({ where, what: `${keyword} names '${name}', which is readOnly: what a client sends never has it`, allowed: 'rules across properties that clients send', fix: `take '${name}' out of the rule; let beforeWrite hold it` });
    }
  }
}

/** Names of properties that a rule speaks of. */
function namesIn(rule: unknown): string[] {
  if (Array.isArray(rule)) { return rule.flatMap(namesIn); }
  if (!isObject(rule)) { return []; }
  return Object.entries(rule).flatMap(([keyword, member]) => {
    if (keyword === 'required') { return member as string[]; }
    if (keyword === 'dependentRequired' && isObject(member)) { return [...Object.keys(member), ...Object.values(member).flat() as string[]]; }
    if (NAME_MAPS.has(keyword) && isObject(member)) { return [...Object.keys(member), ...Object.values(member).flatMap(namesIn)]; }
    return namesIn(member);
  });
}

/** Keywords whose members are named by the schema's writer. */
export const NAME_MAPS: ReadonlySet<string> = new Set(['properties', '$defs', 'patternProperties', 'dependentSchemas']);

/** A property's schema as an object: `true` and `false` say nothing more. */
function memberOf(schema: Schema | boolean | undefined): Schema {
  return isObject(schema) ? schema : {};
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
