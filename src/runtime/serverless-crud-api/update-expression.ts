import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { toAttribute } from './attribute-values';
import type { ItemChange } from './item';

/** Names are short, for an expression holds 4 KB: room for some 300 fields (DynamoDB, Expression limits). */
export function updateOf({ set, remove, updatedAt }: ItemChange) {
  const names: Record<string, string> = { '#version': 'version', '#updatedAt': 'updatedAt' };
  const values: Record<string, AttributeValue> = { ':one': { N: '1' }, ':updatedAt': { S: updatedAt } };
  const sets = ['#version=#version+:one', '#updatedAt=:updatedAt'];
  Object.keys(set).forEach((name, i) => {
    names[`#s${i}`] = name;
    values[`:s${i}`] = toAttribute(set[name]);
    sets.push(`#s${i}=:s${i}`);
  });
  const removes = remove.map((name, i) => {
    names[`#r${i}`] = name;
    return `#r${i}`;
  });
  return { expression: `SET ${sets.join()}${removes.length > 0 ? ` REMOVE ${removes.join()}` : ''}`, names, values };
}
