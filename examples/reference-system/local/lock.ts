import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Lock<Notes> {
  /** What the last holder noted, when it ended without releasing. */
  readonly leftBehind?: Notes;
  /** Kept in the lock for whoever takes it over. */
  note(notes: Notes): void;
  release(): void;
}

/** Takes the lock that `file` stands for, unless a living process holds it. */
export function takeLock<Notes>(file: string): Lock<Notes> | { heldBy: number } {
  mkdirSync(dirname(file), { recursive: true });
  const write = (flag: 'wx' | 'w', notes?: Notes) => writeFileSync(file, JSON.stringify({ pid: process.pid, notes }), { flag });
  let leftBehind: Notes | undefined;
  try {
    write('wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') { throw error; }
    const last = read<Notes>(file);
    if (last && isAlive(last.pid)) { return { heldBy: last.pid }; }
    leftBehind = last?.notes;
    write('w', leftBehind);
  }
  return {
    leftBehind,
    note: (notes) => write('w', notes),
    release: () => rmSync(file, { force: true }),
  };
}

function read<Notes>(file: string): { pid: number; notes?: Notes } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // its writer was cut short
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
