import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiAnswer, ApiRequest } from './apis';

type Claims = { readonly [claim: string]: string } | undefined;

/** What functions of other houses answer: invoices, as offer-invoice.ts does, of files that this serves as the store would. */
export class Extras {
  /** How often an invoice is still being made when it is asked for. */
  invoiceDelays = 1;
  private readonly asked = new Map<string, number>();

  answer({ method, url }: ApiRequest, claims: Claims): Promise<ApiAnswer> | undefined {
    const [, orderId] = /^\/v1\/orders\/([^/]+)\/invoice$/.exec(url) ?? [];
    return orderId && claims && method === 'GET' ? Promise.resolve(this.invoice(orderId)) : undefined;
  }

  /** Whether an address is the object store's, which is no API. */
  takes(url: string): boolean {
    return url.startsWith('/store/');
  }

  serve(_request: IncomingMessage, _body: Buffer, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="2026-000001.pdf"' }).end('%PDF-1.7');
  }

  private invoice(orderId: string): ApiAnswer {
    const times = this.asked.get(orderId) ?? 0;
    this.asked.set(orderId, times + 1);
    return times < this.invoiceDelays
      ? json(202, { status: 'PENDING' }, { 'Retry-After': '1' })
      : json(200, { number: '2026-000001', issuedAt: '2026-11-24T10:00:00.000Z', url: `/store/invoices/${orderId}.pdf`, expiresIn: 3_600 });
  }
}

function json(status: number, body: object, headers: { readonly [name: string]: string } = {}): ApiAnswer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, cookies: [], body: JSON.stringify(body) };
}
