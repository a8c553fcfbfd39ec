// The page of test/support/invoices.ts as one would draw it with pdf-lib: the same texts and rules, in the same fonts or in those of every PDF.
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

const INK = rgb(0.12, 0.16, 0.2);
const RULE = rgb(0.8, 0.82, 0.85);
const HEAD = [
  ['FACTURA', 22, true], ['F2026-000042', 9.5], ['CloudCommerce S.L.', 11, true], ['B12345678', 9.5], ['Calle de Alcalá 42', 9.5], ['28014 Madrid', 9.5], ['España', 9.5],
  ['facturas@cloudcommerce.example', 9.5], ['Facturar a', 9.5], ['Ana Peña Muñoz', 11, true], ['12345678Z', 9.5], ['Gran Vía 1, 2.º B', 9.5], ['28013 Madrid', 9.5],
  ['Fecha', 9.5], ['24 de noviembre de 2026', 9.5], ['Pedido', 9.5], ['o-1', 9.5],
];
const LINES = [
  ['Descripción', 'Cantidad', 'Precio', 'IVA', 'Importe'],
  ['Teclado mecánico', '2', '59,90 €', '21 %', '119,80 €'],
  ['El ingenioso hidalgo don Quijote de la Mancha, tapa dura', '1', '24,95 €', '4 %', '24,95 €'],
  ['Descuento de bienvenida', '1', '-10,00 €', '21 %', '-10,00 €'],
];
const TOTALS = [['Base imponible', '134,75 €'], ['IVA 4 % de 24,95 €', '1,00 €'], ['IVA 21 % de 109,80 €', '23,06 €'], ['Total', '158,81 €']];
const COLUMNS = [50, 330, 390, 450, 500];

export async function drawWithHelvetica() {
  const document = await PDFDocument.create();
  return draw(document, await document.embedFont(StandardFonts.Helvetica), await document.embedFont(StandardFonts.HelveticaBold));
}

export async function draw(document, regular, bold) {
  document.setTitle('Factura F2026-000042');
  document.setAuthor('CloudCommerce S.L.');
  document.setSubject('Pedido o-1');
  document.setLanguage('es-ES');
  const page = document.addPage([595.28, 841.89]);
  let y = 780;
  for (const [text, size, isBold] of HEAD) {
    page.drawText(text, { x: 50, y, size, font: isBold ? bold : regular, color: INK });
    y -= size + 4;
  }
  for (const [row, cells] of LINES.entries()) {
    y -= 20;
    if (row === 0) { page.drawRectangle({ x: 50, y: y - 6, width: 495, height: 20, color: RULE }); }
    for (const [i, text] of cells.entries()) {
      const font = row === 0 ? bold : regular;
      page.drawText(text, { x: i === 0 ? COLUMNS[0] : COLUMNS[i] + 45 - font.widthOfTextAtSize(text, 9.5), y, size: 9.5, font, color: INK });
    }
    page.drawLine({ start: { x: 50, y: y - 6 }, end: { x: 545, y: y - 6 }, thickness: 0.5, color: RULE });
  }
  for (const [label, amount] of TOTALS) {
    y -= 18;
    page.drawText(label, { x: 330, y, size: 9.5, font: regular, color: INK });
    page.drawText(amount, { x: 545 - bold.widthOfTextAtSize(amount, 9.5), y, size: 9.5, font: bold, color: INK });
  }
  page.drawText('1 / 1', { x: 280, y: 40, size: 8, font: regular, color: INK });
  return document.save();
}
