import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { WebSystem } from './web-system';
import { CHROMIUM, CHROMIUM_FLAGS } from '../browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface VisitorOptions {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly locale?: string;
}

/** Somebody before the page, with a browser profile of their own. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, and errors that nobody caught. */
  readonly said: string[];
  close(): Promise<void>;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
}

export async function newVisitor(browser: Browser, { width = 1440, theme = 'light', locale = 'es-ES' }: VisitorOptions = {}): Promise<Visitor> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ viewport, colorScheme: theme, locale, hasTouch: width < 600 });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const said: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) { said.push(`${message.text()} ${message.location().url}`.trim()); } });
  page.on('pageerror', (error) => { said.push(String(error)); });
  return { page, context, said, close: () => context.close() };
}

/** Goes to a path and signs in there. */
export async function signIn({ page }: Visitor, system: Pick<WebSystem, 'origin'>, username: string, path: string, password = `${username}-Password-1`) {
  await page.goto(`${system.origin}${path}`);
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.locator('.shell h1').waitFor();
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Colours that are still changing are no colours that anybody has to read. */
const SETTLED = `Promise.allSettled(document.getAnimations()
  .filter((animation) => animation.effect.getComputedTiming().iterations !== Infinity).map((animation) => animation.finished))`;

/** What axe finds against WCAG 2.2 AA and its own best practices, a line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(SETTLED);
  await page.evaluate(AXE);
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await page.evaluate(`axe.run({ runOnly: ${tags} })`) as { readonly violations: readonly Violation[] };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}
