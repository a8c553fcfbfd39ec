import * as fc from 'fast-check';
import type { PricedProduct } from '../../../../examples/reference-system/functions/order-prices';
import {
  LINES_MAX, parseBasket, QUANTITY_MAX, quantityOf, quote, sizeOf, withQuantity, type Basket,
} from '../../../../examples/reference-system/web/src/basket/basket';

let keys = 0;
const newKey = () => `key-${++keys}`;
const empty: Basket = { lines: [], key: 'first' };
const of = (...lines: readonly (readonly [id: string, quantity: number])[]) => (
  lines.reduce((basket, [id, quantity]) => withQuantity(basket, id, quantity, newKey), empty)
);

function product(id: string, more: Partial<PricedProduct> = {}): PricedProduct {
  return { id, name: id, priceInCents: 1_000, currency: 'EUR', taxInBasisPoints: 2_100, onSale: true, ...more };
}

const catalogue = (...products: readonly PricedProduct[]) => new Map(products.map((one) => [one.id, one]));

test('things are added, changed and taken away', () => {
  const basket = of(['a', 2], ['b', 1], ['a', 3], ['b', 0]);
  expect(basket.lines).toEqual([{ productId: 'a', quantity: 3 }]);
  expect([quantityOf(basket, 'a'), quantityOf(basket, 'b'), sizeOf(basket)]).toEqual([3, 0, 3]);
});

test('each change gets a key of its own, so that another basket is another order', () => {
  const before = of(['a', 1]);
  expect(withQuantity(before, 'a', 2, newKey).key).not.toBe(before.key);
});

test('a line holds as many as the API takes, whatever is typed', () => {
  expect([1e9, 2.9, -5].map((quantity) => quantityOf(of(['a', 1], ['a', quantity]), 'a'))).toEqual([QUANTITY_MAX, 2, 0]);
});

test('a basket holds as many lines as the API takes', () => {
  const full = Array.from({ length: LINES_MAX + 1 }, (_, i) => [`p${i}`, 1] as const);
  expect(of(...full).lines).toHaveLength(LINES_MAX);
});

test('what it costs is what the API would ask', () => {
  const quoted = quote(of(['a', 3], ['b', 1]), catalogue(product('a', { priceInCents: 333 }), product('b', { priceInCents: 50, taxInBasisPoints: 400 })));
  expect(quoted).toMatchObject({ prices: { subtotalInCents: 1_049, taxInCents: 212, totalInCents: 1_261, currency: 'EUR' } });
});

test('lines that can’t be ordered are told, each with why', () => {
  const products = catalogue(product('a'), product('off', { onSale: false }), product('usd', { currency: 'USD' }));
  expect(quote(of(['a', 1], ['gone', 1], ['off', 1], ['usd', 1]), products)).toEqual({
    faults: new Map([['gone', 'gone'], ['off', 'not-on-sale'], ['usd', 'other-currency']]),
  });
});

test('what this page kept is read again, and nothing else is', () => {
  const basket = of(['a', 1]);
  expect(parseBasket(JSON.stringify(basket))).toEqual(basket);
  for (const text of ['', 'null', '{}', '{"lines":[{}],"key":"k"}', '{"lines":[{"productId":"a","quantity":0}],"key":"k"}', '{"lines":[],"key":1}']) {
    expect(parseBasket(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.json(), (text) => { parseBasket(text); }));
});
