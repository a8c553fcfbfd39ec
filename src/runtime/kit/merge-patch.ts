import { isJsonObject, type JsonValue } from './json';

/**
 * `target` as `patch` changes it (RFC 7396): null removes a member, objects merge, anything else replaces. Neither
 * argument is changed. @param target undefined where there is nothing yet
 */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) { return patch; }
  const members = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) { members.delete(name); } else { members.set(name, mergePatch(members.get(name), value)); }
  }
  return Object.fromEntries(members);
}
