/** What pricing needs of a product. */
export interface PricedProduct {
  readonly id: string;
  readonly name: string;
  readonly priceInCents: number;
  readonly currency: string;
  readonly taxInBasisPoints: number;
  readonly onSale: boolean;
}

export interface OrderedItem { readonly productId: string; readonly quantity: number }

export interface OrderLine extends OrderedItem {
  readonly name: string;
  readonly unitPriceInCents: number;
  readonly taxInBasisPoints: number;
  readonly amountInCents: number;
}

export interface Prices {
  readonly lines: readonly OrderLine[];
  readonly currency: string;
  readonly subtotalInCents: number;
  readonly taxInCents: number;
  readonly totalInCents: number;
}

/** A field at fault, by a JSON Pointer into the order. */
export interface OrderFault { readonly pointer: string; readonly detail: string }

/** The order's prices of now, or every reason why it can't be ordered like this. */
export function priceOrder(
  items: readonly OrderedItem[], products: ReadonlyMap<string, PricedProduct>,
): { readonly prices: Prices } | { readonly faults: readonly OrderFault[] } {
  const faults = items.flatMap((item, i) => faultOf(item, i, items, products) ?? []);
  if (faults.length > 0) { return { faults }; }

  const lines = items.map(({ productId, quantity }): OrderLine => {
    const { name, priceInCents, taxInBasisPoints } = products.get(productId)!;
    return { productId, name, quantity, unitPriceInCents: priceInCents, taxInBasisPoints, amountInCents: priceInCents * quantity };
  });
  const subtotalInCents = lines.reduce((sum, { amountInCents }) => sum + amountInCents, 0);
  const taxInCents = taxOf(lines);
  const { currency } = products.get(items[0].productId)!;
  return { prices: { lines, currency, subtotalInCents, taxInCents, totalInCents: subtotalInCents + taxInCents } };
}

function faultOf(
  { productId }: OrderedItem, i: number, items: readonly OrderedItem[], products: ReadonlyMap<string, PricedProduct>,
): OrderFault | undefined {
  const pointer = `/items/${i}/productId`;
  const product = products.get(productId);
  if (!product) { return { pointer, detail: 'There is no such product.' }; }
  if (!product.onSale) { return { pointer, detail: `${product.name} can’t be ordered now.` }; }
  if (items.findIndex((other) => other.productId === productId) < i) { return { pointer, detail: 'The product is ordered twice: raise the quantity of the first.' }; }
  const first = products.get(items[0].productId);
  if (first && first.currency !== product.currency) { return { pointer, detail: `The product is priced in ${product.currency}, the first in ${first.currency}: order them apart.` }; }
  return undefined;
}

/** Rounded once for each rate, halves up, as an invoice shows it. */
function taxOf(lines: readonly OrderLine[]): number {
  const amounts = new Map<number, number>();
  for (const { taxInBasisPoints, amountInCents } of lines) {
    amounts.set(taxInBasisPoints, (amounts.get(taxInBasisPoints) ?? 0) + amountInCents);
  }
  return [...amounts].reduce((sum, [rate, amount]) => sum + taxOn(amount, rate), 0);
}

/** In two parts, since amount × rate may be beyond what a double holds exactly. */
function taxOn(amountInCents: number, rateInBasisPoints: number): number {
  const rest = amountInCents % 10_000;
  return (amountInCents - rest) / 10_000 * rateInBasisPoints + Math.floor((rest * rateInBasisPoints + 5_000) / 10_000);
}
