import fc from 'fast-check';
import type { ItemEvent } from '../../../src/contract/order-events-pipeline';
import { PermanentError } from '../../../src/runtime/kit/sqs';
import { issueInvoice, type InvoicePorts, type Reservation } from '../../../src/runtime/order-events-pipeline/issue-invoice-flow';
import { INVOICE_SETTINGS, invoicedOrder } from '../../support/invoices';
import { ORDER_EVENTS } from '../../support/streams';

const event = (orderId: string, members = {}, overrides: Partial<ItemEvent> = {}): ItemEvent => ({
  specversion: '1.0',
  id: `e-${orderId}`,
  source: '/orders',
  type: 'ORDER_CREATED',
  subject: orderId,
  time: '2026-11-24T10:00:00Z',
  datacontenttype: 'application/json',
  dataschema: '#',
  sequence: '1',
  data: { order: invoicedOrder({ orderId, ...members }) },
  ...overrides,
});

/** Numbers and files that survive the crashes of those who write them. */
class Ledger {
  readonly rows = new Map<string, Reservation>();
  readonly last = new Map<string, number>();
  readonly files = new Map<string, string>();
  readonly issued = new Set<string>();
  readonly refusals = new Map<string, string>();
  now = '2026-11-24T10:00:01.000Z';
  steps = 0;

  /** @param crash says before which and after which step the worker dies */
  ports(crash: (step: number, when: 'before' | 'after') => boolean = () => false): InvoicePorts {
    const step = async <T>(work: () => T): Promise<T> => {
      const at = this.steps++;
      if (crash(at, 'before')) { throw new Error(`died before step ${at}`); }
      const result = work();
      if (crash(at, 'after')) { throw new Error(`died after step ${at}`); }
      return result;
    };
    return {
      settings: INVOICE_SETTINGS,
      entity: ORDER_EVENTS.entity,
      now: () => this.now,
      reserve: (order, series, issuedAt) => step(() => {
        const known = this.rows.get(order.orderId);
        if (known) { return known; }
        const number = (this.last.get(series) ?? 0) + 1;
        const reservation = { series, number, issuedAt };
        this.last.set(series, number);
        this.rows.set(order.orderId, reservation);
        return reservation;
      }),
      draw: async ({ number, issuedAt }) => Buffer.from(`${number} of ${issuedAt}`),
      keep: (key, bytes) => step(() => { if (!this.files.has(key)) { this.files.set(key, Buffer.from(bytes).toString()); } }),
      issued: (orderId) => step(() => { this.issued.add(orderId); }),
      refused: (orderId, reason) => step(() => { this.refusals.set(orderId, reason); }),
    };
  }
}

test('an order that is created gets its invoice, numbered in the series of its year', async () => {
  const ledger = new Ledger();
  await issueInvoice(event('o-1'), ledger.ports());
  expect([...ledger.files]).toEqual([['invoices/o-1.pdf', 'F2026-000001 of 2026-11-24T10:00:01.000Z']]);
  expect(ledger.issued).toEqual(new Set(['o-1']));
});

test('an event that comes twice writes one invoice, under one number', async () => {
  const ledger = new Ledger();
  await issueInvoice(event('o-1'), ledger.ports());
  ledger.now = '2027-01-01T00:00:00.000Z';
  await issueInvoice(event('o-1'), ledger.ports());
  expect([...ledger.files.values()]).toEqual(['F2026-000001 of 2026-11-24T10:00:01.000Z']);
  expect([...ledger.last]).toEqual([['F2026-', 1]]);
});

test('the year of a series is that of the place where the invoice is issued', async () => {
  const ledger = new Ledger();
  ledger.now = '2026-12-31T23:30:00.000Z';
  await issueInvoice(event('o-1'), ledger.ports());
  expect([...ledger.last.keys()]).toEqual(['F2027-']);
});

test('an order’s id is safe in the name of its file', async () => {
  const ledger = new Ledger();
  await issueInvoice(event('../a b/ñ'), ledger.ports());
  expect([...ledger.files.keys()]).toEqual(['invoices/..%2Fa%20b%2F%C3%B1.pdf']);
});

test('an event of another kind is nothing to do', async () => {
  const ledger = new Ledger();
  await issueInvoice(event('o-1', {}, { type: 'ORDER_UPDATED' }), { ...ledger.ports(), createdType: 'ORDER_CREATED' });
  expect(ledger.rows.size).toBe(0);
});

test.each([
  ['an order too large for its event', event('o-1', {}, { data: { truncated: true, order: { orderId: 'o-1' } } }), 'it is too large, so that its lines are not known'],
  ['an order without lines', event('o-1', { lines: [] }), 'lines must be 1 to 1000, not 0'],
])('fails for good for %s, before it takes a number, and notes why', async (_, bad, reason) => {
  const ledger = new Ledger();
  await expect(issueInvoice(bad, ledger.ports())).rejects.toThrow(`order o-1 can’t be invoiced: ${reason}`);
  await expect(issueInvoice(bad, ledger.ports())).rejects.toThrow(PermanentError);
  expect(ledger.last.size).toBe(0);
  expect([...ledger.refusals]).toEqual([['o-1', reason]]);
});

test('an order whose refusal can’t be noted is tried again, rather than a dead letter that its customer never hears of', async () => {
  const ledger = new Ledger();
  const attempt = issueInvoice(event('o-1', { lines: [] }), ledger.ports(() => true));
  await expect(attempt).rejects.toThrow('died before step 0');
  await expect(attempt).rejects.not.toThrow(PermanentError);
});

test('fails for good, and notes nothing, for an id that is too long for a file: its route answers that there is no such order', async () => {
  const ledger = new Ledger();
  await expect(issueInvoice(event('ñ'.repeat(169), { lines: [] }), ledger.ports())).rejects.toThrow(PermanentError);
  expect(ledger.refusals.size).toBe(0);
});

test('however often workers die, each order has one invoice, and numbers have no gap and no double', async () => {
  const deaths = fc.array(fc.record({ step: fc.nat(60), when: fc.constantFrom('before', 'after') }), { maxLength: 20 });
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 8 }), deaths, fc.array(fc.nat(7)), async (orders, crashes, again) => {
    const ledger = new Ledger();
    const ports = ledger.ports((step, when) => crashes.some((crash) => crash.step === step && crash.when === when));
    const queue = [...Array.from({ length: orders }, (_, i) => `o-${i}`), ...again.map((n) => `o-${n % orders}`)];
    for (let tries = 0; queue.length > 0 && tries < 500; tries++) {
      const orderId = queue.shift()!;
      await issueInvoice(event(orderId), ports).catch(() => queue.push(orderId));
    }
    expect(queue).toEqual([]);
    expect([...ledger.rows.values()].map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: orders }, (_, i) => i + 1));
    expect(ledger.files.size).toBe(orders);
    for (const [orderId, { series, number }] of ledger.rows) {
      expect(ledger.files.get(`invoices/${orderId}.pdf`)).toContain(`${series}${String(number).padStart(6, '0')} `);
    }
    expect(ledger.issued.size).toBe(orders);
  }), { numRuns: 300 });
});
