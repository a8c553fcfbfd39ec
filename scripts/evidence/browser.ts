import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { EVIDENCE } from './place';
import { CHROMIUM, CHROMIUM_FLAGS } from '../../test/support/browser';

/** @throws Error where there is no Chromium */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  if (!CHROMIUM) { throw new Error('no chromium on the PATH: apt-get install chromium'); }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, '--font-render-hinting=none'] });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A picture of an SVG. @param svg with a width and a height, or a viewBox */
export async function pictureOfSvg(svg: string, path: string, scale = 2) {
  const size = /<svg[^>]* width="([\d.]+)"[^>]* height="([\d.]+)"/.exec(svg) ?? /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!size) { throw new Error(`${path}: the SVG has neither width and height nor a viewBox`); }
  await pictureOfHtml(`<style>body{margin:0}svg{display:block;width:${size[1]}px;height:${size[2]}px}</style>${svg}`, path, 'svg', scale);
}

/** A picture of one element of a page. */
export async function pictureOfHtml(html: string, path: string, selector: string, scale = 2) {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, deviceScaleFactor: scale });
    await page.setContent(`<!doctype html><meta charset="utf-8">${html}`, { waitUntil: 'load' });
    mkdirSync(dirname(join(EVIDENCE, path)), { recursive: true });
    await page.locator(selector).first().screenshot({ path: join(EVIDENCE, path) });
  });
}
