import type { DocumentedResource, Members } from './model';
import { schemaRef } from './model';
import { firstFree, pascalCase, type ResourceNames } from './names';
import { patchOf } from './patch-schema';
import { isSchema, placed, withoutDefaults, type Place } from './references';
import { PAGE_LIMIT_MAX, type ResourceDefinition } from '../../../contract/serverless-crud-api';
import type { Schema } from '../validators-module';

/** Attributes that the server alone sets, beside the key. */
const SERVER_SET: { readonly [name: string]: Schema } = {
  createdAt: { type: 'string', format: 'date-time', readOnly: true, description: 'When it was created: UTC, milliseconds.' },
  updatedAt: { type: 'string', format: 'date-time', readOnly: true, description: 'When it was last written: UTC, milliseconds.' },
  version: { type: 'integer', minimum: 1, readOnly: true, description: 'Counts the writes; its ETag is this number in quotes.' },
};

/** An owner that the schema does not declare. */
const OWNER: Schema = { type: 'string', readOnly: true, description: 'The user that it belongs to: the `sub` of whoever created it.' };

/** Keywords that are of no use in the document, or that only the root of a schema may have. */
const NOT_DOCUMENTED = ['$schema', '$id', '$anchor', '$comment', '$defs', 'definitions'];

/** The schemas of one resource, by their names in the document; `taken` gains those of its definitions. */
export function resourceSchemas({ definition, schema }: DocumentedResource, { one }: ResourceNames, taken: Set<string>): Members {
  const properties = propertiesOf(definition, schema);
  const shown = Object.keys(properties).filter((name) => !definition.writeOnly.includes(name));
  const sent = Object.keys(properties).filter((name) => !definition.readOnly.includes(name));
  const definitions = nameDefinitions(schema, one, taken);
  const place: Place = { definitions, schemaWith: (name) => (shown.includes(name) ? one : `${one}Write`), whole: `${one}Write` };
  const into = (found: unknown) => placed(found, place) as Schema;

  const { ownerAttribute } = definition;
  const declared = (schema.required ?? []) as readonly string[];
  const required = ownerAttribute === undefined || declared.includes(ownerAttribute) ? declared : [...declared, ownerAttribute];
  const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, into(properties[name])]));
  const read = {
    [definition.partitionKey]: { type: 'string', format: 'uuid', readOnly: true, description: 'Identifies it: a UUIDv7 (RFC 9562).' },
    ...pick(shown),
    ...SERVER_SET,
  };
  const rules = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !NOT_DOCUMENTED.includes(keyword)));
  const { title, description } = schema;
  const about = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
  return {
    [one]: {
      ...about,
      type: 'object',
      required: [definition.partitionKey, ...required.filter((name) => shown.includes(name)), ...Object.keys(SERVER_SET)],
      properties: read,
    },
    [`${one}Part`]: { type: 'object', description: `${one} as a page shows it: all of it, or the attributes that \`fields\` or the index in use names.`, properties: read },
    [`${one}Page`]: {
      type: 'object',
      required: ['items'],
      properties: {
        items: { type: 'array', maxItems: PAGE_LIMIT_MAX, items: schemaRef(`${one}Part`) },
        next: { type: 'string', description: 'The `cursor` of the next page, while there may be more.' },
      },
    },
    [`${one}Write`]: {
      ...into(rules),
      description: `${one} as a client writes it.`,
      required: required.filter((name) => sent.includes(name) && properties[name].default === undefined),
      properties: pick(sent),
      additionalProperties: false,
    },
    ...creation(one, definition),
    [`${one}Patch`]: {
      type: 'object',
      description: `Merge patch (RFC 7396) of ${one}: the members to change, null for those to remove.`,
      properties: Object.fromEntries(sent.map((name) => [name, into(patchOf(withoutDefaults(properties[name]) as Schema, required.includes(name)))])),
      additionalProperties: false,
    },
    ...Object.fromEntries([...definitions].map(([name, inDocument]) => [inDocument, into(asSchema(definitionsOf(schema)[name]))])),
  };
}

/** What is created, where an item may not begin in every state. */
function creation(one: string, { transitions, operations }: ResourceDefinition): Members {
  if (!transitions || !operations.includes('create')) { return {}; }
  const { attribute, initial } = transitions;
  return {
    [`${one}Create`]: {
      description: `${one} as a client creates it: ${attribute} begins as ${initial.join(' or ')}.`,
      allOf: [schemaRef(`${one}Write`), { type: 'object', properties: { [attribute]: { enum: initial } } }],
    },
  };
}

function propertiesOf({ ownerAttribute, readOnly }: ResourceDefinition, schema: Schema): { readonly [name: string]: Schema } {
  const declared = schema.properties as { readonly [name: string]: unknown };
  const all = ownerAttribute === undefined || ownerAttribute in declared ? declared : { ...declared, [ownerAttribute]: OWNER };
  return Object.fromEntries(Object.entries(all).map(([name, property]) => [
    name, readOnly.includes(name) ? { ...asSchema(property), readOnly: true } : asSchema(property),
  ]));
}

function nameDefinitions(schema: Schema, one: string, taken: Set<string>): Map<string, string> {
  return new Map(Object.keys(definitionsOf(schema)).map((name) => {
    const inDocument = firstFree([one + pascalCase(name)], (candidate) => !taken.has(candidate));
    taken.add(inDocument);
    return [name, inDocument];
  }));
}

function definitionsOf({ $defs, definitions }: Schema): { readonly [name: string]: unknown } {
  return { ...(isSchema(definitions) && definitions), ...(isSchema($defs) && $defs) };
}

function asSchema(schema: unknown): Schema {
  if (isSchema(schema)) { return schema; }
  return schema === false ? { not: {} } : {};
}
