import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { writeLazyIndex } from '../../scripts/lazy-index';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const INDEX = "export * from './constructs/a';\nexport * from './constructs/b';\n";

/** A compiled library of two houses, each of which tells `loaded`, a global, that it is. */
function library(source = INDEX): string {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  folders.push(folder);
  for (const [house, name] of [['a', 'Api'], ['b', 'Site']]) {
    mkdirSync(join(folder, 'constructs', house), { recursive: true });
    writeFileSync(join(folder, 'constructs', house, 'index.js'), `(globalThis.loaded ??= []).push('${house}');Object.defineProperty(exports, '__esModule', { value: true });exports.${name} = class ${name} {};`);
  }
  writeLazyIndex(source, join(folder, 'index.js'));
  return folder;
}

/** What a fresh process of Node says that runs `code`, CommonJS or an ES module, and which houses it loaded. */
function run(code: string, type: 'js' | 'mjs' = 'js'): string {
  const app = join(library(), `app.${type}`);
  writeFileSync(app, `globalThis.loaded = [];\n${code}\nconsole.log('of', loaded.join());`);
  return execFileSync(process.execPath, [app], { encoding: 'utf8' }).trim().replace(/\s+/g, ' ');
}

test.each([
  ["const { Api } = require('./index'); console.log(Api.name);", 'Api of a'],
  ["require('./index'); console.log('nothing');", 'nothing of'],
  ["const all = require('./index'); console.log(all.Api === all.Api && all.Api === require('./constructs/a').Api);", 'true of a'],
])('a house is loaded when one of its names is first used, and no other: %s', (code, said) => {
  expect(run(code)).toBe(said);
});

test('a compiled TypeScript app names what it imports, as before', () => {
  const source = "import { Site } from './index'; import * as all from './index'; console.log(Site.name, Object.keys(all).join());";
  expect(run(transformSync(source, { loader: 'ts', format: 'cjs' }).code)).toBe('Site Api,Site of b');
});

test('an ES module imports the names', () => {
  expect(run("import { Api, Site } from './index.js'; console.log(Api.name, Site.name);", 'mjs')).toMatch(/^Api Site/);
});

test('fails where the index exports anything but whole houses, or two of them one name', () => {
  expect(() => library(`${INDEX}export const VERSION = 1;\n`)).toThrow(/"export const VERSION = 1;" where each line is "export \* from '<house>';"/);
  expect(() => library(INDEX.replace('/b', '/a'))).toThrow('Api is exported twice, by ./constructs/a and ./constructs/a: rename one');
});
