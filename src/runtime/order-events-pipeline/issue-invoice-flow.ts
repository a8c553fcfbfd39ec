import type { Invoice } from './invoice-document';
import { invoiceKey } from './invoice-key';
import { readInvoicedOrder, type InvoicedOrder } from './invoice-order';
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
}

/**
 * Writes the invoice of a new order. Each step is the same done twice as once, so the whole is: a worker may die anywhere and
 * another begin again.
 * @throws PermanentError for an order that can't be invoiced, before it has taken a number
 */
export async function issueInvoice(event: ItemEvent, ports: InvoicePorts): Promise<void> {
  if (ports.createdType !== undefined && event.type !== ports.createdType) { return; }
  if (event.data.truncated) { throw new PermanentError(`order ${event.subject} is too large for its event, so its lines are not known`); }
  const key = invoiceKey(event.subject);
  if (key === undefined) { throw new PermanentError(`the id of order ${event.subject} is too long for the name of its file`); }
  const order = readInvoicedOrder(event.subject, event.data[ports.entity] as JsonValue | undefined, ports.settings);
  const now = ports.now();
  const { series, number, issuedAt } = await ports.reserve(order, seriesAt(now, ports.settings), now);
  const bytes = await ports.draw({ number: printedNumber(series, number), issuedAt, order });
  await ports.keep(key, bytes);
  await ports.issued(order.orderId, key);
}
