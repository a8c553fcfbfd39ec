import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { JsonValue } from '../kit/json';

/**
 * A JSON value as DynamoDB stores it. Null is stored as NULL; a number as the shortest decimal that names it, which
 * the JSON reader has checked to be the one the client sent.
 * Not @aws-sdk/util-dynamodb, which tells types by `constructor.name` and so refuses a member called "constructor",
 * and answers large integers as BigInt, which JSON can't render.
 */
export function toAttribute(value: JsonValue): AttributeValue {
  switch (typeof value) {
    case 'string': return { S: value };
    case 'number': return { N: String(value) };
    case 'boolean': return { BOOL: value };
    default:
      if (value === null) { return { NULL: true }; }
      return Array.isArray(value) ? { L: value.map(toAttribute) } : { M: toAttributes(value as { readonly [name: string]: JsonValue }) };
  }
}

/** An object's members as DynamoDB stores them. */
export function toAttributes(members: { readonly [name: string]: JsonValue }): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const name of Object.keys(members)) { attributes[name] = toAttribute(members[name]); }
  return attributes;
}

/**
 * The JSON value that `toAttribute` stored.
 * @throws Error for the types that JSON has no value for (binary, sets): nothing here writes them
 */
export function fromAttribute(attribute: AttributeValue): JsonValue {
  if (attribute.S !== undefined) { return attribute.S; }
  if (attribute.N !== undefined) { return Number(attribute.N); }
  if (attribute.BOOL !== undefined) { return attribute.BOOL; }
  if (attribute.NULL !== undefined) { return null; }
  if (attribute.L !== undefined) { return attribute.L.map(fromAttribute); }
  if (attribute.M !== undefined) {
    const members: { [name: string]: JsonValue } = {};
    for (const name of Object.keys(attribute.M)) { members[name] = fromAttribute(attribute.M[name]); }
    return members;
  }
  throw new Error(`an attribute of type ${Object.keys(attribute).join(', ')} has no JSON value`);
}
