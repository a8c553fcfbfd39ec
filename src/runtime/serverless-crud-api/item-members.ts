import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import type { JsonObject, JsonValue } from '../kit/json';

/** The declared members of `source`, in alphabetical order. */
export function membersOf(source: JsonObject, { properties }: Pick<ResourceDefinition, 'properties'>): { [name: string]: JsonValue } {
  const members: { [name: string]: JsonValue } = {};
  for (const name of properties) {
    if (Object.hasOwn(source, name)) { members[name] = source[name]; }
  }
  return members;
}

/** Those of them that a client may write. */
export function writableMembersOf(source: JsonObject, definition: ResourceDefinition): { [name: string]: JsonValue } {
  return membersOf(source, { properties: writableProperties(definition) });
}

/** The declared properties that a client may write. */
export function writableProperties({ properties, readOnly }: ResourceDefinition): readonly string[] {
  return readOnly.length === 0 ? properties : properties.filter((name) => !readOnly.includes(name));
}
