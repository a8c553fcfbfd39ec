import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

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

interface Query {
  readonly ServiceCode: string;
  readonly Filters: readonly { readonly Field: string; readonly Value: string }[];
  readonly NextToken?: string;
}

/** AWS's Price List, with a few prices of sa-east-1, a page a product. */
export class PriceList {
  static async start(): Promise<PriceList> {
    const list = new PriceList();
    await once(list.server.listen(0, '127.0.0.1'), 'listening');
    return list;
  }

  asked: Query[] = [];
  refuses = false;

  private readonly server = createServer((request, response) => {
    void json(request).then((query) => {
      this.asked.push(query as Query);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      if (this.refuses) {
        response.writeHead(400).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not yours' }));
      } else {
        response.end(JSON.stringify(pageOf(query as Query)));
      }
    });
  });

  private constructor() {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function pageOf({ ServiceCode, Filters, NextToken }: Query) {
  const isWanted = ({ product: { attributes } }: any) => Filters.every(({ Field, Value }) => attributes[Field] === Value);
  const wanted = (OFFERS[ServiceCode] ?? []).filter(isWanted).map((one) => JSON.stringify(one));
  const at = Number(NextToken ?? 0);
  return { PriceList: wanted.slice(at, at + 1), NextToken: at + 1 < wanted.length ? String(at + 1) : undefined };
}
