import { isSchema } from './references';
import type { Schema } from '../validators-module';

/** Keywords that say something of an object as a whole, or that only the merged object is judged by. */
const OF_OBJECTS_ALONE = ['type', 'properties', 'required', 'additionalProperties', 'title', 'description'];

/** Of objects whose members the schema does not name, as runtime/kit/json takes them. */
const MEMBER_NAMES: Schema = { minLength: 1, maxLength: 1024, not: { const: '__proto__' } };

/**
 * What a merge patch (RFC 7396) may say of a property: null to remove it, where it may be absent; of an object any part.
 * A patch that is none of this is refused. One that is can still be refused, when the merged item breaks the schema.
 */
export function patchOf(schema: Schema, isRequired: boolean): Schema {
  const patch = partOf(schema);
  return isRequired ? withoutNull(patch) : withNull(patch);
}

function partOf(schema: Schema): Schema {
  if (!mayBeObject(schema)) { return schema; }
  const { properties, additionalProperties, required } = schema;
  if (schema.type !== 'object' || !Object.keys(schema).every((keyword) => OF_OBJECTS_ALONE.includes(keyword))) {
    return { anyOf: [schema, { type: 'object', propertyNames: MEMBER_NAMES }] };
  }
  const members = Object.entries(isSchema(properties) ? properties : {}).map(([name, member]) => (
    [name, patchOf(member as Schema, Array.isArray(required) && required.includes(name))]
  ));
  const { required: _, ...rest } = schema;
  return {
    ...rest,
    propertyNames: MEMBER_NAMES,
    ...(properties !== undefined && { properties: Object.fromEntries(members) }),
    // Removing what is not there changes nothing.
    ...(additionalProperties === false && { additionalProperties: { type: 'null' } }),
    ...(isSchema(additionalProperties) && { additionalProperties: patchOf(additionalProperties, false) }),
  };
}

function mayBeObject({ type, enum: values, const: constant }: Schema): boolean {
  if (type !== undefined) { return [type].flat().includes('object'); }
  if (Array.isArray(values)) { return values.some(isSchema); }
  return constant === undefined || isSchema(constant);
}

function withNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  if (Object.keys(schema).length === 0 || [type].flat().includes('null')) { return schema; }
  if ('const' in schema || typeof type !== 'string' || Object.keys(schema).some((keyword) => COMPOSING.has(keyword))) {
    return { anyOf: [schema, { type: 'null' }] };
  }
  return { ...schema, type: [type, 'null'], ...(Array.isArray(values) && { enum: [...values, null] }) };
}

function withoutNull(schema: Schema): Schema {
  const { type } = schema;
  if (typeof type === 'string' && type !== 'null') { return schema; }
  if (Array.isArray(type) && schema.enum === undefined) {
    const others = type.filter((one) => one !== 'null');
    return { ...schema, type: others.length === 1 ? others[0] : others };
  }
  if (type === undefined && Array.isArray(schema.enum)) { return { ...schema, enum: schema.enum.filter((value) => value !== null) }; }
  return { allOf: [schema, { not: { type: 'null' } }] };
}

/** Beside these a null that `type` lets in may still be refused. */
const COMPOSING = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if']);
