import { PriceRow, Tier } from './price-table';

/** One kind of usage of one resource in a month. */
export interface UsageLine {
  /** Whose usage it is; lines with the same key are shown together. */
  readonly resource: string;
  /** The row's id. */
  readonly row: string;
  readonly quantity: number;
}

/** A usage line with its share of the bill. */
export interface ChargedLine extends UsageLine {
  readonly usd: number;
}

/**
 * @param quantity units in a month, 0 or more
 * @returns US dollars by the tiers
 */
export function tierCost(tiers: readonly Tier[], quantity: number): number {
  let usd = 0;
  let from = 0;
  for (const tier of tiers) {
    const to = tier.upTo ?? Infinity;
    if (quantity <= from) { break; }
    usd += (Math.min(quantity, to) - from) * tier.usd;
    from = to;
  }
  return usd;
}

/**
 * What the account pays: AWS applies tiers and allowances to the sum of an account's usage, so that is what is priced, and
 * each line gets its share by quantity. Free units are the first ones, at the price of the first tier.
 *
 * @throws Error for a line whose row is not in the table
 */
export function charge(lines: readonly UsageLine[], rows: ReadonlyMap<string, PriceRow>, freeTier: boolean): ChargedLine[] {
  const totals = new Map<string, number>();
  for (const { row, quantity } of lines) { totals.set(row, (totals.get(row) ?? 0) + quantity); }

  const pools = new Map<string, number>();
  for (const [id, quantity] of totals) {
    const pool = rowOf(rows, id).pool;
    if (pool) { pools.set(pool, (pools.get(pool) ?? 0) + quantity); }
  }

  const unitPrices = new Map<string, number>();
  for (const [id, quantity] of totals) {
    const row = rowOf(rows, id);
    const share = row.pool ? quantity / (pools.get(row.pool) || 1) : 1;
    const free = freeTier ? Math.min(quantity, (row.free ?? 0) * share) : 0;
    const usd = tierCost(row.tiers, quantity) - tierCost(row.tiers, free);
    unitPrices.set(id, quantity > 0 ? usd / quantity : 0);
  }
  return lines.map((line) => ({ ...line, usd: line.quantity * unitPrices.get(line.row)! }));
}

function rowOf(rows: ReadonlyMap<string, PriceRow>, id: string): PriceRow {
  const row = rows.get(id);
  if (!row) { throw new Error(`the price table has no row ${id}. Allowed: the ids of the shipped table. Fix: make the table again with \`serverless-inteligente prices\`.`); }
  return row;
}
