/**
 * Judges every view of the page by Lighthouse, as a phone and as a desk, and fails where a category is below 95.
 * `npm run lighthouse`; --quick looks once at each and writes nothing, else the medians of three runs go to results/lighthouse.json.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { installIn } from './processes';
import { median } from './statistics';
import { CHROMIUM, CHROMIUM_FLAGS } from '../test/support/browser';
import { fillWithSamples } from '../test/support/web/samples';
import { startWebSystem, type WebSystem } from '../test/support/web/web-system';

const FOLDER = join(__dirname, 'lighthouse');
const SCORE_MIN = 95;
const ROUNDS = process.argv.includes('--quick') ? 1 : 3;

/** What is read of Lighthouse's result. */
interface LighthouseResult {
  readonly lighthouseVersion: string;
  readonly categories: { readonly [name: string]: Category };
  readonly audits: { readonly [name: string]: { readonly score: number | null; readonly title: string; readonly numericValue?: number } };
}

interface Category {
  readonly score: number;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Lighthouse {
  readonly default: (url: string, flags: object, config?: object) => Promise<{ readonly lhr: LighthouseResult }>;
  readonly desktopConfig: object;
}

/** A view as a form of device shows it: scores of 100, milliseconds, and the audits that took points away. */
interface Judgement {
  readonly view: string;
  readonly device: 'phone' | 'desk';
  readonly scores: { readonly [category: string]: number };
  readonly largestPaintMs: number;
  readonly blockingMs: number;
  readonly layoutShift: number;
  readonly lost: readonly string[];
}

async function main(): Promise<number> {
  if (!CHROMIUM) { throw new Error('no chromium on the PATH: apt-get install chromium'); }
  installIn(FOLDER);
  const before = loadavg()[0];
  const system = await startWebSystem();
  const browser = await startBrowser(CHROMIUM);
  try {
    await fillWithSamples(system);
    const lighthouse = await import(pathToFileURL(join(FOLDER, 'node_modules', 'lighthouse', 'core', 'index.js')).href) as Lighthouse;
    const judgements: Judgement[] = [];
    const versions = new Set<string>();
    const judge = async (view: string, path: string) => {
      for (const device of ['phone', 'desk'] as const) {
        const runs: LighthouseResult[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          const flags = { port: browser.port, disableStorageReset: true, logLevel: 'error' };
          const { lhr } = await lighthouse.default(`${system.origin}${path}`, flags, device === 'desk' ? lighthouse.desktopConfig : undefined);
          versions.add(lhr.lighthouseVersion);
          runs.push(lhr);
        }
        judgements.push(judgementOf(view, device, runs));
        process.stdout.write(lineOf(judgements[judgements.length - 1]));
      }
    };
    await judge('sign-in', '/');
    await signIn(browser.port, system);
    const { items: [{ orderId }] } = await system.send('GET', '/orders', { as: 'ana' });
    for (const view of ['tickets', 'catalogue', 'basket', 'orders', 'order', 'images', 'users']) {
      await judge(view, view === 'order' ? `/orders/${orderId}` : `/${view}`);
    }
    if (ROUNDS > 1) {
      const results = {
        date: new Date().toISOString(),
        lighthouse: [...versions].join(),
        chromium: execFileSync(CHROMIUM, ['--version'], { encoding: 'utf8' }).trim(),
        machine: `${process.platform} ${process.arch}, ${cpus().length} cores`,
        rounds: ROUNDS,
        load: [before, loadavg()[0]],
        views: judgements,
      };
      writeFileSync(join(__dirname, 'results', 'lighthouse.json'), `${JSON.stringify(results, undefined, 2)}\n`);
    }
    const below = judgements.filter(({ scores }) => Object.values(scores).some((score) => score < SCORE_MIN));
    below.forEach((judgement) => process.stdout.write(`below ${SCORE_MIN}: ${lineOf(judgement)}`));
    return below.length > 0 ? 1 : 0;
  } finally {
    await browser.stop();
    await system.stop();
  }
}

/** The medians of a view's runs: a machine that others use as well disturbs one run, not most. */
function judgementOf(view: string, device: Judgement['device'], runs: readonly LighthouseResult[]): Judgement {
  const [{ categories }] = runs;
  const numberOf = (audit: string) => median(runs.map(({ audits }) => audits[audit].numericValue ?? 0));
  const scoreOf = (category: string) => Math.round(100 * median(runs.map((run) => run.categories[category].score)));
  const lost = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ id, weight }) => weight > 0 && runs.every(({ audits }) => {
    const { score } = audits[id];
    return score !== null && score < 0.9;
  })));
  return {
    view,
    device,
    scores: Object.fromEntries(Object.keys(categories).map((name) => [name, scoreOf(name)])),
    largestPaintMs: Math.round(numberOf('largest-contentful-paint')),
    blockingMs: Math.round(numberOf('total-blocking-time')),
    layoutShift: numberOf('cumulative-layout-shift'),
    lost: lost.map(({ id }) => `${id}: ${runs[0].audits[id].title}`),
  };
}

function lineOf({ view, device, scores, largestPaintMs, blockingMs, layoutShift, lost }: Judgement): string {
  const points = Object.entries(scores).map(([name, score]) => `${name} ${score}`).join(', ');
  const times = `largest paint ${largestPaintMs} ms, blocked ${blockingMs} ms, layout shift ${layoutShift}`;
  return [`${view}, ${device}: ${points}; ${times}`, ...lost.map((one) => `  ${one}`), ''].join('\n');
}

/** Lighthouse takes the browser's own profile: the cookie of this sign-in lets it in. */
async function signIn(port: number, system: WebSystem) {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await browser.contexts()[0].newPage();
  await page.goto(`${system.origin}/catalogue`);
  await page.locator('input[name="username"]').fill('admin');
  await page.locator('input[name="password"]').fill('admin-Password-1');
  await page.locator('button[type="submit"]').click();
  await page.locator('.product-order button').first().click(); // so that the basket holds something
  await page.close();
  await browser.close();
}

/** A browser that listens to Lighthouse, with a profile of its own. */
async function startBrowser(executable: string) {
  const profile = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const flags = [...CHROMIUM_FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executable, flags, { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) { process.once(signal, () => process.exit(1)); }
  const file = join(profile, 'DevToolsActivePort');
  for (let tries = 0; !existsSync(file) || !readFileSync(file, 'utf8').includes('\n'); tries++) {
    if (child.exitCode !== null || tries > 300) { throw new Error(`${executable} did not start`); }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return {
    port: Number(readFileSync(file, 'utf8').split('\n')[0]),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
