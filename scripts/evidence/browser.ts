import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { smaller } from './office';
import { EVIDENCE, ROOT } from './place';
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

/** The font of the drawings is the project's own, at the width of what the library's commands ask for: the same picture on every machine. */
export function drawingFonts(url: (file: string) => string): string {
  const face = (family: string, weight: number, file: string, adjust = '') => `@font-face { font-family: '${family}'; src: url('${url(join(FONTS, file))}'); font-weight: ${weight}${adjust} }`;
  return ['Noto Sans', 'Inter'].flatMap((family) => [[400, 'NotoSans-Regular.ttf'], [700, 'NotoSans-Bold.ttf']].map(
    ([weight, file]) => face(family, weight as number, file as string, family === 'Inter' ? '; size-adjust: 92%' : ''),
  )).join('\n');
}

const FONTS = join(ROOT, 'src', 'runtime', 'order-events-pipeline', 'fonts');
/** A page without an address may not read files. */
const asData = (file: string) => `data:font/ttf;base64,${readFileSync(file).toString('base64')}`;

/** A picture of an SVG. @param svg with a width and a height, or a viewBox */
export async function pictureOfSvg(svg: string, path: string, scale = 2) {
  const size = /<svg[^>]* width="([\d.]+)"[^>]* height="([\d.]+)"/.exec(svg) ?? /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!size) { throw new Error(`${path}: the SVG has neither width and height nor a viewBox`); }
  await pictureOfHtml(`<style>${drawingFonts(asData)}body{margin:0}svg{display:block;width:${size[1]}px;height:${size[2]}px}</style>${svg}`, path, 'svg', scale);
}

/** A picture of one element of a page. */
export async function pictureOfHtml(html: string, path: string, selector: string, scale = 2) {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, deviceScaleFactor: scale });
    await page.setContent(`<!doctype html><meta charset="utf-8">${html}`, { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready');
    mkdirSync(dirname(join(EVIDENCE, path)), { recursive: true });
    await page.locator(selector).first().screenshot({ path: join(EVIDENCE, path) });
  });
  smaller(path);
}
