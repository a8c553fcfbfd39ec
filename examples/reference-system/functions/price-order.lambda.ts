import { isDeepStrictEqual } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { findProducts } from './catalogue';
import { type OrderedItem, priceOrder } from './order-prices';

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
  const outcome = priceOrder(items, await findProducts(client, tableName, items.map(({ productId }) => productId)));
  return 'prices' in outcome
    ? { item: { ...item, ...outcome.prices } }
    : { problem: { status: 422, detail: 'The order can’t be taken like this.', errors: outcome.faults } };
}

function pricesOf({ lines, currency, subtotalInCents, taxInCents, totalInCents }: { readonly [attribute: string]: unknown }) {
  return { lines, currency, subtotalInCents, taxInCents, totalInCents };
}
