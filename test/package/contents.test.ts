import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTarball, listTarball, ROOT } from './tarball';
import { bundledClosure } from '../../scripts/bundled-closure';

let files: string[];
beforeAll(() => { files = listTarball(findTarball()); });

const below = (folder: string) => files.filter((file) => file.startsWith(`${folder}/`));
const sources = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test('the package holds the library, its handlers, its contract, its licences, and no other top-level entry', () => {
  const entries = new Set(files.map((file) => file.split('/')[0]));
  expect([...entries].sort()).toEqual(['.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'assets', 'lib', 'node_modules', 'package.json']);
});

test('lib holds each construct, the contract and the prices, compiled, and no handler', () => {
  const modules = ['index', ...['constructs', 'contract', 'pricing'].flatMap((room) => sources(`src/${room}`).map((file) => `${room}/${file}`))]
    .map((file) => `lib/${file.replace(/\.ts$/, '')}`);
  const compiled = modules.flatMap((module) => [`${module}.d.ts`, `${module}.js`]);
  expect(below('lib').sort()).toEqual([...compiled, 'lib/pricing/prices/us-east-1.json'].sort());
});

test('P4: assets holds each handler, bundled, with the licences of what is in it, each edge function, a layer with its small bundles, the command, and what compiles schemas', () => {
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
  expect(packages.sort()).toEqual(bundledClosure(ROOT));
  for (const folder of packages) {
    expect(files.filter((file) => new RegExp(`^${folder}/licen[cs]e`, 'i').test(file))).toHaveLength(1);
  }
});

test('it is no larger than 5 MB, packed', () => {
  expect(statSync(findTarball()).size).toBeLessThanOrEqual(5_000_000);
});

describe('unpacked', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'packed-'));
    execFileSync('tar', ['-xzf', findTarball(), '-C', folder, '--strip-components=1']);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('nothing runs when it is installed, and nothing else is', () => {
    const { scripts = {}, dependencies, bundledDependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
    expect(bundledDependencies.sort()).toEqual(Object.keys(dependencies).sort());
    expect(Object.keys(peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
  });

  test('P6: API.md tells of everything that the package exports, to its last member', () => {
    const { name, types } = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as { name: string; types: { [fqn: string]: any } };
    const told = new Set([...readFileSync(join(folder, 'API.md'), 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const exported = Object.entries(types).flatMap(([fqn, { kind, methods = [], properties = [], members = [] }]) => [
      fqn,
      ...methods.map((method: any) => `${fqn}.${method.name}`),
      ...members.map((member: any) => `${fqn}.${member.name}`),
      ...properties.map((property: any) => `${fqn}.property.${property.name}`),
    ].map((id) => [kind, id]));
    expect(Object.keys(types)).toEqual(expect.arrayContaining(['ServerlessCrudApi', 'SecureStaticSite', 'OrderEventsPipeline', 'CostGuardAlarms'].map((construct) => `${name}.${construct}`)));
    expect(exported.filter(([, id]) => !told.has(id)).map(([kind, id]) => `${kind} ${id}`)).toEqual([]);
  });

  test('its assembly has a README for registries that show it alone: links are addresses, and no block is taken for another language', () => {
    const { readme: { markdown } } = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
    expect([...markdown.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to).filter((to) => !/^(https:|#)/.test(to))).toEqual([]);
    expect(markdown).not.toMatch(/^```(ts|typescript)$/m);
  });

  test('publint finds no fault in it', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true }); // not ours
    execFileSync(join(ROOT, 'node_modules', '.bin', 'publint'), ['run', folder, '--pack', 'false', '--strict'], { stdio: 'pipe' });
  });
});
