import { isObject, NAME_MAPS, type ItemShape } from './item-shape';
import type { Schema } from './validators-module';

/** What a client sends whole: without what is read-only. */
export function sentSchema({ schema, readOnly }: ItemShape): Schema {
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
 * Any of the item's properties, without its defaults. null removes (RFC 7396), which no required property allows; an
 * object is judged when it is merged into what is stored.
 */
export function patchSchema(item: Schema): Schema {
  const required = (item.required ?? []) as string[];
  const members = Object.entries(item.properties as ItemShape['properties']).map(([name, schema]) => {
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
