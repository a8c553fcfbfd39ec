import { setTimeout as delay } from 'node:timers/promises';
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { PricedProduct } from './order-prices';

/** DynamoDB gives up to 100 items a batch, and may leave some for another request. */
export async function findProducts(
  client: DynamoDBClient, tableName: string, ids: readonly string[], _wait: (ms: number) => Promise<unknown> = delay,
): Promise<Map<string, PricedProduct>> {
  const found = new Map<string, PricedProduct>();
  let wanted = [...new Set(ids)].map((id) => marshall({ id }));
  while (wanted.length > 0) {
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted.slice(0, 100) } } }));
    for (const attributes of answer.Responses?.[tableName] ?? []) {
      const product = unmarshall(attributes) as PricedProduct;
      found.set(product.id, product);
    }
    wanted = [...wanted.slice(100), ...answer.UnprocessedKeys?.[tableName]?.Keys ?? []];
  }
  return found;
}
