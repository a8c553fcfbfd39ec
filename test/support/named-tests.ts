import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One or more names in quotes, then the link to the file that has them. */
const PROOF = /((?:"[^"]+",? )+)\(\[[\w-]+\]\(([^)]+)\)\)/g;

/** The rows of a document's tables that have something to say, heads and lines between apart. */
export function rowsOf(document: string): string[] {
  const lines = readFileSync(document, 'utf8').split('\n');
  return lines.filter((line, i) => line.startsWith('| ') && !/^\|[-:|]+$/.test(lines[i + 1] ?? ''));
}

/** Whether a row names a test: `"name" ([file](../test/file.test.ts))`. */
export function namesTest(row: string): boolean {
  return [...row.matchAll(PROOF)].length > 0;
}

/** @returns the tests that a document's rows name and that are not there, or are left out */
export function missingTests(document: string): { readonly row: string; readonly file: string; readonly name: string }[] {
  const named = rowsOf(document).flatMap((row) => [...row.matchAll(PROOF)].flatMap(([, names, file]) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => ({ row: row.split(' | ')[0].slice(2), file, name }))));
  return named.filter(({ file, name }) => {
    const path = join(dirname(document), file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // As a test's name is written between quotes or backticks.
    return ![`'${name.replace(/'/g, "\\'")}'`, `\`${name}\``].some((one) => text.includes(one)) || /\b(test|it|describe)\.(skip|todo|only)\(/.test(text);
  });
}
