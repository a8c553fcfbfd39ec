/** Writes slides as a PowerPoint file: node slides.mjs <slides.json> <evidence folder> <out.pptx> */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PptxGenJS from 'pptxgenjs';
import { reproducible } from './archive.mjs';

const FONT = 'Calibri';

const [input, evidence, output] = process.argv.slice(2);
const { slides, date } = JSON.parse(readFileSync(input, 'utf8'));

const presentation = new PptxGenJS();
presentation.layout = 'LAYOUT_WIDE';
presentation.title = 'Proyecto Serverless Inteligente';
presentation.author = 'serverless-inteligente';
presentation.company = 'serverless-inteligente';
presentation.theme = { headFontFace: FONT, bodyFontFace: FONT };

for (const { background, items, notes } of slides) {
  const slide = presentation.addSlide();
  slide.background = { color: background };
  for (const item of items) { add(slide, item); }
  slide.addNotes(notes);
}
writeFileSync(output, reproducible(new Uint8Array(await presentation.write({ outputType: 'arraybuffer' })), date, withOneProperties));

/** pptxgenjs writes properties of the paragraph before each of its runs; PowerPoint takes a file with more than one for broken. */
function withOneProperties(xml) {
  return xml.replace(/<a:p>.*?<\/a:p>/gs, (paragraph) => {
    let first = true;
    return paragraph.replace(/<a:pPr\b(?:[^>]*\/>|.*?<\/a:pPr>)/gs, (properties) => {
      const kept = first ? properties : '';
      first = false;
      return kept;
    });
  });
}

function add(slide, item) {
  const { x, y, w, h } = item;
  switch (item.kind) {
    case 'rectangle': return slide.addShape('rect', { x, y, w, h, fill: { color: item.fill }, line: item.line ? { color: item.line, width: 1 } : { type: 'none' } });
    case 'picture': return slide.addImage({ path: join(evidence, item.path), altText: item.alt, ...shaped(item), x, y });
    case 'arrow': return slide.addShape('line', lineOf(item));
    case 'table': return slide.addTable(rowsOf(item), { x, y, w, colW: item.widths, fontFace: FONT, fontSize: item.size, margin: [0.05, 0.08, 0.05, 0.08], valign: 'top' });
    case 'text': return slide.addText(item.lines.flatMap((line) => runsOf(line, item)), {
      x, y, w, h, fontFace: FONT, fontSize: item.size, color: item.color, bold: item.bold === true, align: item.align ?? 'left', valign: item.valign ?? 'top', margin: 0, fit: 'none', lang: 'es-ES',
      ...(item.lines.length > 1 && { paraSpaceAfter: item.size * 0.5 }),
    });
  }
}

/** A paragraph, whose **strong** words are runs of their own. */
function runsOf(line, { bullets, bold }) {
  const parts = line.split(/(\*\*.+?\*\*)/).filter(Boolean);
  return parts.map((part, i) => ({
    text: part.replace(/^\*\*|\*\*$/g, ''),
    options: { bold: bold === true || part.startsWith('**'), ...(i === 0 && bullets && { bullet: { indent: 16 } }), breakLine: i === parts.length - 1 },
  }));
}

/** The largest size of the picture's shape within its box. */
function shaped({ path, w, h }) {
  const png = readFileSync(join(evidence, path));
  const shape = png.readUInt32BE(16) / png.readUInt32BE(20);
  const wide = Math.min(w, h * shape);
  return { w: wide, h: wide / shape };
}

/** A line of PowerPoint has its box, and is turned about in it. */
function lineOf({ from: [x1, y1], to: [x2, y2], color, dashed }) {
  return {
    x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1), flipH: x2 < x1, flipV: y2 < y1,
    line: { color, width: 1.25, endArrowType: 'triangle', dashType: dashed ? 'dash' : 'solid' },
  };
}

function rowsOf({ head, rows, align }) {
  const border = { type: 'solid', color: 'D9E0E8', pt: 0.75 };
  const none = { type: 'none' };
  const cell = (text, column, options) => ({ text, options: { align: align[column] === 'r' ? 'right' : 'left', border: [none, none, border, none], ...options } });
  return [
    head.map((text, column) => cell(text, column, { bold: true, color: 'FFFFFF', fill: { color: '10233F' } })),
    ...rows.map((row) => row.map((text, column) => cell(text, column, { color: '10233F' }))),
  ];
}
