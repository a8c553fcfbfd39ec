import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTarball, listTarball, ROOT } from './tarball';

let files: string[];
beforeAll(() => { files = listTarball(findTarball()); });

const below = (folder: string) => files.filter((file) => file.startsWith(`${folder}/`));
const sources = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test('the package holds the library, its handlers, its contract, its licence, and no other top-level entry', () => {
  const entries = new Set(files.map((file) => file.split('/')[0]));
  expect([...entries].sort()).toEqual(['.jsii', 'API.md', 'LICENSE', 'README.md', 'assets', 'lib', 'node_modules', 'package.json']);
});

test('lib holds each construct, the contract and the prices, compiled, and no handler', () => {
  const modules = ['index', ...['constructs', 'contract', 'pricing'].flatMap((room) => sources(`src/${room}`).map((file) => `${room}/${file}`))]
    .map((file) => `lib/${file.replace(/\.ts$/, '')}`);
  const compiled = modules.flatMap((module) => [`${module}.d.ts`, `${module}.js`]);
  expect(below('lib').sort()).toEqual([...compiled, 'lib/pricing/prices/us-east-1.json'].sort());
});

test('assets holds each handler, bundled, with the licences of what is in it, each edge function, a layer with its small bundles, the command, and what compiles schemas', () => {
  const named = (suffix: string) => sources('src/runtime').filter((file) => file.endsWith(suffix)).map((file) => file.slice(file.lastIndexOf('/') + 1, -suffix.length));
  const handlers = named('.lambda.ts').flatMap((name) => [`assets/${name}/THIRD-PARTY-LICENSES.txt`, `assets/${name}/index.js`]);
  const edges = named('.edge.ts').map((name) => `assets/${name}/edge.js`);
  expect(handlers.length).toBeGreaterThan(0);
  const layered = [
    ...sources('src/runtime/serverless-crud-api').filter((file) => file.endsWith('.lambda.ts')).map((file) => `assets/${file.replace('.lambda.ts', '-layered')}/index.js`),
    'assets/layer/THIRD-PARTY-LICENSES.txt',
    'assets/layer/nodejs/node_modules/serverless-inteligente-runtime/index.js',
  ];
  const command = ['assets/cli/THIRD-PARTY-LICENSES.txt', 'assets/cli/index.js'];
  const schemas = ['ajv', 'metaschema'].flatMap((name) => [`assets/${name}/THIRD-PARTY-LICENSES.txt`, `assets/${name}/index.js`]);
  expect(below('assets').sort()).toEqual([...handlers, ...edges, ...layered, ...command, ...schemas].sort());
});

test('the bundled dependencies are inside with all that they need, each with its licence', () => {
  const packages = below('node_modules').filter((file) => /^(node_modules\/(@[^/]+\/)?[^/]+\/)+package\.json$/.test(file)).map((file) => file.replace('/package.json', ''));
  expect(packages.sort()).toEqual(bundledClosure());
  for (const folder of packages) {
    expect(files.filter((file) => new RegExp(`^${folder}/licen[cs]e`, 'i').test(file))).toHaveLength(1);
  }
});

/** The folders of the bundled dependencies and theirs, by the lockfile. */
function bundledClosure(): string[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const nested = `${from && `${from}/`}node_modules/${name}`;
    const folder = lock[nested] ? nested : `node_modules/${name}`;
    if (found.has(folder)) { return; }
    found.add(folder);
    Object.keys(lock[folder].dependencies ?? {}).forEach((dependency) => visit(dependency, folder));
  };
  lock[''].bundleDependencies.forEach((name: string) => visit(name, ''));
  return [...found].sort();
}
