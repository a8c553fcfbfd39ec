import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { VersionCondition } from './preconditions';
import { DELETED_AT, EXPIRES_AT } from '../../contract/serverless-crud-api';

/** The item is there, neither deleted nor expired, and has one of the versions asked for. */
export function conditionOf({ among, notAmong }: VersionCondition, partitionKey: string, nowSeconds: number) {
  const names: Record<string, string> = { '#pk': partitionKey, '#deletedAt': DELETED_AT, '#expiresAt': EXPIRES_AT };
  const values: Record<string, AttributeValue> = { ':now': { N: String(nowSeconds) } };
  const clauses = ['attribute_exists(#pk)', 'attribute_not_exists(#deletedAt)', '(attribute_not_exists(#expiresAt) OR #expiresAt > :now)'];
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
