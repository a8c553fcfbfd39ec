import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError, type Io } from '../command';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge'];

/**
 * A picture of the drawing, twice as fine, taken by the machine's Chromium.
 * @throws CommandError where there is none, or it takes no picture
 */
export function png(svg: string, { env }: Io): Buffer {
  const browser = env.CHROME_PATH ?? BROWSERS.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))).find(isProgram);
  if (!browser) {
    throw new CommandError(`a .png needs a browser, and none of ${BROWSERS.join(', ')} is on the PATH. Allowed: Chromium, or a browser of its kind. `
      + 'Fix: install it, name it in CHROME_PATH, or ask for a .svg.');
  }
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
  const folder = mkdtempSync(join(tmpdir(), 'drawing-'));
  try {
    const [page, picture] = [join(folder, 'drawing.html'), join(folder, 'drawing.png')];
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>body{margin:0}svg{display:block}</style>${svg}`);
    const { error, stderr } = spawnSync(browser, [
      '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-background-networking',
      '--force-device-scale-factor=2', `--window-size=${width},${height}`, `--user-data-dir=${join(folder, 'profile')}`, `--screenshot=${picture}`, pathToFileURL(page).href,
    ], { encoding: 'utf8', timeout: 60_000 });
    try {
      return readFileSync(picture);
    } catch {
      throw new CommandError(`${browser} took no picture: ${error?.message ?? stderr.trim().split('\n').pop()}. Fix: ask for a .svg, or name another browser in CHROME_PATH.`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
