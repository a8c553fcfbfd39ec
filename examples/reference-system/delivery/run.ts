import { spawnSync } from 'node:child_process';
import type { CommandLine } from './cdk';

/** Runs a command to its end, its output for all to see. @throws where it fails */
export function runVisibly({ command, args, env, cwd }: CommandLine): void {
  const { status, error, signal } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
  if (error) { throw error; }
  if (status !== 0) { throw new Error(`${shown({ command, args })} ended with ${signal ?? `code ${status}`}`); }
}

/** Runs a command to its end. @returns what it printed @throws where it fails, with what it printed */
export function runFor({ command, args, env, cwd }: CommandLine): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) { throw error; }
  if (status !== 0) { throw new Error(`${shown({ command, args })} ended with code ${status}:\n${stdout}${stderr}`); }
  return stdout;
}

/** As a person would type it. */
export function shown({ command, args }: CommandLine): string {
  return [command === process.execPath ? 'node' : command, ...args].map((word) => (/^[\w./:=,@-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}
