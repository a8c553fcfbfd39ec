import { isObject, type ItemShape } from './item-shape';
import type { Schema } from './validators-module';
import type { ScalarType } from '../../contract/serverless-crud-api';

/** What a value of JSON Schema's simple types is in a query and as a key. */
const SCALARS: { readonly [type: string]: ScalarType } = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean' };

/** @returns the one scalar type that every value of the property has; undefined where it may be null, a list or an object */
export function scalarTypeOf(shape: ItemShape, property: string): ScalarType | undefined {
  const schema = resolved(shape, property);
  const types = [schema.type ?? enumTypes(schema)].flat() as string[];
  const scalars = new Set(types.map((type) => SCALARS[type]));
  return scalars.size === 1 ? [...scalars][0] : undefined;
}

/** @returns the property's enum where each member is a string */
export function statesOf(shape: ItemShape, property: string): readonly string[] | undefined {
  const { enum: states } = resolved(shape, property);
  return Array.isArray(states) && states.length > 0 && states.every((state) => typeof state === 'string') ? states : undefined;
}

/** The property's schema, or the definition that it refers to. */
function resolved({ schema, properties }: ItemShape, property: string): Schema {
  const declared = properties[property];
  if (!isObject(declared)) { return {}; }
  const [, name] = /^#\/\$defs\/([^/]+)$/.exec(String(declared.$ref)) ?? [];
  const definition = name !== undefined && isObject(schema.$defs) ? schema.$defs[name] : undefined;
  return isObject(definition) ? { ...definition, ...declared } : declared;
}

function enumTypes(schema: Schema): string[] {
  const values = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  return values.map((value) => (value === null ? 'null' : typeof value));
}
