import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { VersionCondition } from './preconditions';

/** The item exists and has one of the versions asked for. */
export function conditionOf({ among, notAmong }: VersionCondition, partitionKey: string) {
  const names: Record<string, string> = { '#pk': partitionKey };
  const values: Record<string, AttributeValue> = {};
  const clauses = ['attribute_exists(#pk)'];
  const placeholderOf = (version: number, prefix: string, i: number) => {
    names['#version'] = 'version';
    values[`:${prefix}${i}`] = { N: String(version) };
    return `:${prefix}${i}`;
  };
  if (among) {
    const oneOf = among.length > 0 ? among : [0]; // no item has version 0, and IN takes no empty list
    clauses.push(`#version IN (${oneOf.map((version, i) => placeholderOf(version, 'm', i)).join(', ')})`);
  }
  if (notAmong === '*') {
    clauses.push('attribute_not_exists(#pk)'); // never met: the failure tells whether there was an item
  } else {
    clauses.push(...(notAmong ?? []).map((version, i) => `#version <> ${placeholderOf(version, 'n', i)}`));
  }
  return { expression: clauses.join(' AND '), names, values };
}
