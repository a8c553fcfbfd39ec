import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CannotStart } from './cannot-start';

export interface Python {
  readonly command: string;
  /** Such as `3.11`. */
  readonly version: string;
}

const OLDEST_MINOR = 11;
const WANTED = `install Python 3.${OLDEST_MINOR} or later`;
const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
// The version is printed before the import that may fail; Debian ships venv without ensurepip.
const PROBE = 'import sys; print("%d.%d" % sys.version_info[:2], flush=True); import ensurepip, venv';

/** @param searchPath folders in the form of the PATH variable */
export function findPython(searchPath: string): Python {
  let reason = `No Python on the PATH: ${WANTED}`;
  for (const command of executables(searchPath)) {
    const { stdout, status } = spawnSync(command, ['-c', PROBE], { encoding: 'utf8' });
    const [version, minor] = /^3\.(\d+)$/.exec(stdout?.trim() ?? '') ?? [];
    if (!version) { continue; }
    if (Number(minor) < OLDEST_MINOR) {
      reason = `Python ${version} (${command}) is too old: ${WANTED}`;
    } else if (status !== 0) {
      reason = `Python ${version} (${command}) has no venv module: install it (Debian, Ubuntu: apt install python3-venv)`;
    } else {
      return { command, version };
    }
  }
  throw new CannotStart(reason);
}

function executables(searchPath: string): string[] {
  const files = NAMES.flatMap((name) => searchPath.split(delimiter).filter(Boolean).map((folder) => join(folder, name)));
  return files.filter((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
