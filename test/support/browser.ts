import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Path of the machine's Chromium; undefined where there is none. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => { try { accessSync(file, constants.X_OK); return true; } catch { return false; } });

/** Flags without which Chromium, run by root, asks for a sandbox, and looks up its maker's hosts at each start. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** `describe` where there is a browser. Elsewhere its tests are counted as skipped, with the reason in their name; in CI they fail. */
export function describeInBrowser(name: string, tests: () => void) {
  if (CHROMIUM) { describe(name, tests); } else if (process.env.CI === 'true') {
    test(name, () => { throw new Error('no chromium on the PATH: apt-get install chromium'); });
  } else {
    describe.skip(`${name} (skipped: no chromium on the PATH; apt-get install chromium)`, tests);
  }
}

/**
 * Waits until an expression holds in a page. Playwright's waitForFunction asks again by eval() in the page, which an enforced content security
 * policy refuses: it works only where the expression holds at once.
 */
export async function until(page: Page, expression: string, seconds = 20) {
  for (const giveUp = Date.now() + seconds * 1000; !await page.evaluate(expression);) {
    if (Date.now() > giveUp) { throw new Error(`not so after ${seconds} s: ${expression}`); }
    await setTimeout(50);
  }
}
