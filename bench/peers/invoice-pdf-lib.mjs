// The page of test/support/invoices.ts as one would draw it with pdf-lib: the same texts, figures and date formatted by Intl as ours are, and the
// same rules, in the same fonts or in those of every PDF.
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

const INK = rgb(0.12, 0.16, 0.2);
const RULE = rgb(0.8, 0.82, 0.85);
const headOf = ({ date }) => [
  ['FACTURA', 22, true], ['F2026-000042', 9.5], ['CloudCommerce S.L.', 11, true], ['B12345678', 9.5], ['Calle de Alcalá 42', 9.5], ['28014 Madrid', 9.5], ['España', 9.5],
  ['facturas@cloudcommerce.example', 9.5], ['Facturar a', 9.5], ['Ana Peña Muñoz', 11, true], ['12345678Z', 9.5], ['Gran Vía 1, 2.º B', 9.5], ['28013 Madrid', 9.5],
  ['Fecha', 9.5], [date.format(new Date('2026-11-24T10:00:00.000Z')), 9.5], ['Pedido', 9.5], ['o-1', 9.5],
];
const linesOf = ({ money, percent, count }) => [
  ['Descripción', 'Cantidad', 'Precio', 'IVA', 'Importe'],
  ['Teclado mecánico', count.format(2), money.format(59.9), percent.format(0.21), money.format(119.8)],
  ['El ingenioso hidalgo don Quijote de la Mancha, tapa dura', count.format(1), money.format(24.95), percent.format(0.04), money.format(24.95)],
  ['Descuento de bienvenida', count.format(1), money.format(-10), percent.format(0.21), money.format(-10)],
];
const totalsOf = ({ money, percent }) => [
  ['Base imponible', money.format(134.75)], [`IVA ${percent.format(0.04)} de ${money.format(24.95)}`, money.format(1)],
  [`IVA ${percent.format(0.21)} de ${money.format(109.8)}`, money.format(23.06)], ['Total', money.format(158.81)],
];
const COLUMNS = [50, 330, 390, 450, 500];

export async function drawWithHelvetica() {
  const document = await PDFDocument.create();
  return draw(document, await document.embedFont(StandardFonts.Helvetica), await document.embedFont(StandardFonts.HelveticaBold));
}

function formats() {
  return {
    money: new Intl.NumberFormat('es-ES', { style: 'currency', currency: 'EUR' }),
    percent: new Intl.NumberFormat('es-ES', { style: 'percent', maximumFractionDigits: 2 }),
    count: new Intl.NumberFormat('es-ES', { maximumFractionDigits: 3 }),
    date: new Intl.DateTimeFormat('es-ES', { dateStyle: 'long', timeZone: 'Europe/Madrid' }),
  };
}

export async function draw(document, regular, bold) {
  const given = formats();
  document.setTitle('Factura F2026-000042');
  document.setAuthor('CloudCommerce S.L.');
  document.setSubject('Pedido o-1');
  document.setLanguage('es-ES');
  const page = document.addPage([595.28, 841.89]);
  let y = 780;
  for (const [text, size, isBold] of headOf(given)) {
    page.drawText(text, { x: 50, y, size, font: isBold ? bold : regular, color: INK });
    y -= size + 4;
  }
  for (const [row, cells] of linesOf(given).entries()) {
    y -= 20;
    if (row === 0) { page.drawRectangle({ x: 50, y: y - 6, width: 495, height: 20, color: RULE }); }
    for (const [i, text] of cells.entries()) {
      const font = row === 0 ? bold : regular;
      page.drawText(text, { x: i === 0 ? COLUMNS[0] : COLUMNS[i] + 45 - font.widthOfTextAtSize(text, 9.5), y, size: 9.5, font, color: INK });
    }
    page.drawLine({ start: { x: 50, y: y - 6 }, end: { x: 545, y: y - 6 }, thickness: 0.5, color: RULE });
  }
  for (const [label, amount] of totalsOf(given)) {
    y -= 18;
    page.drawText(label, { x: 330, y, size: 9.5, font: regular, color: INK });
    page.drawText(amount, { x: 545 - bold.widthOfTextAtSize(amount, 9.5), y, size: 9.5, font: bold, color: INK });
  }
  page.drawText('1 / 1', { x: 280, y: 40, size: 8, font: regular, color: INK });
  return document.save();
}
