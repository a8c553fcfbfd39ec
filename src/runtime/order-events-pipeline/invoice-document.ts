import PDFDocument from 'pdfkit';
import { amountsOf, type InvoiceAmounts } from './invoice-amounts';
import { decimalsOf, type InvoiceCustomer, type InvoicedOrder } from './invoice-order';
import { wordsOf, type InvoiceWords } from './invoice-words';
import type { InvoiceSettings } from '../../contract/order-events-pipeline';
import type { TrueTypeFont } from '../kit/truetype';

/** An invoice before it is drawn. */
export interface Invoice {
  /** As printed: series and number. */
  readonly number: string;
  /** When its number was reserved: ISO 8601, UTC. */
  readonly issuedAt: string;
  readonly order: InvoicedOrder;
}

/** The two weights of a typeface. */
export interface InvoiceFonts {
  readonly regular: TrueTypeFont;
  readonly bold: TrueTypeFont;
}

const INK = '#1f2933';
const MUTED = '#616e7c';
const ACCENT = '#1d4e6b';
const RULE = '#cbd2d9';
const SHADE = '#f2f5f7';
/** Points. */
const MARGIN = 50;
const TEXT = 9.5;
const LEADING = 3;
const CELL = 6;
const FOOTER = 40;

interface TextStyle { readonly size?: number; readonly bold?: boolean; readonly color?: string; readonly align?: 'left' | 'right' }
interface Column { readonly title: string; readonly x: number; readonly width: number; readonly align: 'left' | 'right' }

/** Draws an invoice: A4, or Letter where the locale's region uses that. The same invoice gives the same bytes. */
export async function drawInvoice(invoice: Invoice, settings: InvoiceSettings, fonts: InvoiceFonts): Promise<Uint8Array> {
  const drawing = new InvoiceDrawing(invoice, settings, fonts);
  return drawing.finished();
}

class InvoiceDrawing {
  private readonly doc: PDFKit.PDFDocument;
  private readonly words: InvoiceWords;
  private readonly amounts: InvoiceAmounts;
  private readonly left = MARGIN;
  private readonly right: number;
  private readonly bottom: number;
  private readonly columns: readonly Column[];
  private readonly money: (minor: number) => string;
  private readonly numberFormat: Intl.NumberFormat;
  private readonly percentFormat: Intl.NumberFormat;

  constructor(private readonly invoice: Invoice, private readonly settings: InvoiceSettings, private readonly fonts: InvoiceFonts) {
    const { locale } = settings;
    this.words = wordsOf(locale);
    this.doc = new PDFDocument({
      size: ['US', 'CA', 'MX', 'PH'].includes(new Intl.Locale(locale).region ?? '') ? 'LETTER' : 'A4',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
      bufferPages: true,
      pdfVersion: '1.7',
      lang: locale,
      displayTitle: true,
      font: fonts.regular as never,
      info: {
        Title: `${this.title} ${invoice.number}`,
        Author: settings.seller.name,
        Subject: `${this.words.order} ${invoice.order.orderId}`,
        Creator: 'serverless-inteligente',
        Producer: 'pdfkit',
        CreationDate: new Date(invoice.issuedAt),
        ModDate: new Date(invoice.issuedAt),
      },
    });
    this.right = this.doc.page.width - MARGIN;
    this.bottom = this.doc.page.height - MARGIN - FOOTER;
    this.amounts = amountsOf(invoice.order.lines);
    const decimals = decimalsOf(invoice.order.currency) ?? 2;
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency: invoice.order.currency });
    this.money = (minor) => format.format(minor / 10 ** decimals);
    this.numberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
    this.percentFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
    this.columns = this.layOut();
  }

  async finished(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const ended = new Promise<void>((resolve, reject) => this.doc.on('end', resolve).on('error', reject));
    this.doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    this.drawHead();
    this.drawLines();
    this.drawTotals();
    this.drawNotes();
    this.drawFooters();
    this.doc.end();
    await ended;
    return Buffer.concat(chunks);
  }

  /** Columns as wide as their widest cell; what is left is the description's. */
  private layOut(): readonly Column[] {
    const { lines } = this.invoice.order;
    const widest = (title: string, cells: Iterable<string>) => {
      let width = this.measure(title, true);
      for (const cell of cells) { width = Math.max(width, this.measure(cell)); }
      return Math.ceil(width) + 2 * CELL;
    };
    const { words } = this;
    const narrow = [
      { title: words.quantity, width: widest(words.quantity, lines.map((line) => this.quantity(line.quantityMilli))) },
      { title: words.unitPrice, width: widest(words.unitPrice, lines.map((line) => this.money(line.unitPriceMinor))) },
      { title: this.taxName, width: widest(this.taxName, lines.map((line) => this.percent(line.taxBasisPoints))) },
      { title: words.amount, width: widest(words.amount, this.amounts.lineNets.map(this.money)) },
    ];
    let x = this.right - narrow.reduce((sum, { width }) => sum + width, 0);
    const description: Column = { title: words.description, x: this.left, width: x - this.left, align: 'left' };
    return [description, ...narrow.map(({ title, width }): Column => {
      x += width;
      return { title, x: x - width, width, align: 'right' };
    })];
  }

  private drawHead() {
    const { seller } = this.settings;
    const { number, issuedAt, order } = this.invoice;
    const half = (this.right - this.left) * 0.42;
    const middle = this.left + half + 10;
    const facts = this.right - middle;
    this.text(seller.name, this.left, MARGIN, half, { size: 15, bold: true, color: ACCENT });
    for (const line of [...seller.address ?? [], ...labelled(this.words.taxId, seller.taxId), ...labelled('', seller.email)]) {
      this.text(line, this.left, this.doc.y + 1, half, { color: MUTED });
    }
    const leftEnd = this.doc.y;
    this.text(this.title, middle, MARGIN - 4, facts, { size: 24, bold: true, align: 'right' });
    this.doc.y += 6;
    const date = new Intl.DateTimeFormat(this.settings.locale, { dateStyle: 'long', timeZone: this.settings.timeZone }).format(new Date(issuedAt));
    for (const [label, value] of [[this.words.number, number], [this.words.issued, date], [this.words.order, order.orderId]]) {
      const y = this.doc.y + 2;
      this.text(label, middle, y, 88, { color: MUTED });
      this.text(value, middle + 90, y, facts - 90, { align: 'right', bold: label === this.words.number, size: value.length > 30 ? 8.5 : TEXT });
    }
    this.doc.y = Math.max(leftEnd, this.doc.y) + 26;
    if (order.customer) { this.drawCustomer(order.customer, half); }
  }

  private drawCustomer({ name, address, taxId, email }: InvoiceCustomer, width: number) {
    this.text(this.words.billTo, this.left, this.doc.y, width, { color: MUTED });
    this.text(name, this.left, this.doc.y + 2, width, { bold: true, size: 11 });
    for (const line of [...address, ...labelled(this.words.taxId, taxId), ...labelled('', email)]) {
      this.text(line, this.left, this.doc.y + 1, width);
    }
    this.doc.y += 22;
  }

  private drawLines() {
    this.drawColumnHeads();
    for (const [i, line] of this.invoice.order.lines.entries()) {
      const cells = [
        line.description, this.quantity(line.quantityMilli), this.money(line.unitPriceMinor), this.percent(line.taxBasisPoints),
        this.money(this.amounts.lineNets[i]),
      ];
      const height = Math.max(...cells.map((cell, c) => this.height(cell, this.columns[c].width - 2 * CELL))) + 2 * LEADING + 2;
      if (this.doc.y + height > this.bottom) {
        this.doc.addPage();
        this.doc.y = MARGIN;
        this.drawColumnHeads();
      }
      const y = this.doc.y;
      for (const [c, cell] of cells.entries()) {
        const { x, width, align } = this.columns[c];
        this.text(cell, x + CELL, y + LEADING + 1, width - 2 * CELL, { align });
      }
      this.doc.y = y + height;
      this.rule(this.doc.y, RULE, 0.5);
    }
  }

  private drawColumnHeads() {
    const y = this.doc.y;
    const height = Math.max(...this.columns.map(({ title, width }) => this.height(title, width - 2 * CELL, true))) + 2 * LEADING + 4;
    this.doc.rect(this.left, y, this.right - this.left, height).fill(SHADE);
    for (const { title, x, width, align } of this.columns) {
      this.text(title, x + CELL, y + LEADING + 2, width - 2 * CELL, { align, bold: true, color: ACCENT });
    }
    this.doc.y = y + height;
    this.rule(this.doc.y, ACCENT, 1);
  }

  /** Kept together: a total on a page of its own tells nobody what it is of. */
  private drawTotals() {
    const { words, amounts } = this;
    const rows = [
      [words.subtotal, this.money(amounts.net)],
      ...amounts.taxes.map(({ basisPoints, base, tax }) => [`${this.taxName} ${this.percent(basisPoints)} ${words.on} ${this.money(base)}`, this.money(tax)]),
    ];
    this.keepTogether(20 * rows.length + 60);
    const labelX = this.left + (this.right - this.left) * 0.4;
    const widest = Math.max(...rows.map(([, amount]) => this.measure(amount)), this.measure(this.money(amounts.total), true, 13));
    const split = this.right - widest - 2 * CELL - 4;
    this.doc.y += 12;
    for (const [label, amount] of rows) {
      this.keepTogether(17);
      const y = this.doc.y;
      this.text(label, labelX, y, split - labelX, { align: 'right', color: MUTED });
      this.text(amount, split, y, this.right - split - CELL, { align: 'right' });
      this.doc.y = y + 17;
    }
    this.keepTogether(40);
    const y = this.doc.y + 2;
    this.doc.moveTo(labelX, y).lineTo(this.right, y).lineWidth(1).stroke(ACCENT);
    this.text(words.total, labelX, y + 8, split - labelX, { align: 'right', bold: true, size: 13, color: ACCENT });
    this.text(this.money(amounts.total), split, y + 8, this.right - split - CELL, { align: 'right', bold: true, size: 13, color: ACCENT });
    this.doc.y = y + 40;
  }

  private drawNotes() {
    const { notes } = this.settings;
    if (notes === undefined) { return; }
    this.keepTogether(this.height(notes, this.right - this.left));
    this.text(notes, this.left, this.doc.y, this.right - this.left, { color: MUTED });
  }

  private drawFooters() {
    const { count } = this.doc.bufferedPageRange();
    const seller = [this.settings.seller.name, ...labelled(this.words.taxId, this.settings.seller.taxId)].join(' · ');
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page);
      const y = this.doc.page.height - MARGIN - 12;
      this.rule(y - 8, RULE, 0.5);
      this.text(seller, this.left, y, 260, { size: 8, color: MUTED });
      this.text(`${this.invoice.number} · ${this.words.page(page + 1, count)}`, this.right - 230, y, 230, { size: 8, color: MUTED, align: 'right' });
    }
  }

  private keepTogether(height: number) {
    if (this.doc.y + height <= this.bottom) { return; }
    this.doc.addPage();
    this.doc.y = MARGIN;
  }

  private get title(): string { return this.invoice.order.customer ? this.words.invoice : this.words.simplified; }

  private get taxName(): string { return this.settings.taxName ?? this.words.tax; }

  private quantity(milli: number): string { return this.numberFormat.format(milli / 1_000); }

  private percent(basisPoints: number): string { return this.percentFormat.format(basisPoints / 10_000); }

  private rule(y: number, color: string, width: number) {
    this.doc.moveTo(this.left, y).lineTo(this.right, y).lineWidth(width).stroke(color);
  }

  private text(text: string, x: number, y: number, width: number, style: TextStyle = {}) {
    this.use(style.bold, style.size).fillColor(style.color ?? INK).text(text, x, y, { width, align: style.align ?? 'left', lineBreak: true });
  }

  private height(text: string, width: number, bold = false): number { return this.use(bold).heightOfString(text, { width }); }

  private measure(text: string, bold = false, size?: number): number { return this.use(bold, size).widthOfString(text); }

  private use(bold = false, size = TEXT): PDFKit.PDFDocument {
    return this.doc.font((bold ? this.fonts.bold : this.fonts.regular) as never, bold ? 'bold' : 'regular', size);
  }
}

function labelled(label: string, value: string | undefined): string[] {
  return value === undefined ? [] : [label === '' ? value : `${label} ${value}`];
}
