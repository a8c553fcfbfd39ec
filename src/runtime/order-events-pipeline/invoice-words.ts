/** The words on an invoice. */
export interface InvoiceWords {
  readonly invoice: string;
  /** Of one that names no customer (Directive 2006/112/EC, article 226b). */
  readonly simplified: string;
  readonly number: string;
  readonly issued: string;
  readonly order: string;
  readonly billTo: string;
  readonly taxId: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly subtotal: string;
  readonly tax: string;
  readonly on: string;
  readonly total: string;
  page(page: number, pages: number): string;
}

const ENGLISH: InvoiceWords = {
  invoice: 'Invoice',
  simplified: 'Simplified invoice',
  number: 'Number',
  issued: 'Date of issue',
  order: 'Order',
  billTo: 'Bill to',
  taxId: 'Tax ID',
  description: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  amount: 'Amount',
  subtotal: 'Subtotal',
  tax: 'VAT',
  on: 'on',
  total: 'Total',
  page: (page, pages) => `Page ${page} of ${pages}`,
};

const SPANISH: InvoiceWords = {
  invoice: 'Factura',
  simplified: 'Factura simplificada',
  number: 'Número',
  issued: 'Fecha de emisión',
  order: 'Pedido',
  billTo: 'Facturar a',
  taxId: 'NIF',
  description: 'Descripción',
  quantity: 'Cantidad',
  unitPrice: 'Precio unitario',
  amount: 'Importe',
  subtotal: 'Base imponible',
  tax: 'IVA',
  on: 'sobre',
  total: 'Total',
  page: (page, pages) => `Página ${page} de ${pages}`,
};

/** Spanish for a locale of that language, English for any other. */
export function wordsOf(locale: string): InvoiceWords {
  return new Intl.Locale(locale).language === 'es' ? SPANISH : ENGLISH;
}
