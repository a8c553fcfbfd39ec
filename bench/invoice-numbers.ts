/**
 * How many invoice numbers a second one series gives, by workers at a time: `npx tsx --tsconfig tsconfig.dev.json bench/invoice-numbers.ts`.
 * DynamoDB is a table in memory that takes as long as is said below, and lets transactions conflict as it does; the store is that
 * of the worker. What it shows is what waiting and conflicts leave, not what a machine can compute.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { TransactionCanceledException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { invoiceNumberStore } from '../src/runtime/order-events-pipeline/invoice-number-store';

/** Milliseconds, as CloudWatch's SuccessfulRequestLatency has them for small items in one region. */
const READ_MS = 3;
const TRANSACTION_MS = 10;
const MEASURED_MS = 5_000;
const MESSAGES = 10;

class Table {
  readonly items = new Map<string, any>();
  transactions = 0;
  private readonly held = new Set<string>();

  async send({ input }: { readonly input: any }): Promise<object> {
    if (input.Key) {
      await delay(READ_MS);
      return { Item: this.items.get(input.Key.key.S) };
    }
    this.transactions++;
    const [{ Put: put }, { Update: update }] = input.TransactItems;
    const order = put.Item.key.S;
    const series = update.Key.key.S;
    await delay(TRANSACTION_MS / 2);
    const last = this.items.get(series)?.last.N;
    if (this.held.has(series) || this.items.has(order) || last !== update.ExpressionAttributeValues[':last']?.N) {
      await delay(TRANSACTION_MS / 2);
      throw new TransactionCanceledException({ message: 'cancelled', $metadata: {} });
    }
    this.held.add(series);
    await delay(TRANSACTION_MS / 2);
    this.items.set(order, put.Item);
    this.items.set(series, { last: update.ExpressionAttributeValues[':number'] });
    this.held.delete(series);
    return {};
  }
}

async function measure(workers: number): Promise<string> {
  const table = new Table();
  const end = performance.now() + MEASURED_MS;
  let given = 0;
  let failed = 0;
  await Promise.all(Array.from({ length: workers }, async (_, worker) => {
    const store = invoiceNumberStore(table as unknown as DynamoDBClient, 'Invoices');
    await Promise.all(Array.from({ length: MESSAGES }, async (__, message) => {
      for (let i = 0; performance.now() < end; i++) {
        const order = { orderId: `${worker}-${message}-${i}`, currency: 'EUR', lines: [] };
        await store.reserve(order, 'F2026-', '2026-11-24T10:00:00.000Z').then(() => { given++; }, () => { failed++; });
      }
    }));
  }));
  const perSecond = (given / MEASURED_MS * 1_000).toFixed(0);
  return `| ${workers} | ${perSecond} | ${(table.transactions / given).toFixed(1)} | ${failed} |`;
}

async function main() {
  console.log(`reads of ${READ_MS} ms, transactions of ${TRANSACTION_MS} ms\n| workers at a time | numbers a second | transactions a number | given back to the queue |\n|---|---|---|---|`);
  for (const workers of [1, 2, 3, 5, 10]) { console.log(await measure(workers)); }
}

void main();
