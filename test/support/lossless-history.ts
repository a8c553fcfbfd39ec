import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { invoicedOrder } from './invoices';
import { type Mishap, MISHAPS } from './mishap-gate';
import type { Change } from './retry-model/shard';
import { streamRecord } from './streams';
import { REPUBLISH } from '../../src/contract/order-events-pipeline';
import { toAttributes } from '../../src/runtime/serverless-crud-api/attribute-values';

export const POLLERS_MAX = 3;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** What happens to the orders of a shop, and to those who work for it. Times are seconds. */
export interface History {
  /** Events per item in their order: FIFO topic and queue, and a worker that gets every type. */
  readonly ordered: boolean;
  readonly orders: number;
  /** Orders that can't be invoiced. */
  readonly unbillable: readonly number[];
  /** An order whose file is refused until an operator mends it. */
  readonly refused?: number;
  /** What happens to orders later, and records that nobody can read. */
  readonly changes: readonly { readonly order: number; readonly kind: 'update' | 'delete' | 'poison' }[];
  /** By the number of the request that meets them. */
  readonly mishaps: readonly { readonly step: number; readonly mishap: Mishap }[];
  /** Requests to publish in which an entry fails. */
  readonly partial: readonly { readonly call: number; readonly place: number }[];
  readonly stream: {
    readonly batchSize: number;
    readonly forgotten: readonly number[];
    /** Between one change and the next. */
    readonly gap: number;
    /** For so long Lambda can't invoke the publisher. */
    readonly away: number;
  };
  readonly queue: {
    readonly batchSize: number;
    readonly concurrency: number;
    readonly seed: number;
    /** Events that come twice. */
    readonly twice: readonly number[];
    /** Messages that are no events. */
    readonly garbage: number;
    /** For so long nobody takes messages. */
    readonly away: number;
  };
  /** Invocations that have no time left to do their work. */
  readonly hasty: readonly number[];
  /** When, after all is quiet, an operator looks. */
  readonly operatorAfter: number;
  /** Whether the operator mends the orders that can't be invoiced, and publishes them again. */
  readonly mends: boolean;
}

const seldom = <T>(usual: T, arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });

export const HISTORIES: fc.Arbitrary<History> = fc.record({
  ordered: fc.boolean(),
  orders: fc.integer({ min: 1, max: 6 }),
  unbillable: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
  refused: seldom<number | undefined>(undefined, fc.nat(5)),
  changes: fc.array(fc.record({ order: fc.nat(5), kind: fc.constantFrom('update' as const, 'delete' as const, 'poison' as const) }), { maxLength: 5 }),
  mishaps: fc.uniqueArray(
    fc.record({ step: fc.nat(50), mishap: fc.constantFrom<Mishap>(...MISHAPS) }), { maxLength: 8, selector: ({ step }) => step },
  ),
  partial: fc.array(fc.record({ call: fc.nat(5), place: fc.nat(5) }), { maxLength: 3 }),
  stream: fc.record({
    batchSize: fc.integer({ min: 1, max: 12 }),
    forgotten: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
    gap: fc.constantFrom(0, 0, 1, 200),
    away: seldom(0, fc.integer({ min: 1, max: 40 }).map((hours) => hours * HOUR)),
  }),
  queue: fc.record({
    batchSize: fc.integer({ min: 1, max: 10 }),
    concurrency: fc.integer({ min: 1, max: POLLERS_MAX }),
    seed: fc.nat(1_000),
    twice: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
    garbage: fc.nat(1),
    away: seldom(0, fc.integer({ min: 1, max: 6 }).map((days) => days * DAY)),
  }),
  hasty: seldom<readonly number[]>([], fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 2 })),
  operatorAfter: fc.integer({ min: 0, max: 6 }).map((days) => days * DAY),
  mends: fc.boolean(),
});

/** Nothing goes wrong with a process, a request or an answer. */
export function isCalm({ mishaps, partial, stream, hasty }: History): boolean {
  return mishaps.length + partial.length + stream.forgotten.length + stream.away + hasty.length === 0;
}

export const idOf = (order: number) => `o-${order}`;
export const isPoison = ({ dynamodb }: DynamoDBRecord) => dynamodb!.NewImage?.broken !== undefined;

/** Orders that are there at the end. */
export function keptOrders({ orders, changes }: History): number[] {
  const deleted = new Set(changes.filter(({ kind }) => kind === 'delete').map(({ order }) => order));
  return numbers(orders).filter((order) => !deleted.has(order));
}

/** Orders that can be invoiced. */
export function billableOrders({ orders, unbillable }: History): number[] {
  return numbers(orders).filter((order) => !unbillable.includes(order));
}

/** Orders that can be invoiced once they are mended. */
export function mendedOrders(history: History): number[] {
  return history.mends ? keptOrders(history).filter((order) => history.unbillable.includes(order)) : [];
}

/** The table's changes as its stream tells them: each order is created, then what the history says of it, poison in between. */
export function changesOf(history: History): Change[] {
  const item = itemOf(history);
  const deleted = new Set<number>();
  const facts: Parameters<typeof streamRecord>[0][] = numbers(history.orders).map((order) => ({ new: item(order) }));
  for (const [i, { order, kind }] of history.changes.entries()) {
    if (kind === 'poison') {
      facts.splice(i, 0, { new: { ...item(0), orderId: { S: `poison-${i}` }, broken: { X: 'y' } } });
    } else if (order < history.orders && !deleted.has(order)) {
      if (kind === 'delete') { deleted.add(order); }
      facts.push(kind === 'delete' ? { old: item(order) } : { old: item(order, { note: i }), new: item(order, { note: i + 1 }) });
    }
  }
  return facts.map((fact, i) => ({ record: streamRecord({ ...fact, eventID: `e-${i}`, sequence: String(1_000 + i) }), at: i * history.stream.gap }));
}

/** What `republish` of orders makes the stream tell: their items, mended where that was needed, and marked. */
export function marksOf(orders: readonly number[], at: number): Change[] {
  const item = itemOf({ unbillable: [] });
  return orders.map((order, i) => ({
    record: streamRecord({ old: item(order), new: { ...item(order), [REPUBLISH]: { S: `state#${i}` } }, eventID: `mark-${i}`, sequence: String(9_000 + i) }),
    at,
  }));
}

function itemOf({ unbillable }: Pick<History, 'unbillable'>) {
  const lines = (order: number) => (unbillable.includes(order) && { lines: [] });
  return (order: number, members = {}) => toAttributes(invoicedOrder({ orderId: idOf(order), ...lines(order), ...members }));
}

function numbers(count: number): number[] { return Array.from({ length: count }, (_, i) => i); }
