import { spawnSync } from 'node:child_process';

/** What stands for a placeholder such as `<stack>`, where its name is no good value. */
const STANDS_FOR: { readonly [placeholder: string]: string } = { command: 'cost', domain: '127.0.0.1:9', n: '1', time: '2026-11-24' };

/** Nothing is run: bash reads the lines, and each program that it would start is written down instead. */
const RECORDER = `
command_not_found_handle() { printf '%s\\0' "$@" >&3; printf '\\036' >&3; }
for program in cd cp export; do eval "$program() { command_not_found_handle $program \\"\\$@\\"; }"; done
PATH=/nowhere
`;

/**
 * @param code lines of a shell, with placeholders such as `<stack>`
 * @returns the commands as bash reads them, each its program and arguments
 * @throws Error for what bash can't read
 */
export function commandsIn(code: string): string[][] {
  const filled = code.replace(/<([a-z][\w.-]*)>|(?<= )N\b/g, (_, name = 'n') => STANDS_FOR[name] ?? name);
  const { status, stderr, output } = spawnSync('/bin/bash', ['--norc', '--noprofile', '-c', `${RECORDER}\n${filled}`], { encoding: 'utf8', env: {}, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  if (status !== 0 || stderr !== '') { throw new Error(`bash can't read it: ${stderr.trim() || `code ${status}`}`); }
  return output[3]!.split('\x1e').filter(Boolean).map((command) => command.split('\0').slice(0, -1));
}
