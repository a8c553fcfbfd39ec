import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from './cannot-start';
import { CommandFailed, runCommand } from './command';
import { type Lock, takeLock } from './lock';
import type { Python } from './python';

export interface InstallOptions {
  /** Folder of the virtual environment, which several homes share. */
  readonly venv: string;
  /** Every package of the engine, each pinned. */
  readonly requirements: string;
  /** Asked only when there is something to install. */
  readonly python: () => Python;
  readonly log: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Makes the venv the engine runs in, unless one with these very pins is there. */
export async function installEngine(options: InstallOptions): Promise<void> {
  if (isInstalled(options)) { return; }
  const lock = await waitForLock(`${options.venv}.lock`, options.signal);
  try {
    if (!isInstalled(options)) { await install(options); }
  } finally {
    lock.release();
  }
}

async function install(options: InstallOptions): Promise<void> {
  const { venv, requirements } = options;
  rmSync(venv, { recursive: true, force: true });
  await runCommand(options.python().command, ['-m', 'venv', venv], { ...options, name: 'python -m venv' });
  try {
    const flags = ['--no-input', '--disable-pip-version-check', '--progress-bar=off'];
    await runCommand(join(venv, 'bin', 'python'), ['-m', 'pip', 'install', ...flags, '--requirement', requirements], { ...options, name: 'pip install' });
  } catch (error) {
    if (!(error instanceof CommandFailed)) { throw error; }
    const said = error.tail.match(/^ERROR: (.*)$/gm)?.pop()?.replace('ERROR: ', '') ?? `pip ended with ${error.code}`;
    throw new CannotStart(
      `pip could not install the engine: check the network, and the index or proxy pip is set to use (${said}; all of it: ${error.log})`,
      { cause: error },
    );
  }
  writeFileSync(markOf(venv), pinsOf(requirements)); // last, so that an install cut short has none
}

function isInstalled({ venv, requirements }: InstallOptions): boolean {
  const mark = markOf(venv);
  return existsSync(join(venv, 'bin', 'python')) && existsSync(mark) && readFileSync(mark, 'utf8') === pinsOf(requirements);
}

const markOf = (venv: string) => join(venv, 'installed');
const pinsOf = (requirements: string) => createHash('sha256').update(readFileSync(requirements)).digest('hex');

async function waitForLock(file: string, signal?: AbortSignal): Promise<Lock<never>> {
  for (;;) {
    const lock = takeLock<never>(file);
    if (!('heldBy' in lock)) { return lock; }
    await delay(200, undefined, { signal });
  }
}
