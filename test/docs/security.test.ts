import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '..', '..', 'docs');
/** One or more names in quotes, then the link to the file that has them. */
const PROOF = /((?:"[^"]+",? )+)\(\[[\w-]+\]\(([^)]+)\)\)/g;

interface Proof { readonly threat: string; readonly file: string; readonly name: string }

const rows = readFileSync(join(DOCS, 'security.md'), 'utf8').split('\n').filter((line) => /^\| (?!tries |---)/.test(line));
const proofs: Proof[] = rows.flatMap((row) => {
  const threat = row.split(' | ')[0].slice(2);
  return [...row.matchAll(PROOF)].flatMap(([, names, file]) => [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => ({ threat, file, name })));
});

/** As a test's name is written between quotes or backticks. */
const written = (name: string) => [`'${name.replace(/'/g, "\\'")}'`, `\`${name}\``];

test('every threat names a test that shows what happens', () => {
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => [...row.matchAll(PROOF)].length === 0)).toEqual([]);
});

test('every test named is there, and none is left out', () => {
  const missing = proofs.filter(({ file, name }) => {
    const path = join(DOCS, file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return !written(name).some((one) => text.includes(one)) || /\b(test|it|describe)\.(skip|todo|only)\(/.test(text);
  });
  expect(missing).toEqual([]);
});
