import fc from 'fast-check';
import { charge, tierCost } from '../../src/pricing/charge';
import { parsePriceTable, PriceRow, shippedPrices } from '../../src/pricing/price-table';

const table = shippedPrices();
const rows = new Map(table.rows.map((row) => [row.id, row]));
const anyRow = fc.constantFrom(...table.rows);
/** Up to beyond the last bound of every row. */
const anyQuantity = fc.double({ min: 0, max: 5e10, noNaN: true });

const usdOf = (id: string, quantity: number, freeTier = false) =>
  charge([{ resource: 'r', row: id, quantity }], rows, freeTier).reduce((sum, { usd }) => sum + usd, 0);

describe('the price table that ships', () => {
  it('is dated, and each row names where and when its price was read', () => {
    expect(table.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { id, unconfirmed, sources } of table.rows) {
      expect({ id, unconfirmed, sources: sources.length > 0 }).toEqual({ id, unconfirmed: undefined, sources: true });
      for (const { url, date } of sources) { expect([id, url, date]).toEqual([id, expect.stringMatching(/^https?:\/\//), expect.stringMatching(/^(20\d{2}|undated)/)]); }
    }
  });

  it('names a region, a unit and rising tiers without bound in each row', () => {
    for (const row of table.rows) {
      expect(row.region).toMatch(/^(us-east-1|global)$/);
      expect(row.unit).not.toBe('');
      expect(row.tiers[row.tiers.length - 1].upTo).toBeNull();
    }
  });

  it('has no row on which its sources disagree, and begins each row\'s sources with one of a date', () => {
    for (const row of table.rows) {
      expect(row).not.toHaveProperty('disagreement');
      expect([row.id, row.sources[0].date]).toEqual([row.id, expect.stringMatching(/^20\d\d/)]);
    }
  });
});

describe('what a quantity costs', () => {
  it('is nothing for nothing', () => fc.assert(fc.property(anyRow, (row) => tierCost(row.tiers, 0) === 0)));

  it('never falls when the quantity rises', () => {
    fc.assert(fc.property(anyRow, anyQuantity, anyQuantity, fc.boolean(), (row, a, b, free) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      return usdOf(row.id, more, free) >= usdOf(row.id, less, free) * (1 - 1e-12);
    }));
  });

  it('has no jump where a tier ends', () => {
    fc.assert(fc.property(anyRow, (row) => row.tiers.every(({ upTo }) => {
      if (upTo === null) { return true; }
      const [before, after] = [tierCost(row.tiers, upTo * (1 - 1e-9)), tierCost(row.tiers, upTo * (1 + 1e-9))];
      return Math.abs(after - before) <= before * 1e-8;
    })));
  });

  it('is never more with the free tier than without', () => {
    fc.assert(fc.property(anyRow, anyQuantity, (row, q) => usdOf(row.id, q, true) <= usdOf(row.id, q, false)));
  });

  it('is the sum of what each tier takes', () => {
    const tiers = [{ upTo: 100, usd: 2 }, { upTo: 300, usd: 1 }, { upTo: null, usd: 0.5 }];
    expect([50, 100, 150, 300, 301].map((q) => tierCost(tiers, q))).toEqual([100, 200, 250, 400, 400.5]);
  });
});

describe('an account with many resources', () => {
  it('pays by the tiers of their sum, shared by quantity', () => {
    const charged = charge([
      { resource: 'a', row: 'apigateway.rest.requests', quantity: 333e6 },
      { resource: 'b', row: 'apigateway.rest.requests', quantity: 667e6 },
    ], rows, false);
    const total = 333 * 3.5 + 667 * 2.8;
    expect(charged.map(({ usd }) => usd)).toEqual([expect.closeTo(total * 0.333, 6), expect.closeTo(total * 0.667, 6)]);
  });

  it('has one free allowance for the rows of a pool', () => {
    const charged = charge([
      { resource: 'a', row: 'lambda.duration.x86', quantity: 400_000 },
      { resource: 'b', row: 'lambda.duration.arm64', quantity: 400_000 },
    ], rows, true);
    expect(charged[0].usd).toBeCloseTo(200_000 * 0.0000166667, 6);
    expect(charged[1].usd).toBeCloseTo(200_000 * 0.0000133334, 6);
  });

  it('fails for usage of a row that is not in the table', () => {
    expect(() => usdOf('lambda.request', 1)).toThrow('the price table has no row lambda.request.');
  });
});

describe('a price table of somebody else', () => {
  const row: PriceRow = { id: 'x', service: 'X', name: 'x', unit: 'x', region: 'global', tiers: [{ upTo: null, usd: 1 }], sources: [{ url: 'https://x', date: '2026' }] };
  const withRow = (change: object) => ({ region: 'r', currency: 'USD', asOf: '2026-01-01', rows: [{ ...row, ...change }] });

  it.each([
    ['is no table', [], 'not a price table'],
    ['has no date', { ...withRow({}), asOf: 'today' }, 'asOf is no date, got "today"'],
    ['has no unit', withRow({ unit: undefined }), 'has no id or no unit'],
    ['has no tiers', withRow({ tiers: [] }), 'has no tiers'],
    ['has a negative price', withRow({ tiers: [{ upTo: null, usd: -1 }] }), 'has a price that is no amount of 0 or more'],
    ['has tiers that fall', withRow({ tiers: [{ upTo: 5, usd: 1 }, { upTo: 4, usd: 1 }, { upTo: null, usd: 1 }] }), 'do not rise'],
    ['ends at a bound', withRow({ tiers: [{ upTo: 5, usd: 1 }] }), 'do not rise to one without bound'],
    ['has a negative allowance', withRow({ free: -1 }), 'has a free allowance below 0'],
    ['has a price from nowhere', withRow({ sources: [] }), 'has no source and is not marked unconfirmed'],
    ['has a row twice', { ...withRow({}), rows: [row, row] }, 'is there twice'],
  ])('fails when it %s', (_, data, message) => {
    expect(() => parsePriceTable(data, 'mine.json')).toThrow(message);
    expect(() => parsePriceTable(data, 'mine.json')).toThrow('mine.json');
  });
});
