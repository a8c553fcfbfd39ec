import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromAttribute } from './attribute-values';
import type { Item } from './item';
import { DELETED_AT, EXPIRES_AT, SERVER_ATTRIBUTES, type ResourceDefinition } from '../../contract/serverless-crud-api';
import type { JsonValue } from '../kit/json';

export type Attributes = Record<string, AttributeValue>;

/**
 * Reads what the table holds: the key, the declared properties and the server's attributes, in this order, which
 * DynamoDB doesn't keep. Whatever else is stored stays inside.
 */
export function itemReader({ partitionKey, properties }: ResourceDefinition): (attributes: Attributes) => Item {
  const names = [partitionKey, ...properties, ...SERVER_ATTRIBUTES];
  return (attributes) => {
    const item: { [name: string]: JsonValue } = {};
    for (const name of names) {
      if (Object.hasOwn(attributes, name)) { item[name] = fromAttribute(attributes[name]); }
    }
    return item as unknown as Item;
  };
}

/** True for an item that is deleted, or that has expired and is yet to be removed: TTL lags by up to days. */
export function isAbsent(attributes: Attributes, nowSeconds: number): boolean {
  return attributes[DELETED_AT] !== undefined || hasExpired(attributes, nowSeconds);
}

/** True when the item has an end and it has come. */
export function hasExpired({ [EXPIRES_AT]: end }: Attributes, nowSeconds: number): boolean {
  return end?.N !== undefined && Number(end.N) <= nowSeconds;
}

/** Whole seconds since 1970, as expiries are stored. @param time ISO 8601 */
export function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
