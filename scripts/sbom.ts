/**
 * Writes the software bill of materials (CycloneDX) of what ships: the bundled dependencies, and what is in the bundles of assets/ by
 * the notices beside them. What the CDK brings is not among it: the app that uses the library has it.
 * Usage: tsx scripts/sbom.ts [file]; dist/serverless-inteligente.cdx.json unless told. Needs `npm run bundle`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bundledClosure } from './bundled-closure';
import { run } from './run';

const ROOT = resolve(__dirname, '..');
const DEVELOPMENT = 'cdx:npm:package:development';
/** Of a package whose licence is a text without an identifier. */
const UNNAMED = { license: { name: 'as written in THIRD-PARTY-LICENSES.txt beside each bundle that holds it' } };

interface Component {
  'bom-ref': string;
  'properties'?: { name: string; value: string }[];
  [member: string]: unknown;
}

/** `name@version` of every package whose code is in the package. */
function shippedPackages(notices: readonly string[]): Set<string> {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const bundled = bundledClosure(ROOT).map((folder) => `${folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${lock[folder].version}`);
  const inAssets = notices.flatMap((text) => [...text.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+@\d\S*) \(.*\)$/gm)].map(([, name]) => name));
  return new Set([...bundled, ...inAssets]);
}

/** What is no package, such as a font: `Noto Sans 2.015, cut to … (OFL-1.1)`. */
function otherParts(notices: readonly string[]): Component[] {
  const found = notices.flatMap((text) => [...text.matchAll(/^([A-Z][\w ]*?) (\d[\d.]*), .* \((\S+)\)$/gm)]);
  return [...new Map(found.map(([, name, version, id]) => [`${name}@${version}`, { name, version, id }])).entries()]
    .map(([ref, { name, version, id }]) => ({ 'bom-ref': ref, 'type': 'file', name, version, 'licenses': [{ license: { id } }] }));
}

function main(file: string) {
  const assets = join(ROOT, 'assets');
  const notices = (existsSync(assets) ? readdirSync(assets) : []).map((name) => join(assets, name, 'THIRD-PARTY-LICENSES.txt')).filter(existsSync)
    .map((path) => readFileSync(path, 'utf8'));
  if (notices.length === 0) { throw new Error(`${assets} holds no notices: run 'npm run bundle' first`); }
  const shipped = shippedPackages(notices);
  const all = JSON.parse(run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: ROOT }));
  const packages: Component[] = [...new Map((all.components as Component[]).map((one) => [one['bom-ref'], one])).values()]
    .filter((one) => shipped.has(one['bom-ref']))
    .map((one) => ({ ...one, licenses: one.licenses ?? [UNNAMED], properties: one.properties?.filter(({ name }) => name !== DEVELOPMENT) })); // bundled, so shipped
  const missing = [...shipped].filter((ref) => !packages.some((one) => one['bom-ref'] === ref));
  if (missing.length > 0) { throw new Error(`npm knows nothing of ${missing.join(', ')}: run 'npm ci && npm run bundle', so that lockfile and bundles agree`); }

  const { name, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const versionFile = join(ROOT, 'dist', 'version.txt');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : '0.0.0';
  const components = [...packages, ...otherParts(notices)];
  const refs = components.map((one) => one['bom-ref']);
  const self = `${name}@${version}`;
  const component = { ...all.metadata.component, 'bom-ref': self, name, version, 'purl': `pkg:npm/${self}`, 'licenses': [{ license: { id: license } }] };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({
    ...all,
    metadata: { ...all.metadata, component },
    components,
    dependencies: [{ ref: self, dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
  }, null, 2)}\n`);
  console.log(`${file}: ${components.length} components of ${self}`);
}

try {
  main(resolve(process.argv[2] ?? join(ROOT, 'dist', 'serverless-inteligente.cdx.json')));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
