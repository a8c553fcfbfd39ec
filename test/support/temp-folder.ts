import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What names the temporary directory, on POSIX and on Windows. */
const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];

/**
 * A temporary directory of its own for this process and those it starts: what they leave there goes with it, a cloud assembly of an
 * `App` without an outdir among it. Its name is short, since a socket's path may have 107 characters. Those of processes that were ended before
 * they could go too.
 * @returns takes it away
 */
export function ownTempFolder(): () => void {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  const root = tmpdir();
  for (const name of readdirSync(root).filter(isOfNobody)) { remove(join(root, name)); }
  const folder = mkdtempSync(join(root, `si-${process.pid}-`));
  for (const name of VARIABLES) { process.env[name] = folder; }
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) { delete process.env[name]; } else { process.env[name] = value; }
    }
    remove(folder);
  };
}

function remove(folder: string) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isOfNobody(name: string): boolean {
  const [, pid] = /^si-(\d+)-/.exec(name) ?? [];
  if (pid === undefined) { return false; }
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
