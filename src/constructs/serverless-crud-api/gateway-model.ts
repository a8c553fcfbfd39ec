import type { Schema } from './validators-module';

/** Keywords of draft 04 that API Gateway obeys and that mean the same in 2020-12. */
const SAME = new Set([
  'type', 'title', 'description', 'enum', 'required', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'multipleOf',
  'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'additionalProperties',
]);

/**
 * The draft 04 schema that API Gateway can check: whatever it refuses the handler refuses too. What draft 04 can't say
 * ($ref, if, dependentRequired …) is left out, so it lets more through.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function toGatewayModel(schema: Schema): Schema {
  return { $schema: 'http://json-schema.org/draft-04/schema#', ...toDraft04(schema), additionalProperties: false };
}

function toDraft04(schema: Schema): Schema {
  const result: { [keyword: string]: unknown } = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (SAME.has(keyword)) { result[keyword] = value; }
  }
  if (typeof schema.additionalProperties === 'object') { delete result.additionalProperties; }
  if ('const' in schema) { result.enum = [schema.const]; }
  exclusive(schema, result, 'exclusiveMinimum', 'minimum', Math.max);
  exclusive(schema, result, 'exclusiveMaximum', 'maximum', Math.min);
  if (isObject(schema.properties)) {
    const members = Object.entries(schema.properties).map(([name, member]) => [name, isObject(member) ? toDraft04(member) : {}]);
    result.properties = Object.fromEntries(members);
  }
  if (isObject(schema.items) && schema.prefixItems === undefined) { result.items = toDraft04(schema.items); }
  return result;
}

/** In draft 04 `exclusiveMinimum` is a boolean beside `minimum`; the stricter of the two bounds is kept. */
function exclusive(
  schema: Schema, result: { [keyword: string]: unknown }, keyword: string, bound: string, stricter: (...values: number[]) => number,
) {
  const limit = schema[keyword];
  if (typeof limit !== 'number') { return; }
  const inclusive = schema[bound];
  if (typeof inclusive === 'number' && stricter(limit, inclusive) !== limit) { return; }
  result[bound] = limit;
  result[keyword] = true;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
