import { isDeepStrictEqual } from 'node:util';
import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type OrderedItem, priceOrder, type PricedProduct } from './order-prices';

/** As ServerlessCrudApi sends it: see "beforeWrite" in the README of the construct. */
interface BeforeWriteEvent {
  readonly item: { readonly [property: string]: unknown };
  readonly previous?: { readonly [attribute: string]: unknown };
}

const tableName = process.env.PRODUCTS_TABLE_NAME ?? '';
const client = new DynamoDBClient({ maxAttempts: 2 });

/** Sets an order's prices from the catalogue. What was ordered is priced anew only while the order is pending. */
export async function handler({ item, previous }: BeforeWriteEvent) {
  const items = item.items as readonly OrderedItem[];
  if (previous && isDeepStrictEqual(previous.items, items)) { return { item: { ...item, ...pricesOf(previous) } }; }
  if (previous && previous.status !== 'PENDING') {
    return { problem: { status: 409, detail: `The order is ${previous.status}: what was ordered can change while it is PENDING only.`, errors: [{ pointer: '/items', detail: 'The items can’t change any more.' }] } };
  }
  const outcome = priceOrder(items, await findProducts(items));
  return 'prices' in outcome
    ? { item: { ...item, ...outcome.prices } }
    : { problem: { status: 422, detail: 'The order can’t be taken like this.', errors: outcome.faults } };
}

function pricesOf({ lines, currency, subtotalInCents, taxInCents, totalInCents }: { readonly [attribute: string]: unknown }) {
  return { lines, currency, subtotalInCents, taxInCents, totalInCents };
}

/** DynamoDB gives up to 100 items a batch, and may leave some for another request. */
async function findProducts(items: readonly OrderedItem[]): Promise<Map<string, PricedProduct>> {
  const found = new Map<string, PricedProduct>();
  let wanted = [...new Set(items.map(({ productId }) => productId))].map((id) => marshall({ id }));
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
