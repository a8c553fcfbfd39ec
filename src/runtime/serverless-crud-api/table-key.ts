import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { timeOf } from './item-key';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';

/**
 * The key under which the table holds the item of this id. With a sort key it is the id's own time, so that the id
 * alone finds the item in one request.
 * @param id one that `readId` let through: with a sort key, a UUIDv7
 */
export function tableKeyOf(id: string, { partitionKey, sortKey }: Pick<ResourceDefinition, 'partitionKey' | 'sortKey'>): Record<string, AttributeValue> {
  return { [partitionKey]: { S: id }, ...(sortKey && { [sortKey]: { S: timeOf(id)! } }) };
}
