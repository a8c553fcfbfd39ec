import { type OrderedItem, priceOrder, type PricedProduct } from '../../../examples/reference-system/functions/order-prices';
import type { BeforeWrite } from '../../../src/runtime/serverless-crud-api/crud-ports';
import type { Item } from '../../../src/runtime/serverless-crud-api/item';

/** The function that prices an order, on the catalogue that this finds in. */
export function pricing(find: (id: string) => Promise<Item | undefined>): BeforeWrite {
  return async ({ item, previous }) => {
    if (previous) {
      const { lines, currency, subtotalInCents, taxInCents, totalInCents } = previous;
      return { item: { ...item, lines, currency, subtotalInCents, taxInCents, totalInCents } };
    }
    const items = item.items as unknown as readonly OrderedItem[];
    const found = await Promise.all(items.map(async ({ productId }) => find(productId)));
    const products = new Map(found.flatMap((product) => (product ? [[String(product.id), product as unknown as PricedProduct] as const] : [])));
    const outcome = priceOrder(items, products);
    return 'prices' in outcome
      ? { item: { ...item, ...outcome.prices } as never }
      : { problem: { status: 422, detail: 'The order can’t be taken like this.', errors: outcome.faults } } as never;
  };
}
