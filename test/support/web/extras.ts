import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { deflateSync, crc32 } from 'node:zlib';
import type { ApiAnswer, ApiRequest } from './apis';

type Claims = { readonly [claim: string]: string } | undefined;

/** What functions of other houses answer, as offer-invoice-flow.ts and uploads-flow.ts do; their files are served as the store would. */
export class Extras {
  /** How often an invoice is still being made when it is asked for, and an image when it is looked for. */
  delays = 1;
  /** Why the orders of now can't be invoiced. */
  invoiceRefusal?: string;
  /** What becomes of the images that are uploaded next. */
  rejection?: { readonly reason: string; readonly detail: string };
  /** Milliseconds until the store answers an upload. */
  storeDelay = 0;
  private readonly asked = new Map<string, number>();
  private readonly stored = new Set<string>();

  answer({ method, url, body }: ApiRequest, claims: Claims): Promise<ApiAnswer> | undefined {
    if (!claims) { return undefined; }
    const [, orderId] = /^\/v1\/orders\/([^/]+)\/invoice$/.exec(url) ?? [];
    if (orderId && method === 'GET') { return Promise.resolve(this.invoice(orderId)); }
    const [, , uploadId] = /^\/v1\/uploads(\/([^/]+))?$/.exec(url) ?? [];
    if (url === '/v1/uploads' && method === 'POST') { return Promise.resolve(this.slot(JSON.parse(body ?? '{}'))); }
    return uploadId ? Promise.resolve(this.upload(uploadId)) : undefined;
  }

  /** Whether an address is the object store's, which is no API. */
  takes(url: string): boolean {
    return url.startsWith('/store/');
  }

  serve(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    if (request.method === 'POST') {
      const [, key] = /name="key"\r\n\r\n([^\r]*)/.exec(body.toString('latin1')) ?? [];
      this.stored.add(key);
      setTimeout(() => response.writeHead(204).end(), this.storeDelay);
    } else if (request.url?.endsWith('.pdf')) {
      response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="2026-000001.pdf"' }).end('%PDF-1.7');
    } else {
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(picture());
    }
  }

  private invoice(orderId: string): ApiAnswer {
    if (this.invoiceRefusal !== undefined) {
      const detail = `This order can’t be invoiced: ${this.invoiceRefusal}.`;
      return json(409, { type: 'about:blank', title: 'Conflict', status: 409, detail, requestId: 'r-1' }, { 'Content-Type': 'application/problem+json' });
    }
    return this.isBeingMade(orderId)
      ? json(202, { status: 'PENDING' }, { 'Retry-After': '1' })
      : json(200, { number: '2026-000001', issuedAt: '2026-11-24T10:00:00.000Z', url: `/store/invoices/${orderId}.pdf`, expiresIn: 3_600 });
  }

  private slot({ contentType, size }: { readonly contentType: string; readonly size: number }): ApiAnswer {
    const id = randomUUID();
    return json(201, { id, url: '/store/', fields: { 'key': `uploads/${id}`, 'Content-Type': contentType }, expiresIn: 600, maxBytes: size });
  }

  private upload(id: string): ApiAnswer {
    if (!this.stored.has(`uploads/${id}`) || this.isBeingMade(id)) { return json(200, { id, status: 'PENDING', expiresIn: 900 }); }
    if (this.rejection) { return json(200, { id, status: 'REJECTED', ...this.rejection, expiresIn: 900 }); }
    const thumbnails = [160, 480, 1_280].map((width) => ({ width, height: width * 3 / 4, url: `/store/thumbnails/${id}-${width}.png` }));
    return json(200, { id, status: 'READY', thumbnails, expiresIn: 900 });
  }

  private isBeingMade(id: string): boolean {
    const times = this.asked.get(id) ?? 0;
    this.asked.set(id, times + 1);
    return times < this.delays;
  }
}

function json(status: number, body: object, headers: { readonly [name: string]: string } = {}): ApiAnswer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, cookies: [], body: JSON.stringify(body) };
}

/** A PNG of 4 × 3 pixels, from one colour to another. */
function picture(): Buffer {
  const rows = Array.from({ length: 3 }, (_, y) => [0, ...Array.from({ length: 4 }, (__, x) => [40 + x * 50, 90 + y * 40, 120]).flat()]).flat();
  const chunk = (type: string, data: Buffer) => {
    const typed = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(typed), 4);
    return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0)),
  ]);
}
