import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { makeLazy } from '../../scripts/lazy-index';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A compiled library of two houses, each of which tells `loaded`, a global, that it is. */
function library(index = EAGER): string {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  folders.push(folder);
  for (const [house, name] of [['a', 'Api'], ['b', 'Site']]) {
    mkdirSync(join(folder, 'constructs', house), { recursive: true });
    writeFileSync(join(folder, 'constructs', house, 'index.js'), `(globalThis.loaded ??= []).push('${house}');exports.__esModule = true;exports.${name} = class ${name} {};`);
  }
  writeFileSync(join(folder, 'index.js'), index);
  return folder;
}

/** As tsc writes `export *`: it makes a getter a name, of a house that is loaded already. */
const EAGER = `"use strict";
var __exportStar = (this && this.__exportStar) || function(m, exports) { for (var p in m) exports[p] = m[p]; };
Object.defineProperty(exports, "__esModule", { value: true });
__exportStar(require("./constructs/a"), exports);
__exportStar(require("./constructs/b"), exports);
`;

/** What a fresh process of Node says that runs `code`, CommonJS or an ES module, and which houses it loaded. */
function run(folder: string, code: string, type: 'js' | 'mjs' = 'js'): string {
  writeFileSync(join(folder, `app.${type}`), `globalThis.loaded = [];\n${code}\nconsole.log('of', loaded.join());`);
  return execFileSync(process.execPath, [join(folder, `app.${type}`)], { encoding: 'utf8' }).trim().replace(/\s+/g, ' ');
}

function lazyLibrary(): string {
  const folder = library();
  makeLazy(join(folder, 'index.js'));
  return folder;
}

test('a house is loaded when one of its names is first used, and no other', () => {
  const folder = lazyLibrary();
  expect(run(folder, "const { Api } = require('./index'); console.log(Api.name);")).toBe('Api of a');
  expect(run(folder, "require('./index'); console.log('nothing');")).toBe('nothing of');
  expect(run(folder, "const all = require('./index'); console.log(all.Api === all.Api && all.Api === require('./constructs/a').Api);")).toBe('true of a');
});

test('a compiled TypeScript app names what it imports, as before', () => {
  const source = "import { Site } from './index'; import * as all from './index'; console.log(Site.name, Object.keys(all).join());";
  expect(run(lazyLibrary(), transformSync(source, { loader: 'ts', format: 'cjs' }).code)).toBe('Site Api,Site of b');
});

test('an ES module imports the names', () => {
  expect(run(lazyLibrary(), "import { Api, Site } from './index.js'; console.log(Api.name, Site.name);", 'mjs')).toMatch(/^Api Site/);
});

test('an index that is lazy already stays as it is', () => {
  const folder = lazyLibrary();
  const once = readFileSync(join(folder, 'index.js'), 'utf8');
  makeLazy(join(folder, 'index.js'));
  expect(readFileSync(join(folder, 'index.js'), 'utf8')).toBe(once);
});

test('fails where the index exports anything but whole houses, or two houses share a name', () => {
  expect(() => makeLazy(join(library(`${EAGER}exports.VERSION = 1;\n`), 'index.js'))).toThrow(/exports\.VERSION = 1.*export \* from/s);
  expect(() => makeLazy(join(library(EAGER.replace('/b', '/a')), 'index.js'))).toThrow(/Api is exported twice/);
});
