import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface CommandOptions {
  /** What its failure is told under. */
  readonly name: string;
  /** File that takes all it prints. */
  readonly log: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Ends it, and every process it started. */
  readonly signal?: AbortSignal;
}

export class CommandFailed extends Error {
  constructor(name: string, readonly code: number | null, readonly tail: string, readonly log: string) {
    super(`${name} ended with ${code ?? 'a signal'}:\n${tail}\nAll of it: ${log}`);
    this.name = 'CommandFailed';
  }
}

export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<void> {
  const { name, signal, log } = options;
  signal?.throwIfAborted();
  const child = spawnLogged(command, args, options);
  const end = () => endGroup(child.pid, 'SIGKILL');
  signal?.addEventListener('abort', end);
  try {
    const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('exit', done));
    signal?.throwIfAborted();
    if (code !== 0) { throw new CommandFailed(name, code, lastLines(log), log); }
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** Starts a process as the leader of a group of its own, so that it can be ended with all it started. */
export function spawnLogged(command: string, args: readonly string[], { log, env, cwd }: Omit<CommandOptions, 'name'>) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  try {
    return spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
}

export function endGroup(leader: number | undefined, how: NodeJS.Signals): void {
  if (leader === undefined) { return; } // it never started
  try {
    process.kill(-leader, how);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') { throw error; }
  }
}

export function lastLines(log: string, count = 15): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
