import type { Invoice } from './invoice-document';
import { invoiceKey } from './invoice-key';
import { readInvoicedOrder, Uninvoiceable, type InvoicedOrder } from './invoice-order';
import { printedNumber, seriesAt } from './invoice-series';
import type { InvoiceSettings, ItemEvent } from '../../contract/order-events-pipeline';
import type { JsonValue } from '../kit/json';
import { PermanentError } from '../kit/sqs';

/** A number of a series, an order's own for ever. */
export interface Reservation {
  readonly series: string;
  /** 1 for the first of the series. */
  readonly number: number;
  /** When it was reserved: ISO 8601, UTC. */
  readonly issuedAt: string;
}

/** What the flow stands on. */
export interface InvoicePorts {
  readonly settings: InvoiceSettings;
  /** Member of an event's data that holds the order. */
  readonly entity: string;
  /** Type of the events that are invoiced; the queue lets no other through. */
  readonly createdType?: string;
  /** ISO 8601, UTC. */
  now(): string;
  /**
   * The order's number: the one it has, or the next of the series, taken together with the order or not at all. It is issued at the
   * time given, or when the number before it was, if that is later: dates follow the numbers.
   */
  reserve(order: InvoicedOrder, series: string, issuedAt: string): Promise<Reservation>;
  draw(invoice: Invoice): Promise<Uint8Array>;
  /** Keeps the file unless there is one of that name. */
  keep(key: string, bytes: Uint8Array): Promise<void>;
  /** Notes that the order's file is there. */
  issued(orderId: string, key: string): Promise<void>;
  /** Notes why the order can't be invoiced, unless it has a number. */
  refused(orderId: string, reason: string): Promise<void>;
}

/**
 * Writes the invoice of a new order. Each step is the same done twice as once, so the whole is: a worker may die anywhere and
 * another begin again.
 * @throws PermanentError for an order that can't be invoiced, before it has taken a number, and when that is noted
 */
export async function issueInvoice(event: ItemEvent, ports: InvoicePorts): Promise<void> {
  if (ports.createdType !== undefined && event.type !== ports.createdType) { return; }
  const key = invoiceKey(event.subject);
  if (key === undefined) { throw new PermanentError(`the id of order ${event.subject} is too long for the name of its file`); }
  const order = await orderOrRefusal(event, ports);
  const now = ports.now();
  const { series, number, issuedAt } = await ports.reserve(order, seriesAt(now, ports.settings), now);
  const bytes = await ports.draw({ number: printedNumber(series, number), issuedAt, order });
  await ports.keep(key, bytes);
  await ports.issued(order.orderId, key);
}

async function orderOrRefusal({ subject, data }: ItemEvent, { entity, settings, refused }: InvoicePorts): Promise<InvoicedOrder> {
  try {
    if (data.truncated) { throw new Uninvoiceable(subject, 'it is too large, so that its lines are not known'); }
    return readInvoicedOrder(subject, data[entity] as JsonValue | undefined, settings);
  } catch (error) {
    if (error instanceof Uninvoiceable) { await refused(subject, error.reason); }
    throw error;
  }
}
