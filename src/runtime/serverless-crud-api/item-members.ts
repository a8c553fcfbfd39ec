import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import type { JsonObject, JsonValue } from '../kit/json';

/** The members of `source` that a client may write, in alphabetical order. */
export function membersOf(source: JsonObject, { properties }: ResourceDefinition): { [name: string]: JsonValue } {
  const members: { [name: string]: JsonValue } = {};
  for (const name of properties) {
    if (Object.hasOwn(source, name)) { members[name] = source[name]; }
  }
  return members;
}
