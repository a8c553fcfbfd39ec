import { setTimeout as delay } from 'node:timers/promises';
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { PricedProduct } from './order-prices';

/** Before what DynamoDB left is asked for again; all of it within the function's 4 s. */
const WAITS_MS = [50, 100, 200, 400, 800];

/**
 * DynamoDB gives up to 100 items a batch, and may leave some for another request: a table that is throttled.
 * @throws where it leaves some after the last wait
 */
export async function findProducts(
  client: DynamoDBClient, tableName: string, ids: readonly string[], wait: (ms: number) => Promise<unknown> = delay,
): Promise<Map<string, PricedProduct>> {
  const found = new Map<string, PricedProduct>();
  let waits = 0;
  let wanted = [...new Set(ids)].map((id) => marshall({ id }));
  while (wanted.length > 0) {
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted.slice(0, 100) } } }));
    for (const attributes of answer.Responses?.[tableName] ?? []) {
      const product = unmarshall(attributes) as PricedProduct;
      found.set(product.id, product);
    }
    const left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (left.length > 0 && waits === WAITS_MS.length) { throw new Error(`DynamoDB left ${left.length} of the products unread, asked ${waits + 1} times`); }
    if (left.length > 0) { await wait(WAITS_MS[waits++]); }
    wanted = [...wanted.slice(100), ...left];
  }
  return found;
}
