import type { InvoiceSettings } from '../../../src/contract/order-events-pipeline';
import { decimalsOf, readInvoicedOrder, Uninvoiceable } from '../../../src/runtime/order-events-pipeline/invoice-order';
import type { JsonObject, JsonValue } from '../../../src/runtime/kit/json';

const SETTINGS: InvoiceSettings = {
  seller: { name: 'Shop' }, series: 'INV-', locale: 'en-US', timeZone: 'UTC', currency: 'EUR', taxRate: 21, ownerAttribute: 'userId',
};
const LINE = { description: 'Pen', quantity: 3, unitPrice: 2.5, taxRate: 10 };
const ORDER = { currency: 'EUR', customer: { name: 'Ana' }, lines: [LINE], userId: 'ana' };

const read = (order: JsonValue | undefined, settings: Partial<InvoiceSettings> = {}) => readInvoicedOrder('o-1', order, { ...SETTINGS, ...settings });
const ofLine = (line: JsonObject, settings?: Partial<InvoiceSettings>) => read({ ...ORDER, lines: [{ ...LINE, ...line }] }, settings).lines[0];
function refused(order: JsonValue | undefined, settings?: Partial<InvoiceSettings>): string {
  try {
    return `read: ${JSON.stringify(read(order, settings))}`;
  } catch (error) {
    if (!(error instanceof Uninvoiceable)) { throw error; }
    expect(error.message).toBe(`order o-1 can’t be invoiced: ${error.reason}`);
    return error.reason;
  }
}

describe('an order is read', () => {
  test('with its lines in thousandths, minor units and hundredths of a per cent', () => {
    expect(read(ORDER)).toEqual({
      orderId: 'o-1',
      currency: 'EUR',
      customer: { name: 'Ana', taxId: undefined, email: undefined, address: [] },
      lines: [{ description: 'Pen', quantityMilli: 3_000, unitPriceMinor: 250, taxBasisPoints: 1_000 }],
      owner: 'ana',
    });
  });

  test('with the currency, tax and simplified customer of the settings where it names none', () => {
    const { currency, customer, lines: [line] } = read({ lines: [{ description: 'Pen', quantity: 1, unitPrice: 1 }] });
    expect({ currency, customer, tax: line.taxBasisPoints }).toEqual({ currency: 'EUR', customer: undefined, tax: 2_100 });
    expect(read({ ...ORDER, customer: null, currency: null }, { currency: 'USD' })).toMatchObject({ currency: 'USD', customer: undefined });
  });

  test('with all that is known of its customer, each text on one line', () => {
    const customer = { name: ' Ana \n García ', taxId: '12345678Z', email: 'ana@example.com', address: ['Calle Mayor 1', null, '28013  Madrid'] };
    expect(read({ ...ORDER, customer }).customer).toEqual({ name: 'Ana García', taxId: '12345678Z', email: 'ana@example.com', address: ['Calle Mayor 1', '28013 Madrid'] });
  });

  test('with six lines of an address at most', () => {
    const address = [1, 2, 3, 4, 5, 6, 7].map((n) => `line ${n}`);
    expect(read({ ...ORDER, customer: { name: 'Ana', address } }).customer!.address).toEqual(address.slice(0, 6));
    expect(read({ ...ORDER, customer: { name: 'Ana', address: 'Calle Mayor 1' } }).customer!.address).toEqual([]);
  });

  test.each([['ana', 'ana'], [7, undefined], [null, undefined], [undefined, undefined]])('with the owner %j as %j', (userId, owner) => {
    expect(read({ ...ORDER, userId } as JsonObject).owner).toBe(owner);
  });

  test('with the decimals of its currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'euros'].map(decimalsOf)).toEqual([2, 0, 3, undefined]);
    expect(read({ ...ORDER, currency: 'JPY', lines: [{ ...LINE, unitPrice: 250 }] }).lines[0].unitPriceMinor).toBe(250);
    expect(read({ ...ORDER, currency: 'KWD', lines: [{ ...LINE, unitPrice: 2.505 }] }).lines[0].unitPriceMinor).toBe(2_505);
  });

  test('in minor units, by other names, where the settings say so', () => {
    const lineFields = { description: 'name', unitPrice: 'cents', taxRate: 'tax', minorUnits: true };
    const lines: JsonObject[] = [{ name: 'Pen', quantity: 1, cents: 250, tax: 400 }, { name: 'Ink', quantity: 1, cents: -5 }];
    expect(read({ ...ORDER, lines }, { lineFields, taxRate: 5.2 }).lines).toEqual([
      { description: 'Pen', quantityMilli: 1_000, unitPriceMinor: 250, taxBasisPoints: 400 },
      { description: 'Ink', quantityMilli: 1_000, unitPriceMinor: -5, taxBasisPoints: 520 },
    ]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['the least quantity', { quantity: 0.001 }, { quantityMilli: 1 }],
    ['the largest', { quantity: 1e6 }, { quantityMilli: 1e9 }],
    ['a price that no double holds exactly', { unitPrice: 1.005 * 100 }, { unitPriceMinor: 10_050 }],
    ['a large one of many digits', { unitPrice: 123_456_789.13 }, { unitPriceMinor: 12_345_678_913 }],
    ['the largest discount', { unitPrice: -1e9 }, { unitPriceMinor: -1e11 }],
    ['no tax', { taxRate: 0 }, { taxBasisPoints: 0 }],
    ['all of it tax', { taxRate: 100 }, { taxBasisPoints: 10_000 }],
    ['a description of 500 characters', { description: 'x'.repeat(500) }, { description: 'x'.repeat(500) }],
    ['the largest amount of a line', { quantity: 1e6, unitPrice: 1e6 }, { quantityMilli: 1e9, unitPriceMinor: 1e8 }],
  ])('at its limits: %s', (_, line, expected) => expect(ofLine(line)).toMatchObject(expected));

  test('with a thousand lines', () => expect(read({ ...ORDER, lines: Array(1_000).fill(LINE) }).lines).toHaveLength(1_000));
});

describe('an order can’t be invoiced', () => {
  const number = (member: string, range: string, decimals: number) => `lines[0].${member} must be a number of ${range} with at most ${decimals} decimals`;

  test.each<[string, JsonObject, string]>([
    ['a quantity of 0', { quantity: 0 }, number('quantity', '0.001 to 1000000', 3)],
    ['one of too many decimals', { quantity: 0.0015 }, number('quantity', '0.001 to 1000000', 3)],
    ['a larger one', { quantity: 1e6 + 1 }, number('quantity', '0.001 to 1000000', 3)],
    ['one that is text', { quantity: '3' }, number('quantity', '0.001 to 1000000', 3)],
    ['a price of a thousandth', { unitPrice: 0.001 }, number('unitPrice', '-1000000000 to 1000000000', 2)],
    ['one of half a cent more', { unitPrice: 100.005 }, number('unitPrice', '-1000000000 to 1000000000', 2)],
    ['none', { unitPrice: null }, number('unitPrice', '-1000000000 to 1000000000', 2)],
    ['a tax below 0', { taxRate: -1 }, number('taxRate', '0 to 100', 2)],
    ['a tax above 100', { taxRate: 100.01 }, number('taxRate', '0 to 100', 2)],
    ['no description', { description: null }, 'lines[0].description is missing'],
    ['one of white space', { description: ' \n' }, 'lines[0].description must be a text of 1 to 500 characters'],
    ['one of 501 characters', { description: 'x'.repeat(501) }, 'lines[0].description must be a text of 1 to 500 characters'],
    ['one that is a number', { description: 7 }, 'lines[0].description must be a text of 1 to 500 characters'],
    ['an amount above what is exact', { quantity: 1e6, unitPrice: 1e6 + 0.01 }, 'lines[0] comes to more than 100000000000000 of the currency’s minor unit'],
  ])('for %s', (_, line, reason) => expect(refused({ ...ORDER, lines: [{ ...LINE, ...line }] })).toBe(reason));

  test.each<[string, JsonObject, string]>([
    ['no lines', { lines: [] }, 'lines must be 1 to 1000, not 0'],
    ['lines that are no list', { lines: 'two pens' }, 'lines must be 1 to 1000, not 0'],
    ['1,001 lines', { lines: Array(1_001).fill(LINE) }, 'lines must be 1 to 1000, not 1001'],
    ['a currency that is none', { currency: 'e' }, 'currency must be an ISO 4217 code, not "e"'],
    ['a currency of more letters', { currency: 'EURO' }, 'currency must be a text of 1 to 3 characters'],
    ['a customer without a name', { customer: {} }, 'customer.name is missing'],
    ['a customer that is a text', { customer: 'Ana' }, 'customer.name is missing'],
    ['a long name', { customer: { name: 'x'.repeat(201) } }, 'customer.name must be a text of 1 to 200 characters'],
    ['a long tax id', { customer: { name: 'Ana', taxId: 'x'.repeat(41) } }, 'customer.taxId must be a text of 1 to 40 characters'],
    ['a long address of mail', { customer: { name: 'Ana', email: 'x'.repeat(201) } }, 'customer.email must be a text of 1 to 200 characters'],
    ['a long line of an address', { customer: { name: 'Ana', address: ['Calle Mayor 1', 'x'.repeat(201)] } }, 'customer.address[1] must be a text of 1 to 200 characters'],
  ])('for %s', (_, change, reason) => expect(refused({ ...ORDER, ...change })).toBe(reason));

  test('for a line that is none, and for nothing at all, with every fault', () => {
    expect(refused({ ...ORDER, lines: ['a pen'] })).toBe([
      'lines[0].description is missing', number('quantity', '0.001 to 1000000', 3), number('unitPrice', '-1000000000 to 1000000000', 2),
    ].join('; '));
    for (const order of [undefined, null, 'an order', []]) { expect(refused(order)).toBe('lines must be 1 to 1000, not 0'); }
  });

  test('with ten faults at most', () => {
    expect(refused({ ...ORDER, lines: Array(20).fill({ ...LINE, quantity: 0 }) }).split('; ')).toHaveLength(10);
  });

  test('for cents that are no whole number', () => {
    const lineFields = { description: 'description', unitPrice: 'unitPrice', taxRate: 'taxRate', minorUnits: true };
    expect(refused({ ...ORDER, lines: [{ ...LINE, unitPrice: 2.5, taxRate: 10_001 }] }, { lineFields })).toBe([
      'lines[0].unitPrice must be a number of -100000000000 to 100000000000 with at most 0 decimals', 'lines[0].taxRate must be a number of 0 to 10000 with at most 0 decimals',
    ].join('; '));
  });
});
