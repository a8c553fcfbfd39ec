/** Writes a report as a Word file: node word.mjs <report.json> <evidence folder> <out.docx> */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AlignmentType, Bookmark, BorderStyle, Document, Footer, Header, HeadingLevel, ImageRun, InternalHyperlink, LevelFormat, LineRuleType, Packer, PageNumber, PageOrientation,
  Paragraph, SectionType, ShadingType, Table, TableCell, TableLayoutType, TableRow, TabStopType, TextRun, VerticalAlignTable, WidthType,
} from 'docx';
import { reproducible } from './archive.mjs';

const [INK, ACCENT, SOFT, LINE, SHADE] = ['10233F', '0B6A5A', '475569', 'D9E0E8', 'F3F6F9'];
const MONO = 'Consolas';
const PAGE = { width: 11906, height: 16838, margin: { top: 1247, bottom: 1191, left: 1134, right: 1134, header: 567, footer: 567 } };
/** Width of the text in twentieths of a point, upright and on its side. */
const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right;
const SIDE_WIDTH = PAGE.height - PAGE.margin.left - PAGE.margin.right;

const [input, evidence, output] = process.argv.slice(2);
const { document: report, date } = JSON.parse(readFileSync(input, 'utf8'));

/** **strong** and `code`. */
function runs(words, options = {}) {
  return words.split(/(`[^`]+`|\*\*.+?\*\*)/).filter(Boolean).flatMap((part) => {
    if (part.startsWith('`')) { return [new TextRun({ ...options, text: part.slice(1, -1), font: MONO, size: Math.round((options.size ?? 20) * 0.9), color: options.color ?? '0F3D57' })]; }
    if (part.startsWith('**')) { return runs(part.slice(2, -2), { ...options, bold: true }); }
    return [new TextRun({ ...options, text: part })];
  });
}

const paragraph = (words, options = {}, run = {}) => new Paragraph({ spacing: { after: 140 }, ...options, children: runs(words, run) });
const line = (color = LINE) => ({ style: BorderStyle.SINGLE, size: 4, color });
const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };

function block(one) {
  switch (one.kind) {
    case 'heading': return [new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, children: runs(one.text, { size: 26, bold: true, color: INK }) })];
    case 'text': return [paragraph(one.text)];
    case 'list': return one.items.map((item) => paragraph(item, { numbering: { reference: 'bullets', level: 0 }, spacing: { after: 80 } }));
    case 'note': return [paragraph(one.text, {
      shading: { type: ShadingType.CLEAR, fill: 'EEF7F4', color: 'auto' }, spacing: { before: 100, after: 180 }, indent: { left: 120, right: 120 },
      border: { left: { style: BorderStyle.SINGLE, size: 18, color: ACCENT, space: 8 } },
    })];
    case 'code': return codeLines(one.text);
    case 'table': return table(one);
    case 'figure': return figure(one, TEXT_WIDTH, one.landscape ? 12600 : 9000);
  }
}

function codeLines(text) {
  const lines = text.split('\n');
  return lines.map((words, i) => new Paragraph({
    spacing: { before: i === 0 ? 60 : 0, after: i === lines.length - 1 ? 160 : 0, line: 240, lineRule: LineRuleType.AUTO },
    shading: { type: ShadingType.CLEAR, fill: SHADE, color: 'auto' }, keepLines: true, keepNext: i < lines.length - 1 && lines.length < 24,
    border: { left: { style: BorderStyle.SINGLE, size: 18, color: ACCENT, space: 6 } }, indent: { left: 120 },
    children: [new TextRun({ text: words, font: MONO, size: 15, color: words.startsWith('+') ? ACCENT : words.startsWith('-') ? 'A3262A' : '1E293B' })],
  }));
}

function table({ head, rows, widths, align = '', caption }) {
  const sum = widths.reduce((total, width) => total + width, 0);
  const columns = widths.map((width) => Math.floor((width / sum) * TEXT_WIDTH));
  const cell = (words, column, row) => new TableCell({
    width: { size: columns[column], type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    verticalAlign: row < 0 ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: row < 0 ? INK : row % 2 ? 'F8FAFB' : 'FFFFFF' },
    borders: { top: none, left: none, right: none, bottom: line() },
    children: [new Paragraph({ keepNext: row < rows.length - 1 && rows.length <= 8, alignment: align[column] === 'r' ? AlignmentType.RIGHT : AlignmentType.LEFT, children: runs(breakable(words), row < 0 ? { size: 17, bold: true, color: 'FFFFFF' } : { size: 17 }) })],
  });
  return [
    new Table({
      layout: TableLayoutType.FIXED, columnWidths: columns, width: { size: columns.reduce((total, width) => total + width, 0), type: WidthType.DXA },
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, children: head.map((words, column) => cell(words, column, -1)) }),
        ...rows.map((row, i) => new TableRow({ cantSplit: true, children: row.map((words, column) => cell(words, column, i)) })),
      ],
    }),
    caption === undefined ? new Paragraph({ spacing: { after: 60 } }) : paragraph(caption, { spacing: { before: 60, after: 200 } }, { size: 16, color: SOFT }),
  ];
}

/** Long paths may be broken after their slashes. */
function breakable(words) {
  return words.replace(/([/.])(?=[\w$])/g, '$1\u200b');
}

/** Height by width. */
function shapeOf({ path }) {
  const data = readFileSync(join(evidence, path));
  return data.readUInt32BE(20) / data.readUInt32BE(16);
}

/** @param most height, in twentieths of a point */
function figure({ path, caption, width = 1 }, textWidth, most) {
  const data = readFileSync(join(evidence, path));
  const [pixelsWide, pixelsHigh] = [data.readUInt32BE(16), data.readUInt32BE(20)];
  const wide = Math.min(textWidth * width, (most * pixelsWide) / pixelsHigh);
  const inPixels = (twentieths) => Math.round(twentieths / 15);
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 80, after: 60 },
      children: [new ImageRun({ type: 'png', data, transformation: { width: inPixels(wide), height: inPixels((wide * pixelsHigh) / pixelsWide) }, altText: { name: path, title: caption, description: caption } })],
    }),
    paragraph(caption, { alignment: AlignmentType.CENTER, spacing: { after: 220 } }, { size: 16, color: SOFT }),
  ];
}

function titleOf({ id, kicker, title }) {
  return [
    ...(kicker ? [new Paragraph({ pageBreakBefore: true, keepNext: true, spacing: { after: 20 }, children: [new TextRun({ text: kicker, bold: true, size: 19, color: ACCENT })] })] : []),
    new Paragraph({
      heading: HeadingLevel.HEADING_1, pageBreakBefore: !kicker, keepNext: true, spacing: { after: 200 },
      children: [new Bookmark({ id, children: [new TextRun({ text: title, bold: true, size: 40, color: INK })] })],
    }),
  ];
}

function cover() {
  return [
    new Paragraph({ spacing: { before: 1800, after: 1800 }, children: [new TextRun({ text: 'INFORME DE EVIDENCIAS', size: 20, color: ACCENT, bold: true, characterSpacing: 30 })] }),
    new Paragraph({ spacing: { after: 260 }, children: [new TextRun({ text: report.title, size: 72, bold: true, color: INK })] }),
    new Paragraph({ spacing: { after: 3600, line: 320, lineRule: LineRuleType.AUTO }, children: [new TextRun({ text: report.subtitle, size: 28, color: SOFT })] }),
    ...report.about.map(([name, value], i) => new Paragraph({
      spacing: { after: 70 }, tabStops: [{ type: TabStopType.LEFT, position: 2600 }],
      ...(i === 0 && { border: { top: { style: BorderStyle.SINGLE, size: 12, color: ACCENT, space: 12 } } }),
      children: [new TextRun({ text: name, color: SOFT, size: 20 }), new TextRun({ text: `\t${value}`, size: 20 })],
    })),
  ];
}

function contents() {
  return [
    new Paragraph({ pageBreakBefore: true, spacing: { after: 260 }, children: [new TextRun({ text: 'Contenido', bold: true, size: 40, color: INK })] }),
    ...report.sections.map(({ id, kicker = '', title }) => new Paragraph({
      spacing: { before: 60, after: 60 }, tabStops: [{ type: TabStopType.LEFT, position: 1500 }], border: { bottom: { ...line(), space: 4 }, between: { ...line(), space: 4 } },
      children: [new InternalHyperlink({ anchor: id, children: [new TextRun({ text: kicker, bold: true, color: ACCENT, size: 19 }), new TextRun({ text: `\t${title}`, size: 21 })] })],
    })),
  ];
}

/** The whole in sections: a figure on its side has a page of its own. */
function sections() {
  const parts = [{ children: [...cover(), ...contents()], side: false }];
  for (const section of report.sections) {
    parts.at(-1).children.push(...titleOf(section));
    for (const one of section.blocks) {
      if (one.landscape && shapeOf(one) < 1) {
        parts.push({ children: figure(one, SIDE_WIDTH, PAGE.width - PAGE.margin.top - PAGE.margin.bottom - 900), side: true }, { children: [], side: false });
      } else {
        parts.at(-1).children.push(...block(one));
      }
    }
  }
  const small = { size: 15, color: '64748B' };
  return parts.filter(({ children }) => children.length > 0).map(({ children, side }, i) => ({
    properties: {
      type: SectionType.NEXT_PAGE, titlePage: i === 0,
      page: { size: { width: PAGE.width, height: PAGE.height, orientation: side ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin: PAGE.margin },
    },
    headers: { default: new Header({ children: [new Paragraph({ tabStops: [{ type: TabStopType.RIGHT, position: side ? SIDE_WIDTH : TEXT_WIDTH }], children: [new TextRun({ text: `${report.title}\tInforme de evidencias`, ...small })] })] }) },
    footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ children: [PageNumber.CURRENT, ' de ', PageNumber.TOTAL_PAGES], ...small })] })] }) },
    children,
  }));
}

const file = new Document({
  title: report.title, subject: report.subtitle, creator: 'serverless-inteligente', lastModifiedBy: 'serverless-inteligente', description: 'Generado por npm run evidence',
  styles: { default: { document: { run: { font: 'Calibri', size: 20, color: '1E293B', language: { value: 'es-ES' } }, paragraph: { spacing: { line: 269, lineRule: LineRuleType.AUTO } } }, heading2: { paragraph: { spacing: { before: 320, after: 110 } } } } },
  numbering: { config: [{ reference: 'bullets', levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 360, hanging: 240 } } } }] }] },
  sections: sections(),
});
writeFileSync(output, reproducible(new Uint8Array(await Packer.toBuffer(file)), date));
