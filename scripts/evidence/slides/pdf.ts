import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SLIDE, type ArrowItem, type Item, type PictureItem, type Slide, type TableItem, type TextItem } from './model';
import { withBrowser } from '../browser';
import { EVIDENCE, ROOT } from '../place';
import { escaped } from '../../../src/cli/drawing/text';

/** The slides, printed by Chromium. */
export async function slidesPdf(slides: readonly Slide[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'slides-'));
  try {
    const file = join(folder, 'slides.html');
    writeFileSync(file, htmlOf(slides));
    return await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      await page.evaluate('document.fonts.ready');
      return page.pdf({ printBackground: true, preferCSSPageSize: true, tagged: true, outline: true });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function htmlOf(slides: readonly Slide[]): string {
  const fonts = pathToFileURL(`${ROOT}/src/runtime/order-events-pipeline/fonts`).href;
  return `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Proyecto Serverless Inteligente</title><style>
@font-face { font-family: 'Noto Sans'; src: url('${fonts}/NotoSans-Regular.ttf'); font-weight: 400 }
@font-face { font-family: 'Noto Sans'; src: url('${fonts}/NotoSans-Bold.ttf'); font-weight: 700 }
@page { size: ${SLIDE.width}in ${SLIDE.height}in; margin: 0 }
* { box-sizing: border-box } body { margin: 0; font-family: 'Noto Sans', sans-serif; -webkit-print-color-adjust: exact }
.slide { position: relative; width: ${SLIDE.width}in; height: ${SLIDE.height}in; overflow: hidden; break-after: page }
.item { position: absolute } .text { display: flex; flex-direction: column; line-height: 1.28 } .text p { margin: 0 } .text p + p { margin-top: .55em }
.bullets p { padding-left: 1em; text-indent: -1em } .bullets p::before { content: '•'; display: inline-block; width: 1em; text-indent: 0; color: #0b6a5a }
img { display: block; max-width: 100%; max-height: 100%; border: .75pt solid #d9e0e8 }
table { width: 100%; border-collapse: collapse; table-layout: fixed; line-height: 1.3 } th { background: #10233f; color: #fff; text-align: left; padding: 5pt 6pt } td { padding: 5pt 6pt; border-bottom: .75pt solid #d9e0e8; vertical-align: top } .r { text-align: right }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
</style></head><body>${slides.map(slideHtml).join('')}</body></html>`;
}

function slideHtml({ title, background, items }: Slide): string {
  return `<div class="slide" style="background:#${background}"><h1>${escaped(title)}</h1>${items.map(itemHtml).join('')}</div>`;
}

function itemHtml(item: Item): string {
  switch (item.kind) {
    case 'text': return text(item);
    case 'rectangle': return box(item, `background:#${item.fill};${item.line ? `border:1pt solid #${item.line}` : ''}`, '');
    case 'picture': return picture(item);
    case 'table': return table(item);
    case 'arrow': return arrow(item);
  }
}

function box({ x, y, w, h }: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }, style: string, inside: string, kind = ''): string {
  return `<div class="item ${kind}" style="left:${x}in;top:${y}in;width:${w}in;height:${h}in;${style}">${inside}</div>`;
}

function text(item: TextItem): string {
  const place = { top: 'flex-start', middle: 'center', bottom: 'flex-end' }[item.valign ?? 'top'];
  const style = `font-size:${item.size}pt;color:#${item.color};text-align:${item.align ?? 'left'};justify-content:${place};${item.bold ? 'font-weight:700' : ''}`;
  return box(item, style, item.lines.map((line) => `<p>${strong(line)}</p>`).join(''), `text${item.bullets ? ' bullets' : ''}`);
}

/** In its shape, as in the PowerPoint. */
function picture(item: PictureItem): string {
  const png = readFileSync(join(EVIDENCE, item.path));
  const shape = png.readUInt32BE(16) / png.readUInt32BE(20);
  const w = Math.min(item.w, item.h * shape);
  return box({ ...item, w, h: w / shape }, '', `<img src="${pathToFileURL(join(EVIDENCE, item.path)).href}" alt="${escaped(item.alt)}">`);
}

function table(item: TableItem): string {
  const columns = item.widths.map((width) => `<col style="width:${width}in">`).join('');
  const cells = (tag: string, row: readonly string[]) => `<tr>${row.map((cell, i) => `<${tag}${item.align[i] === 'r' ? ' class="r"' : ''}>${strong(cell)}</${tag}>`).join('')}</tr>`;
  return box(item, `font-size:${item.size}pt;color:#10233f`, `<table><colgroup>${columns}</colgroup>${cells('th', item.head)}${item.rows.map((row) => cells('td', row)).join('')}</table>`);
}

function arrow({ from, to, color, dashed }: ArrowItem): string {
  const id = `a${[...from, ...to].join('-').replace(/\./g, '_')}`;
  const [[x1, y1], [x2, y2]] = [from, to].map((point) => point.map((inches) => inches * 96));
  return `<svg class="item" style="left:0;top:0" width="${SLIDE.width * 96}" height="${SLIDE.height * 96}"><defs><marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">`
    + `<path d="M0 0L8 4L0 8z" fill="#${color}"/></marker></defs><line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#${color}" stroke-width="1.6"${dashed ? ' stroke-dasharray="5 4"' : ''} marker-end="url(#${id})"/></svg>`;
}

const strong = (words: string) => escaped(words).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
