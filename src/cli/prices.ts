import { writeFileSync } from 'node:fs';
import { paginateGetProducts, PricingClient } from '@aws-sdk/client-pricing';
import { parse } from './arguments';
import { CommandError, UsageError, type Command } from './command';
import { parsePriceTable, shippedPrices } from '../pricing/price-table';
import { refreshPrices, type PriceList, type PriceListProduct } from '../pricing/refresh';

const USAGE = 'prices --region <region> --out <file>';

const HELP = `Usage: npx serverless-inteligente ${USAGE}

Makes the table of prices of any region from the AWS Price List, for \`cost --prices\` and MonthlyCostLimit.
Needs the permission pricing:GetProducts. What is not found there keeps us-east-1's price and is named.

  --region <region>   sa-east-1
  --out <file>        prices-sa-east-1.json

Account, region and endpoint are those of the AWS SDK: AWS_PROFILE, AWS_ENDPOINT_URL.`;

/** Brings the price table up to date, or to another region. */
export const prices: Command = {
  summary: 'make the table of prices of any region',
  help: HELP,
  run: async (args, io) => {
    const { values: { region, out } } = parse(args, USAGE, { region: { type: 'string' }, out: { type: 'string' } });
    if (!region || !out) { throw new UsageError(`--${region ? 'out <file>' : 'region <region>'} missing. Usage: ${USAGE}`); }
    if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) { throw new UsageError(`--region: '${region}' is no region. Allowed: such as sa-east-1. Usage: ${USAGE}`); }
    const { table, kept } = await refreshPrices(shippedPrices(), region, connected(), new Date().toISOString().slice(0, 10)).catch((error: Error) => {
      throw new CommandError(`the Price List can't be read: ${error.name}: ${error.message}. Fix: sign in to an account that may pricing:GetProducts.`);
    });
    if (!table.rows.some(({ offer, unconfirmed }) => offer && !unconfirmed)) {
      throw new CommandError(`the Price List has no price of ${region}. Allowed: a region of AWS. Fix: correct --region.`);
    }
    parsePriceTable(table, out);
    try {
      writeFileSync(out, `${JSON.stringify(table, undefined, 2)}\n`);
    } catch (error) {
      throw new CommandError(`${out}: can't be written (${(error as Error).message}). Fix: give --out a file in a folder that exists.`);
    }
    for (const { id, why } of kept) { io.note(`${id} keeps the price of us-east-1: ${why}`); }
    io.print(`wrote ${out}: ${table.rows.length - kept.length} of ${table.rows.length} rows as of ${table.asOf}`);
  },
};

/** The Price List has endpoints in few regions, whose content is the same; each query is sent once. */
function connected(): PriceList {
  const client = new PricingClient({ region: 'us-east-1', maxAttempts: 5 });
  const asked = new Map<string, Promise<readonly PriceListProduct[]>>();
  return (service, attributes) => {
    const key = JSON.stringify([service, attributes]);
    const answer = asked.get(key) ?? products(client, service, attributes);
    asked.set(key, answer);
    return answer;
  };
}

async function products(
  client: PricingClient, ServiceCode: string, attributes: { readonly [name: string]: string },
): Promise<readonly PriceListProduct[]> {
  const found: PriceListProduct[] = [];
  const Filters = Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }));
  for await (const { PriceList: page } of paginateGetProducts({ client, pageSize: 100 }, { ServiceCode, Filters })) {
    for (const text of page ?? []) { found.push(JSON.parse(String(text)) as PriceListProduct); }
  }
  return found;
}
