import { PriceListSelector, PriceRow, PriceTable, Tier } from './price-table';

/** A product of the AWS Price List, of which only what is read is typed. */
export interface PriceListProduct {
  readonly product?: { readonly sku?: string; readonly attributes?: { readonly [name: string]: string } };
  readonly terms?: { readonly OnDemand?: { readonly [term: string]: Term } };
}

interface Term {
  readonly priceDimensions?: { readonly [dimension: string]: PriceDimension };
}

interface PriceDimension {
  readonly beginRange?: string;
  readonly endRange?: string;
  readonly pricePerUnit?: { readonly USD?: string };
}

/** Looks up products of an offer whose attributes have these values. */
export type PriceList = (service: string, attributes: { readonly [name: string]: string }) => Promise<readonly PriceListProduct[]>;

export interface Refreshed {
  readonly table: PriceTable;
  /** Rows that kept the old table's price, and why. */
  readonly kept: readonly { readonly id: string; readonly why: string }[];
}

/** Regions differ by less; more is another unit. */
const PLAUSIBLE = 5;

/**
 * The table of another region or day: each row that says how it is found in the Price List gets the tiers found there. What is
 * not looked up, not found, found twice or implausibly far off keeps its old price, marked unconfirmed. Allowances stay: the Price List has
 * not all of them.
 *
 * @param today ISO date
 */
export async function refreshPrices(old: PriceTable, region: string, priceList: PriceList, today: string): Promise<Refreshed> {
  const kept: { id: string; why: string }[] = [];
  const rows: PriceRow[] = [];
  for (const row of old.rows) {
    if (row.region === 'global' || (!row.offer && row.region === region)) {
      rows.push(row);
      continue;
    }
    const found = row.offer ? await tiersOf(row, row.offer, region, priceList) : 'it is not looked up';
    if (typeof found === 'string') {
      kept.push({ id: row.id, why: found });
      rows.push({ ...row, unconfirmed: true });
      continue;
    }
    const { unconfirmed, ...facts } = row;
    const url = `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${row.offer!.service}/current/${region}/index.json`;
    const source = { url, date: today, note: `AWS Price List, sku ${found.sku}` };
    rows.push({ ...facts, region, tiers: found.tiers, sources: [source] });
  }
  return { table: { ...old, region, asOf: today, rows }, kept };
}

async function tiersOf(row: PriceRow, { service, usage, attributes = {} }: PriceListSelector, region: string, priceList: PriceList) {
  const products = (await priceList(service, { regionCode: region, ...attributes }))
    .filter(({ product }) => isUsage(product?.attributes?.usagetype, usage))
    .map((product) => ({ sku: product.product?.sku, tiers: pricesOf(product) })).filter(({ tiers }) => tiers.length > 0);
  const different = new Map(products.map((product) => [JSON.stringify(product.tiers), product]));
  if (different.size !== 1) { return different.size === 0 ? 'not in the Price List' : `${different.size} products with different prices in the Price List`; }
  const [{ sku, tiers }] = different.values();
  const [was, is] = [row.tiers[0].usd, tiers[0].usd];
  if (was > 0 && (is > was * PLAUSIBLE || is < was / PLAUSIBLE)) { return `the Price List says ${is} a unit, which is too far from ${was}`; }
  return { sku, tiers };
}

/** `EUW1-Requests-Tier1` and `Requests-Tier1` are the usage `Requests-Tier1`; `EUW1-IA-Requests-Tier1` is not. */
function isUsage(usagetype: string | undefined, usage: string | undefined): boolean {
  if (usage === undefined || usagetype === usage) { return true; }
  return usagetype !== undefined && usagetype.endsWith(`-${usage}`) && /^[A-Z]{2,4}\d?$/.test(usagetype.slice(0, -usage.length - 1));
}

/** Tiers in order; a first one of nothing is an allowance, which the row has already. */
function pricesOf({ terms }: PriceListProduct): Tier[] {
  const dimensions = Object.values(terms?.OnDemand ?? {}).flatMap(({ priceDimensions }) => Object.values(priceDimensions ?? {}))
    .map(({ beginRange, endRange = 'Inf', pricePerUnit }) => ({
      from: Number(beginRange ?? 0), upTo: endRange === 'Inf' ? null : Number(endRange), usd: Number(pricePerUnit?.USD),
    }))
    .sort((a, b) => a.from - b.from);
  if (dimensions.some(({ usd }) => !Number.isFinite(usd))) { return []; }
  const priced = dimensions.length > 1 && dimensions[0].usd === 0 ? dimensions.slice(1) : dimensions;
  return priced.map(({ upTo, usd }) => ({ upTo, usd }));
}
