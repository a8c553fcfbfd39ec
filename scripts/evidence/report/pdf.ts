import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { htmlOf, type Pages } from './html';
import type { ReportDocument } from './model';
import { withBrowser } from '../browser';

/** The report, printed by Chromium; page numbers of the contents are counted, section by section, since each begins a page. */
export async function pdfOf(document: ReportDocument): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    return await withBrowser(async (browser) => {
      const pages: { [section: string]: number } = {};
      let next = 3; // after the cover and the contents
      for (const { id } of document.sections) {
        pages[id] = next;
        next += pagesOf(await printed(browser, folder, htmlOf(document, {}, id)));
      }
      return printed(browser, folder, htmlOf(document, pages as Pages));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From a file: a page without an address may not read pictures. */
async function printed(browser: Browser, folder: string, html: string): Promise<Buffer> {
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const page = await browser.newPage();
  try {
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready');
    return await page.pdf({ printBackground: true, preferCSSPageSize: true, tagged: true, outline: true });
  } finally {
    await page.close();
  }
}

export function pagesOf(pdf: Buffer): number {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}
