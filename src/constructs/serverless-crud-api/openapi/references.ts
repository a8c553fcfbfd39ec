import { schemaRef } from './model';
import type { Schema } from '../validators-module';

/** Keywords whose members are schemas by a name of the user's, which is no keyword. */
const MAPS_OF_SCHEMAS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Keywords whose value is data, in which nothing is a keyword. */
const DATA = new Set(['const', 'default', 'enum', 'example', 'examples']);

/** Where the pointers of a schema lead once it is a part of the document. */
export interface Place {
  /** Names in the document of what the schema holds in `$defs`. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Schema of the document that has this property. */
  readonly schemaWith: (property: string) => string;
  /** Schema of the document that has the rules at the top. */
  readonly whole: string;
}

/** The schema with each `$ref` pointing at the same thing in the document. One that leaves the schema becomes anything. */
export function placed(schema: unknown, place: Place): unknown {
  return mapSchema(schema, (found) => (typeof found.$ref === 'string' ? withReference(found, found.$ref, place) : found));
}

/** The schema without what is filled in where nothing was sent. */
export function withoutDefaults(schema: unknown): unknown {
  return mapSchema(schema, ({ default: _, ...kept }) => kept);
}

/** True for a schema that is neither true nor false. */
export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy, each schema in it replaced by what `replace` makes of it, from the inside out. */
function mapSchema(schema: unknown, replace: (schema: Schema) => Schema): unknown {
  if (Array.isArray(schema)) { return schema.map((member) => mapSchema(member, replace)); }
  if (!isSchema(schema)) { return schema; }
  const members = Object.entries(schema).map(([keyword, value]) => {
    if (DATA.has(keyword)) { return [keyword, value]; }
    if (MAPS_OF_SCHEMAS.has(keyword) && isSchema(value)) {
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapSchema(written(member), replace)]))];
    }
    return [keyword, mapSchema(value, replace)];
  });
  return replace(Object.fromEntries(members));
}

/** Tools of OpenAPI expect an object where JSON Schema takes true and false as well. */
function written(schema: unknown): unknown {
  if (schema === true) { return {}; }
  return schema === false ? { not: {} } : schema;
}

function withReference({ $ref: _, ...rest }: Schema, reference: string, place: Place): Schema {
  const [, keyword, name, below] = /^#\/([^/]+)\/([^/]+)(.*)$/s.exec(reference) ?? [];
  if (keyword === '$defs' || keyword === 'definitions') {
    const definition = place.definitions.get(unescaped(name));
    return definition === undefined ? rest : { ...rest, $ref: schemaRef(definition).$ref + below };
  }
  if (keyword === 'properties') { return { ...rest, $ref: `${schemaRef(place.schemaWith(unescaped(name))).$ref}/properties/${name}${below}` }; }
  return reference === '#' || reference.startsWith('#/') ? { ...rest, $ref: schemaRef(place.whole).$ref + reference.slice(1) } : rest;
}

/** A reference token of a JSON Pointer in a URI (RFC 6901, 3 and 6). */
function unescaped(token: string): string {
  return decodeURIComponent(token).replace(/~1/g, '/').replace(/~0/g, '~');
}
