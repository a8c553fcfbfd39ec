/**
 * Bundles every src/runtime/<house>/<name>.lambda.ts into assets/<name>/index.js, with the licences of what it holds.
 * CommonJS, because an `import` of a node: module (or an `import()` left in CommonJS) loads undici at cold start.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { bundleAjv } from './bundle-ajv';
import { bundleCli } from './bundle-cli';
import { bundleEdges } from './bundle-edge';
import { bundleLayer } from './bundle-layer';
import { bundleMetaschema } from './bundle-metaschema';
import { BUNDLE, PLUGINS, ROOT, RUNTIME, STAND_INS } from './bundle-options';
import { inputsOf, licencesOf } from './licences';

/** pdfkit asks where it is as it loads, to find the colour profile of PDF/A, which no handler writes. */
const PLACE = { 'import.meta.url': JSON.stringify('file:///var/task/index.js') };

/** One handler as it ships. */
export interface BundledHandler {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  /** Paths, from the project's root, of every module that put at least a byte into the bundle. */
  readonly inputs: string[];
}

/** @param out folder that gets one folder a handler; what it held of them before is replaced */
export async function bundleHandlers(out: string): Promise<BundledHandler[]> {
  const entries = handlerEntries();
  const twice = entries.find((entry, i) => entries.findIndex((other) => handlerName(other) === handlerName(entry)) !== i);
  if (twice) { throw new Error(`two handlers are named ${handlerName(twice)}: their bundles would overwrite each other, rename one`); }
  return Promise.all(entries.map((entry) => bundleHandler(entry, out)));
}

async function bundleHandler(entry: string, out: string): Promise<BundledHandler> {
  const name = handlerName(entry);
  const folder = join(out, name);
  const file = join(folder, 'index.js');
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({ ...BUNDLE, entryPoints: [entry], outfile: file, alias: STAND_INS, plugins: PLUGINS, define: PLACE });
  const inputs = inputsOf(metafile);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(inputs));
  return { name, folder, file, inputs };
}

function handlerEntries(): string[] {
  return readdirSync(RUNTIME, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.lambda.ts'))
    .map((path) => relative(ROOT, join(RUNTIME, path)))
    .sort((a, b) => handlerName(a).localeCompare(handlerName(b)));
}

function handlerName(entry: string): string {
  return basename(entry, '.lambda.ts');
}

async function main() {
  const out = join(ROOT, 'assets');
  const built = [
    ...await bundleHandlers(out), ...await bundleEdges(out), ...await bundleLayer(out),
    await bundleCli(out), await bundleAjv(out), bundleMetaschema(out),
  ];
  for (const { name, file } of built) {
    console.log(`${name.padEnd(24)} ${(readFileSync(file).length / 1024).toFixed(0).padStart(5)} KiB`);
  }
}

if (require.main === module) {
  main().catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
}
