import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvoiceSettings } from '../../src/contract/order-events-pipeline';
import type { JsonObject } from '../../src/runtime/kit/json';
import { openTrueType } from '../../src/runtime/kit/truetype';
import type { InvoiceFonts } from '../../src/runtime/order-events-pipeline/invoice-document';

const FONTS = join(__dirname, '..', '..', 'src', 'runtime', 'order-events-pipeline', 'fonts');

export const INVOICE_SETTINGS: InvoiceSettings = {
  seller: { name: 'CloudCommerce S.L.', taxId: 'B12345678', address: ['Calle de Alcalá 42', '28014 Madrid', 'España'], email: 'facturas@cloudcommerce.example' },
  series: 'F{year}-',
  locale: 'es-ES',
  timeZone: 'Europe/Madrid',
  currency: 'EUR',
  taxRate: 21,
  ownerAttribute: 'userId',
};

/** Fonts with glyphs of their own for every drawing, since a subset belongs to one document. */
export function invoiceFonts(): InvoiceFonts {
  return {
    regular: openTrueType(readFileSync(join(FONTS, 'NotoSans-Regular.ttf')), 'NotoSans-Regular'),
    bold: openTrueType(readFileSync(join(FONTS, 'NotoSans-Bold.ttf')), 'NotoSans-Bold'),
  };
}

/** An order that can be invoiced. */
export function invoicedOrder(members: JsonObject = {}): JsonObject {
  return {
    orderId: 'o-1',
    userId: 'ana',
    customer: { name: 'Ana Peña Muñoz', taxId: '12345678Z', address: ['Gran Vía 1, 2.º B', '28013 Madrid'] },
    lines: [
      { description: 'Teclado mecánico', quantity: 2, unitPrice: 59.9 },
      { description: 'El ingenioso hidalgo don Quijote de la Mancha, tapa dura', quantity: 1, unitPrice: 24.95, taxRate: 4 },
      { description: 'Descuento de bienvenida', quantity: 1, unitPrice: -10 },
    ],
    ...members,
  };
}
