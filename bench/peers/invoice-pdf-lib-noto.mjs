// That of invoice-pdf-lib.mjs in the fonts of ours, which pdf-lib reads with fontkit.
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import { draw } from './invoice-pdf-lib.mjs';

export async function drawWithNoto(regular, bold) {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  return draw(document, await document.embedFont(regular, { subset: true }), await document.embedFont(bold, { subset: true }));
}
