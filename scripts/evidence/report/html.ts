import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { styleOf } from './style';
import type { Block, Figure, ReportDocument, Section, Table } from './model';
import { drawingFonts } from '../browser';
import { EVIDENCE } from '../place';
import { escaped } from '../../../src/cli/drawing/text';

/** The first page of each section, by its id. */
export interface Pages { readonly [section: string]: number }

/** The report as HTML for print. @param only one of its sections alone */
export function htmlOf(document: ReportDocument, pages: Pages, only?: string): string {
  const fonts = drawingFonts((file) => pathToFileURL(file).href);
  const parts = only === undefined
    ? [cover(document), contents(document, pages), ...document.sections.map(section)]
    : document.sections.filter(({ id }) => id === only).map(section);
  return `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>${escaped(document.title)}</title><style>${styleOf(fonts)}</style></head><body>${parts.join('\n')}</body></html>`;
}

function cover({ title, subtitle, about }: ReportDocument): string {
  const rows = about.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<div class="cover"><header>INFORME DE EVIDENCIAS</header><div><h1>${escaped(title)}</h1><p>${escaped(subtitle)}</p></div><dl>${rows}</dl></div>`;
}

function contents({ sections }: ReportDocument, pages: Pages): string {
  const rows = sections.map(({ id, kicker = '', title }) => `<li><a href="#${id}"><span class="kicker">${kicker}</span><span>${escaped(title)}</span><span>${pages[id] ?? ''}</span></a></li>`);
  return `<div class="contents"><h1>Contenido</h1><ol>${rows.join('')}</ol></div>`;
}

function section({ id, kicker, title, blocks }: Section): string {
  return `<section id="${id}">${kicker ? `<p class="kicker">${escaped(kicker)}</p>` : ''}<h1 class="title">${escaped(title)}</h1>${blocks.map(block).join('\n')}</section>`;
}

function block(one: Block): string {
  switch (one.kind) {
    case 'heading': return `<h2>${escaped(one.text)}</h2>`;
    case 'text': return `<p>${inline(one.text)}</p>`;
    case 'list': return `<ul>${one.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
    case 'note': return `<p class="note">${inline(one.text)}</p>`;
    case 'code': return `<pre>${one.text.split('\n').map(codeLine).join('\n')}</pre>`;
    case 'table': return table(one);
    case 'figure': return figure(one);
  }
}

function codeLine(line: string): string {
  const kind = line.startsWith('+') ? 'come' : line.startsWith('-') ? 'gone' : '';
  return kind ? `<span class="${kind}">${escaped(line)}</span>` : escaped(line);
}

function table({ head, rows, widths, align = '', caption }: Table): string {
  const sum = widths.reduce((total, width) => total + width, 0);
  const columns = widths.map((width) => `<col style="width:${((width / sum) * 100).toFixed(2)}%">`).join('');
  const cell = (tag: string) => (words: string, column: number) => `<${tag}${align[column] === 'r' ? ' class="r"' : ''}>${inline(words)}</${tag}>`;
  return `<div class="table${rows.length <= 8 ? ' small' : ''}"><table><colgroup>${columns}</colgroup><thead><tr>${head.map(cell('th')).join('')}</tr></thead><tbody>${
    rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('')}</tbody></table>${caption ? `<p class="caption">${inline(caption)}</p>` : ''}</div>`;
}

/** What of a page's height a picture may take, of the text's width. */
const HIGHEST = 1.2;

function figure({ path, caption, width = 1, landscape = false }: Figure): string {
  const png = readFileSync(`${EVIDENCE}/${path}`);
  const shape = png.readUInt32BE(20) / png.readUInt32BE(16);
  const drawn = `${EVIDENCE}/${path.replace(/png$/, 'svg')}`; // sharp at any size, and within the page it has the page's fonts
  const image = existsSync(drawn) ? readFileSync(drawn, 'utf8') : `<img src="${pathToFileURL(`${EVIDENCE}/${path}`).href}" alt="${escaped(caption)}">`;
  return `<figure${landscape && shape < 1 ? ' class="side"' : ` style="width:${(Math.min(width, HIGHEST / shape) * 100).toFixed(1)}%"`}>${image}<figcaption>${inline(caption)}</figcaption></figure>`;
}

/** **strong** and `code`. */
export function inline(words: string): string {
  return escaped(words).replace(/`([^`]+)`/g, (_, code: string) => `<code>${code.replace(/([/.])(?=[\w$])/g, '$1<wbr>')}</code>`).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
}
