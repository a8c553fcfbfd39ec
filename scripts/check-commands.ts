/** Every npm and projen command in a document's shell fence must exist, so that a reader can type what is written. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './run';

const ROOT = resolve(__dirname, '..');
/** What npm itself knows, among what a document may tell a reader to type. */
const NPM_COMMANDS = ['ci', 'install', 'pack', 'test'];

interface Command {
  /** file:line */
  readonly where: string;
  readonly text: string;
}

function shellCommands(file: string): Command[] {
  const commands: Command[] = [];
  let inShell = false;
  readFileSync(join(ROOT, file), 'utf8').split('\n').forEach((text, i) => {
    if (/^\s*```/.test(text)) {
      inShell = !inShell && /^\s*```(?:sh|shell|bash|console)\b/.test(text);
    } else if (inShell) {
      commands.push({ where: `${file}:${i + 1}`, text });
    }
  });
  return commands;
}

/** @returns names in `text` that are no script, task or npm command */
function unknownNames(text: string, scripts: ReadonlySet<string>): string[] {
  const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);
  return [
    ...named(/\bnpm run ([\w:.-]+)/g).filter((name) => !scripts.has(name)),
    ...named(/\bnpx projen ([\w:.-]+)/g).filter((name) => !scripts.has(name)),
    ...named(/\bnpm (?!run\b)([a-z-]+)/g).filter((name) => !NPM_COMMANDS.includes(name)),
  ];
}

function main() {
  const manifests = run('git', ['ls-files', '*package.json'], { cwd: ROOT }).split('\n').filter(Boolean);
  const scripts = new Set(manifests.flatMap((file) => Object.keys(JSON.parse(readFileSync(join(ROOT, file), 'utf8')).scripts ?? {})));
  const commands = run('git', ['ls-files', '*.md'], { cwd: ROOT }).split('\n').filter(Boolean).flatMap(shellCommands);
  const mistakes = commands.flatMap(({ where, text }) => unknownNames(text, scripts).map((name) => `${where}: no script or command '${name}' in: ${text.trim()}`));
  if (mistakes.length > 0) {
    console.error(`${mistakes.join('\n')}\nAllowed: scripts of package.json, npm ${NPM_COMMANDS.join(', npm ')}. Correct the name, or add the task in projenrc/tasks.ts`);
    process.exitCode = 1;
    return;
  }
  console.log(`${commands.length} lines of shell in documents, every command known`);
}

main();
