import { assemblyOf } from './cloud-assemblies';
import type { Assembly, TemplateResource } from '../../src/pricing/assembly';
import { charge } from '../../src/pricing/charge';
import { estimate } from '../../src/pricing/estimate';
import { shippedPrices } from '../../src/pricing/price-table';
import type { UsageFile } from '../../src/pricing/usage';

export const prices = shippedPrices();
/** Ids of the rows that an example has been reckoned with. */
export const examined = new Set<string>();
const rows = new Map(prices.rows.map((row) => [row.id, row]));

/** What the table says of quantities, in dollars and cents as the sources round: each line, then the sum of the lines. */
export function bill(lines: { readonly [row: string]: number }, freeTier = false) {
  for (const row of Object.keys(lines)) { examined.add(row); }
  const charged = charge(Object.entries(lines).map(([row, quantity]) => ({ resource: 'example', row, quantity })), rows, freeTier);
  const cents = charged.map(({ usd }) => Math.round(usd * 100));
  return { lines: cents.map((cent) => cent / 100), total: cents.reduce((sum, cent) => sum + cent, 0) / 100 };
}

/** What a template with some usage costs, by row. */
export function priced(resources: { readonly [logicalId: string]: TemplateResource }, usage: UsageFile, freeTier = false) {
  const { resources: costs } = estimate(assemblyOf(resources), { prices, usage, freeTier });
  for (const { row } of costs.flatMap(({ lines }) => lines)) { examined.add(row.id); }
  return Object.fromEntries(costs.flatMap(({ lines }) => lines.map(({ row, usd }) => [row.id, Math.round(usd * 100) / 100])));
}

/** Quantities by row of the resource at a path of the stack "App". */
export function quantities(assembly: Assembly, path: string, usage: UsageFile = {}) {
  const { resources } = estimate(assembly, { prices, usage });
  return Object.fromEntries(resources.find(({ resource }) => resource.path === `App/${path}`)!.lines.map(({ row, quantity }) => [row.id, quantity]));
}
