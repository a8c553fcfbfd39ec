import type { InvoiceSettings } from '../../../src/contract/order-events-pipeline';
import { drawInvoice } from '../../../src/runtime/order-events-pipeline/invoice-document';
import { readInvoicedOrder } from '../../../src/runtime/order-events-pipeline/invoice-order';
import { INVOICE_SETTINGS, invoicedOrder, invoiceFonts } from '../../support/invoices';
import { readPdf } from '../../support/pdf-text';

async function drawn(members = {}, settings: Partial<InvoiceSettings> = {}) {
  const all = { ...INVOICE_SETTINGS, ...settings };
  const order = readInvoicedOrder('o-1', invoicedOrder(members), all);
  return drawInvoice({ number: 'F2026-000042', issuedAt: '2026-11-24T23:30:00.000Z', order }, all, invoiceFonts());
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const pagesOf = (bytes: Uint8Array) => readPdf(bytes).pages.map(plain);

test('F1: an invoice tells who, to whom, what, how much and when, in the words of its locale', async () => {
  const [page] = pagesOf(await drawn());
  for (const text of [
    'CloudCommerce S.L.', 'Factura', 'F2026-000042', '25 de noviembre de 2026', 'Ana Peña Muñoz', 'NIF 12345678Z', 'Teclado mecánico',
    '59,90 €', '119,80 €', 'Base imponible', '134,75 €', 'IVA 4 % sobre 24,95 €', '1,00 €', 'IVA 21 % sobre 109,80 €', '23,06 €', '158,81 €', 'Página 1 de 1',
  ]) { expect(page).toContain(text); }
});

test('an order of nobody by name gets a simplified invoice', async () => {
  const [page] = pagesOf(await drawn({ customer: null }));
  expect(page).toContain('Factura simplificada');
  expect(page).not.toContain('Facturar a');
  expect(page).toContain('158,81 €');
});

test('and in English elsewhere, with the locale’s dates and money', async () => {
  const [page] = pagesOf(await drawn({ currency: 'JPY', lines: [{ description: 'Pen', quantity: 3, unitPrice: 1500, taxRate: 10 }] }, { locale: 'en-GB', timeZone: 'UTC' }));
  for (const text of ['Invoice', '24 November 2026', 'JP¥4,500', 'VAT 10% on JP¥4,500', 'JP¥450', 'JP¥4,950']) { expect(page).toContain(text); }
});

test('two hundred lines take several pages, each with the columns’ heads and its number, and all lines are there', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => ({ description: `Artículo ${i + 1}.`, quantity: 1, unitPrice: 1 }));
  const pages = pagesOf(await drawn({ lines }));
  expect(pages.length).toBeGreaterThan(4);
  for (const [i, page] of pages.entries()) {
    expect(page).toContain(`Página ${i + 1} de ${pages.length}`);
    expect(page).toContain('Descripción');
  }
  for (const { description } of lines) { expect(pages.filter((page) => page.split('\n').includes(description))).toHaveLength(1); }
  expect(pages[pages.length - 1]).toContain('242,00 €');
});

test('a text of many lines is one, so that a row stays a row', async () => {
  const lines = [{ description: `two\n${'\n'.repeat(400)} \t words`, quantity: 1, unitPrice: 7 }, { description: 'next', quantity: 1, unitPrice: 8 }];
  const pages = pagesOf(await drawn({ lines, customer: { name: 'Ana\r\nPeña', address: [`Gran Vía${'\n'.repeat(150)}1`] } }));
  expect(pages).toHaveLength(1);
  for (const text of ['two words', 'Ana Peña', 'Gran Vía 1', '7,00 €', '8,00 €']) { expect(pages[0]).toContain(text); }
});

test('more rates of tax than a page has room for go on on the next', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => ({ description: `Artículo ${i + 1}.`, quantity: 1, unitPrice: 1_000, taxRate: (i + 1) / 100 }));
  const pages = pagesOf(await drawn({ lines }));
  expect(pages.length).toBeLessThanOrEqual(5);
  for (let i = 1; i <= 60; i++) {
    const [rate, amount] = [`IVA 0,${String(i).padStart(2, '0').replace(/0$/, '')} % sobre 1000,00 €`, `${(i / 10).toFixed(2).replace('.', ',')} €`];
    expect(pages.filter((page) => page.includes(rate) && page.includes(amount))).toHaveLength(1);
  }
  expect(pages.at(-1)).toContain('60.183,00 €');
});

test('names of Latin, Greek and Cyrillic are as they are written, other scripts are seen to be missing', async () => {
  const [page] = pagesOf(await drawn({ customer: { name: 'Łódź Ελένη Шевченко 漢😀' } }));
  expect(page).toContain('Łódź Ελένη Шевченко');
  expect(await drawn({ customer: { name: 'a漢b' } })).not.toEqual(await drawn({ customer: { name: 'ab' } }));
});

test('the file says what it is', async () => {
  const bytes = await drawn();
  const { info } = readPdf(bytes);
  expect(info).toContain('/Author (CloudCommerce S.L.)');
  expect(info).toContain('/Title (Factura F2026-000042)');
  expect(info).toContain('D:20261124233000Z');
  expect(Buffer.from(bytes).toString('latin1')).toContain('/Lang (es-ES)');
});

test('the same invoice gives the same bytes', async () => {
  expect(await drawn()).toEqual(await drawn());
});

test('what is to be said at the end is said', async () => {
  expect(pagesOf(await drawn({}, { notes: 'Pago a 30 días.' }))[0]).toContain('Pago a 30 días.');
});

test('the paper is the region’s', async () => {
  expect(Buffer.from(await drawn()).toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
  expect(Buffer.from(await drawn({}, { locale: 'en-US' })).toString('latin1')).toContain('/MediaBox [0 0 612 792]');
});
