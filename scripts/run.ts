import { spawnSync, type SpawnSyncOptions } from 'node:child_process';

/**
 * Runs a command to its end.
 * @returns its standard output
 * @throws an error with all it printed, if it cannot be run or fails
 */
export function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): string {
  const line = [command, ...args].join(' ');
  const { error, status, signal, stdout, stderr } = spawnSync(command, args, { maxBuffer: 64 * 1024 * 1024, ...options, encoding: 'utf8' });
  if (error) { throw new Error(`cannot run '${line}': ${error.message}. Install ${command}, or correct its path`); }
  if (status !== 0) { throw new Error(`'${line}' ended with ${signal ?? `code ${status}`}:\n${stdout}${stderr}`); }
  return stdout;
}
