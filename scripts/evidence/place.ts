import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { presentable } from './presentable';

export const ROOT = resolve(__dirname, '..', '..');
export const EVIDENCE = join(ROOT, 'evidence');

/** Writes a file below evidence/, whose path is given from there. */
export function keep(path: string, content: string | Uint8Array) {
  const file = join(EVIDENCE, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function keepJson(path: string, value: unknown) {
  keep(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** A file below evidence/. @throws Error where an earlier step has not made it */
export function kept(path: string): string {
  try {
    return readFileSync(join(EVIDENCE, path), 'utf8');
  } catch (cause) {
    throw new Error(`evidence/${path} is not there: run npm run evidence without --only, or with the step that makes it`, { cause });
  }
}

export const keptJson = (path: string) => JSON.parse(kept(path));

/** What a command printed in this repository, or in `folder` as if it were this repository. */
export function shown(text: string, folder = ROOT): string {
  return presentable(text, { [folder]: '.', [ROOT]: '.', [tmpdir()]: '<tmp>', ...(homedir() !== '/' && { [homedir()]: '~' }) });
}

/** A table of Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map((cell) => String(cell).replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A table of comma-separated values, as RFC 4180 writes it but for its line ends. */
export function csv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => (/[",\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}
