import { priceOrder, type PricedProduct, type Prices } from '../../../functions/order-prices';

export interface BasketLine { readonly productId: string; readonly quantity: number }

/** What a user is about to order. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  /** Idempotency key of the order to be sent: another for each change, so that a repeated try orders once. */
  readonly key: string;
}

/** As order-schema.ts allows. */
export const QUANTITY_MAX = 1_000;
export const LINES_MAX = 200;

/** @param quantity 0 takes the line away */
export function withQuantity(basket: Basket, productId: string, quantity: number, newKey: () => string): Basket {
  const wanted = Math.min(Math.max(Math.trunc(quantity), 0), QUANTITY_MAX);
  const known = basket.lines.some((line) => line.productId === productId);
  if (!known && (wanted === 0 || basket.lines.length >= LINES_MAX)) { return basket; }
  const lines = known
    ? basket.lines.map((line) => (line.productId === productId ? { productId, quantity: wanted } : line)).filter((line) => line.quantity > 0)
    : [...basket.lines, { productId, quantity: wanted }];
  return { lines, key: newKey() };
}

export function quantityOf(basket: Basket, productId: string): number {
  return basket.lines.find((line) => line.productId === productId)?.quantity ?? 0;
}

/** How many things, of whatever kind. */
export function sizeOf(basket: Basket): number {
  return basket.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Why a line can't be ordered. */
export type LineFault = 'gone' | 'not-on-sale' | 'other-currency';

export type Quote = { readonly prices: Prices } | { readonly faults: ReadonlyMap<string, LineFault> };

/** What the order would cost, by the rules and the code of the API; or which lines stand against it. */
export function quote(basket: Basket, products: ReadonlyMap<string, PricedProduct>): Quote {
  const outcome = priceOrder(basket.lines, products);
  if ('prices' in outcome) { return outcome; }
  const faults = new Map<string, LineFault>();
  for (const { pointer } of outcome.faults) {
    const { productId } = basket.lines[Number(pointer.split('/')[2])];
    const product = products.get(productId);
    faults.set(productId, !product ? 'gone' : product.onSale ? 'other-currency' : 'not-on-sale');
  }
  return { faults };
}

/** @returns undefined for what is none, such as one that an earlier version of the page kept */
export function parseBasket(text: string): Basket | undefined {
  try {
    const { lines, key } = JSON.parse(text) as Basket;
    const good = typeof key === 'string' && Array.isArray(lines) && lines.length <= LINES_MAX && lines.every(({ productId, quantity }) => (
      typeof productId === 'string' && Number.isInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX
    ));
    return good ? { lines, key } : undefined;
  } catch {
    return undefined;
  }
}
