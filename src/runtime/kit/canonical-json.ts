import { isJsonObject, type JsonValue } from './json';

/** The one text of a JSON value: members in the order of their names, no white space, numbers as JavaScript writes them. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) { return `[${value.map(canonicalJson).join()}]`; }
  if (!isJsonObject(value)) { return JSON.stringify(value); }
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`).join()}}`;
}
