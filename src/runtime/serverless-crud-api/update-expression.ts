import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromAttribute } from './attribute-values';
import type { Expression } from './condition-expression';
import type { Attributes } from './stored-item';

/** What becomes of an item's attributes. */
export interface AttributesChange {
  readonly set: Attributes;
  readonly remove: readonly string[];
}

/**
 * The change, stamped, and the version raised by one. Names are short, for an expression holds 4 KB: room for some
 * 300 fields (DynamoDB, Expression limits).
 * @param updatedAt ISO 8601
 */
export function updateOf({ set, remove }: AttributesChange, updatedAt: string): Expression {
  const names: Record<string, string> = { '#version': 'version', '#updatedAt': 'updatedAt' };
  const values: Record<string, AttributeValue> = { ':one': { N: '1' }, ':updatedAt': { S: updatedAt } };
  const sets = ['#version=#version+:one', '#updatedAt=:updatedAt'];
  Object.keys(set).forEach((name, i) => {
    names[`#s${i}`] = name;
    values[`:s${i}`] = set[name];
    sets.push(`#s${i}=:s${i}`);
  });
  const removes = remove.map((name, i) => {
    names[`#r${i}`] = name;
    return `#r${i}`;
  });
  return { expression: `SET ${sets.join()}${removes.length > 0 ? ` REMOVE ${removes.join()}` : ''}`, names, values };
}

/** True when `found` is as the change leaves an item, stamped so. @param updatedAt ISO 8601 */
export function isLeftBy({ set, remove }: AttributesChange, updatedAt: string, found: Attributes): boolean {
  return found.updatedAt?.S === updatedAt
    && Object.keys(set).every((name) => Object.hasOwn(found, name) && isDeepStrictEqual(fromAttribute(found[name]), fromAttribute(set[name])))
    && remove.every((name) => !Object.hasOwn(found, name));
}
