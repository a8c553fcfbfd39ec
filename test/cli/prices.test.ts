import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeIo } from './fake-io';
import { CommandError, UsageError } from '../../src/cli/command';
import { prices } from '../../src/cli/prices';
import { parsePriceTable, shippedPrices } from '../../src/pricing/price-table';

const scratch = mkdtempSync(join(tmpdir(), 'prices-'));

/** A product as the Price List writes it. */
function product(usagetype: string, ranges: readonly (readonly [from: string, to: string, usd: string])[], attributes: object = {}) {
  return {
    product: { sku: `SKU-${usagetype}`, attributes: { regionCode: 'sa-east-1', usagetype, ...attributes } },
    terms: {
      OnDemand: {
        x: { priceDimensions: Object.fromEntries(ranges.map(([beginRange, endRange, USD], i) => [`d${i}`, { beginRange, endRange, pricePerUnit: { USD } }])) },
      },
    },
  };
}

const OFFERS: { readonly [service: string]: object[] } = {
  AWSLambda: [product('SAE1-Request', [['0', 'Inf', '0.0000002000']], { group: 'AWS-Lambda-Requests' })],
  // A first tier of nothing, and tiers that are not in order.
  AmazonSNS: [product('SAE1-Requests-Tier1', [['1000000', 'Inf', '0.0000006000'], ['0', '1000000', '0.0000000000']])],
  AmazonS3: [
    product('SAE1-TimedStorage-ByteHrs', [['51200', 'Inf', '0.0390000000'], ['0', '51200', '0.0405000000']]),
    product('SAE1-INT-Requests-Tier1', [['0', 'Inf', '0.1']]),
    product('SAE1-Requests-Tier1', [['0', 'Inf', '0.0000070000']]),
    product('SAE1-Requests-Tier2', [['0', 'Inf', '0.0000005600']]), product('SAE1-Requests-Tier2', [['0', 'Inf', '0.0000009900']]),
  ],
  awskms: [product('sa-east-1-KMS-Keys', [['0', 'Inf', '730']]), product('SAE1-KMS-Keys', [['0', 'Inf', '730']])],
};

let asked: { ServiceCode: string; Filters: { Field: string; Value: string }[] }[] = [];
let refuses = false;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    const query = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    asked.push(query);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (refuses) {
      response.statusCode = 400;
      response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not yours' }));
      return;
    }
    const wanted = (OFFERS[query.ServiceCode] ?? []).filter(
      ({ product: { attributes } }: any) => query.Filters.every(({ Field, Value }: any) => attributes[Field] === Value));
    // A page a product.
    const at = Number(query.NextToken ?? 0);
    const PriceList = wanted.slice(at, at + 1).map((found) => JSON.stringify(found));
    response.end(JSON.stringify({ PriceList, NextToken: at + 1 < wanted.length ? String(at + 1) : undefined }));
  });
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x',
  });
});
afterAll(() => { server.close(); });
beforeEach(() => {
  asked = [];
  refuses = false;
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
    const queries = asked.filter((query) => !('NextToken' in query)).map((query) => JSON.stringify(query));
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
    refuses = true;
    const failure = await run('--region', 'sa-east-1', '--out', out).catch((error) => error);
    expect(failure.message).toBe("the Price List can't be read: AccessDeniedException: not yours. Fix: sign in to an account that may pricing:GetProducts.");
  });
});

function unfound(rows: ReadonlyMap<string, { readonly unconfirmed?: boolean }>) {
  return [...rows.values()].filter(({ unconfirmed }) => unconfirmed).length;
}
