import type { Browser } from 'playwright-core';
import { fillWithSamples } from './samples';
import { launchBrowser, newVisitor, type Visitor, type VisitorOptions } from './visitor';
import { startWebSystem, type WebSystem } from './web-system';

/** The page's system with its samples, and a browser before it, while the tests of a block run. */
export interface WebRun {
  readonly system: WebSystem;
  visit(options?: VisitorOptions): Promise<Visitor>;
}

/** @returns what is there from the block's first test on */
export function useWebSystem(): WebRun {
  let browser: Browser;
  let system: WebSystem;
  beforeAll(async () => {
    [browser, system] = await Promise.all([launchBrowser(), startWebSystem()]);
    await fillWithSamples(system);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });
  return {
    get system() { return system; },
    visit: (options) => newVisitor(browser, options),
  };
}
