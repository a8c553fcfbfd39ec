import usEast1 from './prices/us-east-1.json';

/** A price up to a quantity a month: `upTo` is cumulative and inclusive, null without bound. */
export interface Tier {
  readonly upTo: number | null;
  /** US dollars for one unit. */
  readonly usd: number;
}

/** Where a price was read, and the date of what was read. */
export interface PriceSource {
  readonly url: string;
  /** ISO date, a year, or "undated". */
  readonly date: string;
  readonly note?: string;
}

/** How the row is found in the AWS Price List, so that a refresh can bring another region. */
export interface PriceListSelector {
  /** Offer code, `AWSLambda`. */
  readonly service: string;
  /** The usage type without its region's prefix, `Requests-Tier1`. */
  readonly usage?: string;
  /** Product attributes that must be equal. */
  readonly attributes?: { readonly [name: string]: string };
}

/** The price of one kind of usage. */
export interface PriceRow {
  /** `lambda.requests`; models name rows by it. */
  readonly id: string;
  /** As on the bill, "AWS Lambda". */
  readonly service: string;
  readonly name: string;
  readonly unit: string;
  /** The region of the price, or "global". */
  readonly region: string;
  readonly tiers: readonly Tier[];
  /** Units a month that are always free. Allowances that end after 12 months are not counted. */
  readonly free?: number;
  /** Rows of one pool share one allowance. */
  readonly pool?: string;
  readonly sources: readonly PriceSource[];
  /** True where no source could be read: the price is from memory. */
  readonly unconfirmed?: boolean;
  readonly offer?: PriceListSelector;
}

/** List prices of a region on a date. */
export interface PriceTable {
  readonly region: string;
  readonly currency: string;
  /** ISO date on which the rows were collected; each row's sources have their own. */
  readonly asOf: string;
  readonly about?: string;
  readonly rows: readonly PriceRow[];
}

/** The table that ships with the package. */
export function shippedPrices(): PriceTable {
  return parsePriceTable(usEast1, 'prices/us-east-1.json');
}

/**
 * @param data parsed JSON
 * @param where its name, for errors
 * @throws Error naming the row at fault
 */
export function parsePriceTable(data: unknown, where: string): PriceTable {
  const table = data as PriceTable;
  if (typeof table !== 'object' || table === null || !Array.isArray(table.rows)) {
    throw new Error(`${where}: not a price table. Allowed: { region, currency, asOf, rows }. Fix: make one with \`serverless-inteligente prices\`.`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(table.asOf ?? '')) {
    throw new Error(`${where}: asOf is no date, got ${JSON.stringify(table.asOf)}. Allowed: YYYY-MM-DD. Fix: give the day on which the prices were read.`);
  }
  const seen = new Set<string>();
  for (const row of table.rows) {
    const fault = faultOf(row) ?? (seen.has(row.id) ? 'is there twice' : undefined);
    if (fault) { throw new Error(`${where}: row ${JSON.stringify(row?.id)} ${fault}. Fix: correct the row, or make the table again with \`serverless-inteligente prices\`.`); }
    seen.add(row.id);
  }
  return table;
}

function faultOf(row: PriceRow): string | undefined {
  if (typeof row?.id !== 'string' || typeof row.unit !== 'string') { return 'has no id or no unit'; }
  if (!Array.isArray(row.tiers) || row.tiers.length === 0) { return 'has no tiers'; }
  if (row.tiers.some(({ usd }) => !Number.isFinite(usd) || usd < 0)) { return 'has a price that is no amount of 0 or more'; }
  const bounds = row.tiers.map(({ upTo }) => upTo ?? Infinity);
  if (bounds.some((bound, i) => i > 0 && bound <= bounds[i - 1]) || bounds[bounds.length - 1] !== Infinity) {
    return 'has tiers that do not rise to one without bound';
  }
  if (row.free !== undefined && (!Number.isFinite(row.free) || row.free < 0)) { return 'has a free allowance below 0'; }
  if (!row.unconfirmed && !(row.sources?.length > 0)) { return 'has no source and is not marked unconfirmed'; }
  return undefined;
}
