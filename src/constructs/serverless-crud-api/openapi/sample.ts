import { isSchema } from './references';
import type { Schema } from '../validators-module';

/** Levels of objects and lists that a sample shows. */
const DEPTH_MAX = 5;

const TEXTS: { readonly [format: string]: string } = {
  'date': '2026-11-24',
  'date-time': '2026-11-24T10:00:00.000Z',
  'duration': 'P1D',
  'email': 'ana@example.com',
  'hostname': 'www.example.com',
  'ipv4': '192.0.2.1',
  'ipv6': '2001:db8::1',
  'iso-date-time': '2026-11-24T10:00:00.000Z',
  'iso-time': '10:00:00Z',
  'json-pointer': '/title',
  'regex': '^[a-z]+$',
  'time': '10:00:00Z',
  'uri': 'https://www.example.com/',
  'uri-reference': '/articles/1',
  'uuid': '8e03978e-40d5-43e8-bc93-6894a57f9324',
};

/**
 * A value that looks as the schema says, for people to read. It may break a rule that no sample can be made of, such as a
 * `pattern`: whoever shows it checks it first.
 * @param property name of what is sampled, which is its text where nothing says more
 */
export function sampleOf(schema: unknown, property: string, root: Schema, depth = 0): unknown {
  if (!isSchema(schema)) { return schema === false ? undefined : property; }
  const { examples, $ref, allOf, anyOf, oneOf } = schema;
  if (Array.isArray(examples) && examples.length > 0) { return examples[0]; }
  if ('example' in schema) { return schema.example; }
  if ('default' in schema) { return schema.default; }
  if ('const' in schema) { return schema.const; }
  if (Array.isArray(schema.enum)) { return schema.enum.find((value) => value !== null) ?? null; }
  if (typeof $ref === 'string') { return depth > DEPTH_MAX ? undefined : sampleOf(resolve(root, $ref), property, root, depth + 1); }
  if (Array.isArray(allOf)) { return sampleOf(Object.assign({}, ...allOf, schema, { allOf: undefined }), property, root, depth); }
  const [choice] = [anyOf, oneOf].flatMap((choices) => (Array.isArray(choices) ? choices : []));
  if (choice !== undefined && schema.type === undefined) { return sampleOf(choice, property, root, depth); }
  switch (typeOf(schema)) {
    case 'object': return objectSample(schema, root, depth);
    case 'array': return arraySample(schema, property, root, depth);
    case 'integer':
    case 'number': return numberSample(schema);
    case 'boolean': return true;
    case 'null': return null;
    default: return textSample(schema, property);
  }
}

function typeOf({ type, properties, items }: Schema): unknown {
  const [first] = [type].flat().filter((one) => one !== 'null');
  if (first !== undefined) { return first; }
  if (properties !== undefined) { return 'object'; }
  return items === undefined ? [type].flat()[0] : 'array';
}

function objectSample({ properties, required }: Schema, root: Schema, depth: number): unknown {
  const names = Object.keys(isSchema(properties) ? properties : {})
    .filter((name) => depth < DEPTH_MAX || (Array.isArray(required) && required.includes(name)));
  const members = names.map((name) => [name, sampleOf((properties as Schema)[name], name, root, depth + 1)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function arraySample({ items, minItems, prefixItems }: Schema, property: string, root: Schema, depth: number): unknown {
  if (Array.isArray(prefixItems)) { return prefixItems.map((item) => sampleOf(item, property, root, depth + 1)); }
  const count = Math.max(Number(minItems ?? 0), depth < DEPTH_MAX ? 1 : 0);
  const item = sampleOf(items ?? {}, property.replace(/s$/, ''), root, depth + 1);
  return item === undefined ? [] : Array.from({ length: count }, () => item);
}

function numberSample({ type, minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf }: Schema): number {
  const step = Number(multipleOf ?? (type === 'integer' ? 1 : 0.5));
  const least = exclusiveMinimum === undefined ? Number(minimum ?? Math.min(1, Number(maximum ?? 1))) : Number(exclusiveMinimum) + step;
  const value = multipleOf === undefined ? least : Math.ceil(least / step) * step;
  return exclusiveMaximum !== undefined && value >= Number(exclusiveMaximum) ? Number(exclusiveMaximum) - step : value;
}

function textSample({ format, minLength, maxLength }: Schema, property: string): string {
  if (typeof format === 'string' && TEXTS[format] !== undefined) { return TEXTS[format]; }
  return property.padEnd(Number(minLength ?? 0), ' …').slice(0, Number(maxLength ?? property.length + Number(minLength ?? 0)));
}

function resolve(root: Schema, reference: string): unknown {
  return reference.slice(2).split('/').reduce<unknown>((found, token) => (
    isSchema(found) ? found[decodeURIComponent(token).replace(/~1/g, '/').replace(/~0/g, '~')] : undefined
  ), root);
}
