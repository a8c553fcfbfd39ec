import fc from 'fast-check';
import { amountsOf } from '../../../src/runtime/order-events-pipeline/invoice-amounts';
import { readInvoicedOrder, type InvoiceLine } from '../../../src/runtime/order-events-pipeline/invoice-order';
import { INVOICE_SETTINGS, invoicedOrder } from '../../support/invoices';

const line = (quantityMilli: number, unitPriceMinor: number, taxBasisPoints = 2100): InvoiceLine => ({ description: 'x', quantityMilli, unitPriceMinor, taxBasisPoints });
const read = (members = {}) => readInvoicedOrder('o-1', invoicedOrder(members), INVOICE_SETTINGS);

test('halves are rounded away from zero, once a line and once a rate', () => {
  expect(amountsOf([line(500, 1), line(500, -1)])).toMatchObject({ lineNets: [1, -1], net: 0, total: 0 });
  expect(amountsOf([line(1000, 50, 100), line(1000, 50, 100)])).toMatchObject({ taxes: [{ basisPoints: 100, base: 100, tax: 1 }], total: 101 });
});

test('the figures printed add up to the total printed, whatever the order', () => {
  const lines = fc.array(fc.record({
    description: fc.constant('x'),
    quantityMilli: fc.integer({ min: 1, max: 1e9 }),
    unitPriceMinor: fc.integer({ min: -1e5, max: 1e5 }),
    taxBasisPoints: fc.integer({ min: 0, max: 1e4 }),
  }), { minLength: 1, maxLength: 50 });
  fc.assert(fc.property(lines, (some) => {
    const { lineNets, net, taxes, total } = amountsOf(some);
    expect(lineNets.reduce((sum, amount) => sum + amount, 0)).toBe(net);
    expect(taxes.reduce((sum, { base }) => sum + base, 0)).toBe(net);
    expect(taxes.reduce((sum, { tax }) => sum + tax, net)).toBe(total);
    for (const [i, { quantityMilli, unitPriceMinor }] of some.entries()) {
      expect(Math.abs(lineNets[i] - quantityMilli * unitPriceMinor / 1000)).toBeLessThanOrEqual(0.5);
    }
  }));
});

test('prices are read exactly, in the decimals of their currency', () => {
  expect(read({ lines: [{ description: 'x', quantity: 0.001, unitPrice: 0.1 + 0.2 }] }).lines).toEqual([{ description: 'x', quantityMilli: 1, unitPriceMinor: 30, taxBasisPoints: 2100 }]);
  expect(read({ currency: 'JPY', lines: [{ description: 'x', quantity: 1, unitPrice: 500, taxRate: 8 }] }).lines[0]).toMatchObject({ unitPriceMinor: 500, taxBasisPoints: 800 });
});

test.each([
  ['a customer without a name', { customer: { taxId: 'B1' } }, /customer\.name is missing/],
  ['a customer that is a text', { customer: 'Ana' }, /customer\.name is missing/],
  ['a blank name', { customer: { name: ' ' } }, /customer\.name must be a text/],
  ['no lines', { lines: [] }, /lines must be 1 to 1000, not 0/],
  ['lines that are none', { lines: ['x'] }, /lines\[0\]\.description is missing.*lines\[0\]\.quantity must be/],
  ['a quantity of nothing', { lines: [{ description: 'x', quantity: 0, unitPrice: 1 }] }, /lines\[0\]\.quantity/],
  ['a tenth of a cent', { lines: [{ description: 'x', quantity: 1, unitPrice: 1.001 }] }, /lines\[0\]\.unitPrice.*at most 2 decimals/],
  ['cents of a yen', { currency: 'JPY', lines: [{ description: 'x', quantity: 1, unitPrice: 1.5 }] }, /lines\[0\]\.unitPrice.*at most 0 decimals/],
  ['a tax of 101 per cent', { lines: [{ description: 'x', quantity: 1, unitPrice: 1, taxRate: 101 }] }, /lines\[0\]\.taxRate/],
  ['a currency that is none', { currency: 'E1' }, /currency/],
  ['an amount that no double holds', { lines: [{ description: 'x', quantity: 1e6, unitPrice: 1e9 }] }, /lines\[0\] comes to more/],
])('fails for good for an order with %s, and says why', (_, members, message) => {
  expect(() => read(members)).toThrow(message);
});

describe('an order whose lines have names and units of their own', () => {
  const settings = { ...INVOICE_SETTINGS, lineFields: { description: 'name', unitPrice: 'priceInCents', taxRate: 'taxInBasisPoints', minorUnits: true } };
  const own = { name: 'Pen', quantity: 3, priceInCents: 250, taxInBasisPoints: 400 };

  test('is read by them, in whole cents and basis points', () => {
    const order = readInvoicedOrder('o-1', invoicedOrder({ lines: [own, { ...own, taxInBasisPoints: null, priceInCents: -250 }] }), settings);
    expect(order.lines).toEqual([
      { description: 'Pen', quantityMilli: 3_000, unitPriceMinor: 250, taxBasisPoints: 400 },
      { description: 'Pen', quantityMilli: 3_000, unitPriceMinor: -250, taxBasisPoints: 2_100 },
    ]);
  });

  test.each([
    ['half a cent', { priceInCents: 0.5 }, /lines\[0\]\.priceInCents must be a number of -100000000000 to 100000000000 with at most 0 decimals/],
    ['a tax over 100 per cent', { taxInBasisPoints: 10_001 }, /lines\[0\]\.taxInBasisPoints must be a number of 0 to 10000/],
    ['no name', { name: undefined }, /lines\[0\]\.name is missing/],
  ])('fails for good with %s', (_, members, message) => {
    expect(() => readInvoicedOrder('o-1', invoicedOrder({ lines: [{ ...own, ...members } as never] }), settings)).toThrow(message);
  });
});
