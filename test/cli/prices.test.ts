import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeIo } from './fake-io';
import { CommandError, UsageError } from '../../src/cli/command';
import { prices } from '../../src/cli/prices';
import { parsePriceTable, shippedPrices } from '../../src/pricing/price-table';
import { PriceList } from '../support/price-list-stub';

const scratch = mkdtempSync(join(tmpdir(), 'prices-'));

let list: PriceList;

beforeAll(async () => {
  list = await PriceList.start();
  Object.assign(process.env, { AWS_ENDPOINT_URL: list.url, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
});
afterAll(() => { list.stop(); });
beforeEach(() => {
  list.asked = [];
  list.refuses = false;
});

async function run(...args: string[]) {
  const io = fakeIo();
  await prices.run(args, io);
  return io;
}

describe('prices of another region', () => {
  const out = join(scratch, 'sa-east-1.json');
  const rowsOf = (file: string) => new Map(parsePriceTable(JSON.parse(readFileSync(file, 'utf8')), file).rows.map((row) => [row.id, row]));

  it('are taken from every page of the Price List, each with its source and the day', async () => {
    const { printed } = await run('--region', 'sa-east-1', '--out', out);
    const today = new Date().toISOString().slice(0, 10);
    const rows = rowsOf(out);
    expect(rows.get('s3.storage')).toMatchObject({
      region: 'sa-east-1',
      tiers: [{ upTo: 51200, usd: 0.0405 }, { upTo: null, usd: 0.039 }],
      sources: [{ url: expect.stringContaining('/AmazonS3/current/sa-east-1/'), date: today, note: 'AWS Price List, sku SKU-SAE1-TimedStorage-ByteHrs' }],
    });
    expect(rows.get('s3.writes')!.tiers).toEqual([{ upTo: null, usd: 0.000007 }]);
    expect(rows.get('lambda.requests')).toMatchObject({ tiers: [{ upTo: null, usd: 2e-7 }], free: 1_000_000 });
    expect(printed).toEqual([`wrote ${out}: ${shippedPrices().rows.length - unfound(rows)} of ${shippedPrices().rows.length} rows as of ${today}`]);
  });

  it('keep an allowance where the Price List has it as a first tier', () => {
    expect(rowsOf(out).get('sns.requests')).toMatchObject({ free: 1_000_000, tiers: [{ upTo: null, usd: 6e-7 }] });
  });

  it('keep us-east-1\'s where they are not found, found twice or of another unit, and say so', async () => {
    const { noted } = await run('--region', 'sa-east-1', '--out', out);
    expect(noted).toEqual(expect.arrayContaining([
      'dynamodb.writes keeps the price of us-east-1: not in the Price List',
      's3.reads keeps the price of us-east-1: 2 products with different prices in the Price List',
      'kms.keys keeps the price of us-east-1: the Price List says 730 a unit, which is too far from 1',
    ]));
    expect(rowsOf(out).get('dynamodb.writes')).toMatchObject({ unconfirmed: true, region: 'us-east-1' });
  });

  it('keep us-east-1\'s where nobody knows how to look them up, and say so', async () => {
    const { noted } = await run('--region', 'sa-east-1', '--out', out);
    expect(noted).toContain('cognito.lite keeps the price of us-east-1: it is not looked up');
    expect(rowsOf(out).get('cognito.lite')).toMatchObject({ unconfirmed: true, region: 'us-east-1' });
  });

  it('leave alone what has one price everywhere', () => {
    expect(rowsOf(out).get('cloudfront.requests')).toEqual(shippedPrices().rows.find(({ id }) => id === 'cloudfront.requests'));
  });

  it('are asked for once each', async () => {
    await run('--region', 'sa-east-1', '--out', out);
    const queries = list.asked.filter((query) => !('NextToken' in query)).map((query) => JSON.stringify(query));
    expect(new Set(queries).size).toBe(queries.length);
  });

  it.each([
    ['there is no region', ['--out', out], UsageError, '--region <region> missing'],
    ['there is no file', ['--region', 'sa-east-1'], UsageError, '--out <file> missing'],
    ['the region is none', ['--region', 'Brasil', '--out', out], UsageError, "'Brasil' is no region"],
    ['the region has no prices', ['--region', 'xx-nowhere-1', '--out', out], CommandError, 'the Price List has no price of xx-nowhere-1'],
    ['the file can not be written', ['--region', 'sa-east-1', '--out', join(scratch, 'no', 'where.json')], CommandError, "can't be written"],
  ])('fail when %s', async (_, args, kind, message) => {
    const failure = await run(...args).catch((error) => error);
    expect([failure instanceof kind, failure.message]).toEqual([true, expect.stringContaining(message)]);
  });

  it('fail when the account may not ask', async () => {
    list.refuses = true;
    const failure = await run('--region', 'sa-east-1', '--out', out).catch((error) => error);
    expect(failure.message).toBe("the Price List can't be read: AccessDeniedException: not yours. Fix: sign in to an account that may pricing:GetProducts.");
  });
});

function unfound(rows: ReadonlyMap<string, { readonly unconfirmed?: boolean }>) {
  return [...rows.values()].filter(({ unconfirmed }) => unconfirmed).length;
}
