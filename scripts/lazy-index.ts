/**
 * Writes lib/index.js anew, so that a house is loaded when one of its names is first used: a synth with one house does not
 * read the files of four. The last step of `npm run compile`; why is in docs/decisions/0016-synth.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './bundle-options';

/**
 * @param source src/index.ts, each line of which exports a whole house
 * @param index what jsii compiled it to, beside the houses
 * @throws Error where it exports anything else, or two houses one name
 */
export function writeLazyIndex(source: string, index: string) {
  const houseOf = new Map<string, string>();
  for (const line of source.trimEnd().split('\n')) {
    const house = /^export \* from '([^']+)';$/.exec(line)?.[1];
    if (house === undefined) { throw new Error(`src/index.ts says "${line}" where each line is "export * from '<house>';": export it from a house`); }
    for (const name of Object.keys(createRequire(index)(house))) {
      if (houseOf.has(name)) { throw new Error(`${name} is exported twice, by ${houseOf.get(name)} and ${house}: rename one`); }
      houseOf.set(name, house);
    }
  }
  writeFileSync(index, lazyIndex(houseOf));
}

/** The names are assigned first, since that is what Node looks for in CommonJS when an ES module imports them. */
function lazyIndex(houseOf: ReadonlyMap<string, string>): string {
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    ...[...houseOf.keys()].map((name) => `exports.${name} = void 0;`),
    'function lazily(name, load) {',
    '  const set = (property) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, ...property });',
    '  set({ get() { const value = load()[name]; set({ value }); return value; } });',
    '}',
    ...[...houseOf].map(([name, house]) => `lazily("${name}", () => require("${house}"));`),
    '',
  ].join('\n');
}

if (require.main === module) {
  writeLazyIndex(readFileSync(join(ROOT, 'src', 'index.ts'), 'utf8'), join(ROOT, 'lib', 'index.js'));
}
