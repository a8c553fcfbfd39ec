import { isObject, NAME_MAPS, type ItemShape } from './item-shape';
import { scalarTypeOf } from './scalars';
import type { Schema } from './validators-module';
import { inOrder } from '../private/in-order';

/** Characters of a string that is a key of an index: DynamoDB takes 1 to 1,024 bytes of UTF-8 for a sort key. */
export const KEY_LENGTH_MAX = 256;

/** The shape, strings among `keys` held to what DynamoDB takes, since it would refuse the item with a 500 otherwise. */
export function withKeyBounds(shape: ItemShape, keys: readonly string[]): ItemShape {
  const properties = Object.fromEntries(Object.entries(shape.properties).map(([name, schema]) => {
    if (!keys.includes(name) || !isObject(schema) || scalarTypeOf(shape, name) !== 'string') { return [name, schema]; }
    const { minLength = 1, maxLength = KEY_LENGTH_MAX } = schema as { minLength?: number; maxLength?: number };
    return [name, inOrder({ ...schema, minLength: Math.max(1, minLength), maxLength: Math.min(KEY_LENGTH_MAX, maxLength) })];
  }));
  return { ...shape, properties, schema: { ...shape.schema, properties } };
}

/** What a client sends whole: without what is read-only. */
export function sentSchema({ schema, readOnly }: Pick<ItemShape, 'schema' | 'readOnly'>): Schema {
  return without(schema, readOnly);
}

/** What a hook leaves to be stored: all but the owner, which is no hook's to name. */
export function storedSchema({ schema }: ItemShape, ownerAttribute: string | undefined): Schema {
  return without(schema, ownerAttribute === undefined ? [] : [ownerAttribute]);
}

function without(schema: Schema, names: readonly string[]): Schema {
  if (names.length === 0) { return schema; }
  const properties = Object.entries(schema.properties as ItemShape['properties']).filter(([name]) => !names.includes(name));
  const required = (schema.required as string[] | undefined)?.filter((name) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(properties), ...(required && { required }) };
}

/**
 * Each of the item's properties by its own schema, for what a patch sets: `item` itself, so that one validator serves
 * both, unless a rule spans properties, or there is a default inside one, which would be filled into what a patch sends.
 */
export function valuesSchema(item: Schema, { crossFieldRules }: ItemShape): Schema {
  const { $defs, properties, required } = item;
  const members = Object.values(properties as ItemShape['properties']).map((member) => (isObject(member) ? { ...member, default: undefined } : member));
  if (!crossFieldRules && !JSON.stringify([$defs, members]).includes('"default":')) { return item; }
  return {
    ...($defs !== undefined && { $defs: withoutDefaults($defs, true) }),
    type: 'object',
    properties: withoutDefaults(properties, true),
    ...(required !== undefined && { required }),
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
