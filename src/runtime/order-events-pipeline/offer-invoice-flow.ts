import { invoiceKey } from './invoice-key';
import { printedNumber } from './invoice-series';
import type { Reservation } from './issue-invoice-flow';
import { INVOICE_LINK_SECONDS } from '../../contract/order-events-pipeline';
import { Conflict, MethodNotAllowed, NotFound } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import { requireIdToken } from '../serverless-crud-api/principal';

/** What is known of an order's invoice. */
export interface InvoiceRecord extends Reservation {
  /** `sub` of the user whose order it is. */
  readonly owner?: string;
  /** Name of the file, once it is there. */
  readonly file?: string;
}

/** What is known of an order that can't be invoiced. */
export interface InvoiceRefusal {
  /** For its customer. */
  readonly refusal: string;
}

/** What the flow stands on. */
export interface OfferPorts {
  /** Members of any may see every invoice. */
  readonly adminGroups: readonly string[];
  findInvoice(orderId: string): Promise<InvoiceRecord | InvoiceRefusal | undefined>;
  /** `sub` of the order's owner, '' for an order of nobody, undefined where there is no such order. */
  findOwner(orderId: string): Promise<string | undefined>;
  /** A link to the file, good for INVOICE_LINK_SECONDS, under which it is saved as `name`. */
  link(key: string, name: string): Promise<string>;
}

/** A worker that is not behind has the invoice in about as long. */
const RETRY_AFTER_SECONDS = '5';

/** GET of an order's invoice: a link to its owner or an admin, 202 while it is being made, 409 of an order that can't be invoiced. */
export async function offerInvoice(request: HttpRequest, ports: OfferPorts): Promise<HttpResponse> {
  const principal = requireIdToken(request.claims);
  if (request.method !== 'GET' && request.method !== 'HEAD') { throw new MethodNotAllowed(['GET', 'HEAD']); }
  const orderId = request.pathParameters.id;
  if (invoiceKey(orderId) === undefined) { throw noSuchOrder(); } // a key of DynamoDB may be too long, too
  const isAdmin = principal.groups.some((group) => ports.adminGroups.includes(group));

  const found = await ports.findInvoice(orderId);
  const invoice = found && 'number' in found ? found : undefined;
  const owner = invoice ? invoice.owner ?? '' : await ports.findOwner(orderId);
  if (owner === undefined || (!isAdmin && owner !== principal.sub)) { throw noSuchOrder(); }
  if (found && 'refusal' in found) { throw new Conflict(`This order can’t be invoiced: ${found.refusal}.`); }
  if (invoice?.file === undefined) { return { status: 202, headers: { 'Retry-After': RETRY_AFTER_SECONDS }, body: { status: 'PENDING' } }; }

  const number = printedNumber(invoice.series, invoice.number);
  const url = await ports.link(invoice.file, `${number}.pdf`);
  return { status: 200, body: { number, issuedAt: invoice.issuedAt, url, expiresIn: INVOICE_LINK_SECONDS } };
}

function noSuchOrder(): NotFound { return new NotFound('There is no such order.'); }
