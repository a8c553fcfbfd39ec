import fc from 'fast-check';
import { priceOrder, type PricedProduct } from '../../../examples/reference-system/functions/order-prices';

function product(id: string, changes: Partial<PricedProduct> = {}): PricedProduct {
  return { id, name: `Product ${id}`, priceInCents: 1000, currency: 'EUR', taxInBasisPoints: 2100, onSale: true, ...changes };
}

function catalogue(...products: PricedProduct[]) {
  return new Map(products.map((one) => [one.id, one]));
}

test('an order costs what its products cost, and the tax on it', () => {
  const products = catalogue(product('pen', { priceInCents: 250 }), product('book', { priceInCents: 1995, taxInBasisPoints: 400 }));
  expect(priceOrder([{ productId: 'pen', quantity: 3 }, { productId: 'book', quantity: 2 }], products)).toEqual({
    prices: {
      lines: [
        { productId: 'pen', name: 'Product pen', quantity: 3, unitPriceInCents: 250, taxInBasisPoints: 2100, amountInCents: 750 },
        { productId: 'book', name: 'Product book', quantity: 2, unitPriceInCents: 1995, taxInBasisPoints: 400, amountInCents: 3990 },
      ],
      currency: 'EUR',
      subtotalInCents: 4740,
      taxInCents: 158 + 160, // 157.5 and 159.6, each rate rounded once
      totalInCents: 5058,
    },
  });
});

test.each([
  ['an unknown product', [{ productId: 'none', quantity: 1 }], { pointer: '/items/0/productId', detail: 'There is no such product.' }],
  ['one that is not on sale', [{ productId: 'old', quantity: 1 }], { pointer: '/items/0/productId', detail: 'Product old can’t be ordered now.' }],
  ['one ordered twice', [{ productId: 'pen', quantity: 1 }, { productId: 'pen', quantity: 2 }], { pointer: '/items/1/productId', detail: 'The product is ordered twice: raise the quantity of the first.' }],
  ['one of another currency', [{ productId: 'pen', quantity: 1 }, { productId: 'mug', quantity: 2 }], { pointer: '/items/1/productId', detail: 'The product is priced in USD, the first in EUR: order them apart.' }],
])('fails for %s, at its place', (_, items, fault) => {
  const products = catalogue(product('pen'), product('old', { onSale: false }), product('mug', { currency: 'USD' }));
  expect(priceOrder(items, products)).toEqual({ faults: [fault] });
});

test('the total is the lines and the tax, to the cent, whatever is ordered', () => {
  const products = fc.uniqueArray(fc.record({
    id: fc.string({ minLength: 1 }),
    priceInCents: fc.integer({ min: 0, max: 100_000_000 }),
    taxInBasisPoints: fc.integer({ min: 0, max: 10_000 }),
    quantity: fc.integer({ min: 1, max: 1000 }),
  }), { minLength: 1, maxLength: 200, selector: ({ id }) => id });
  fc.assert(fc.property(products, (ordered) => {
    const items = ordered.map(({ id, quantity }) => ({ productId: id, quantity }));
    const outcome = priceOrder(items, catalogue(...ordered.map(({ id, quantity, ...prices }) => product(id, prices))));
    if (!('prices' in outcome)) { throw new Error('refused'); }
    const { lines, subtotalInCents, taxInCents, totalInCents } = outcome.prices;
    expect(subtotalInCents).toBe(lines.reduce((sum, line) => sum + line.unitPriceInCents * line.quantity, 0));
    expect(totalInCents).toBe(subtotalInCents + taxInCents);
    expect(Number.isSafeInteger(totalInCents)).toBe(true);
    const exact = lines.reduce((sum, line) => sum + BigInt(line.amountInCents) * BigInt(line.taxInBasisPoints), 0n);
    const error = BigInt(taxInCents) * 10_000n - exact;
    const rates = BigInt(new Set(lines.map((line) => line.taxInBasisPoints)).size);
    expect(error <= 5_000n * rates && error >= -5_000n * rates).toBe(true);
  }));
});
