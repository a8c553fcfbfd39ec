/**
 * Bundles the handlers of ServerlessCrudApi a second time, small, and what they have in common as one module of a Lambda
 * layer: assets/<handler>-layered/ and assets/layer/ (docs/decisions/0009-layer.md).
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { BUNDLE, ROOT, RUNTIME, STAND_INS } from './bundle-options';
import { inputsOf, licencesOf } from './licences';

/** Name by which the small bundles require what is in the layer. */
const PACKAGE = 'serverless-inteligente-runtime';
const HOUSE = join(RUNTIME, 'serverless-crud-api');
const KIT = join(RUNTIME, 'kit');

export interface BundledPart {
  readonly name: string;
  readonly file: string;
}

/** @param out folder that gets a folder for each small bundle and one for the layer; what they held before is replaced */
export async function bundleLayer(out: string): Promise<BundledPart[]> {
  const shared = new Set<string>();
  const handlers = readdirSync(HOUSE).filter((file) => file.endsWith('.lambda.ts')).sort();
  const small = await Promise.all(handlers.map((file) => bundleSmall(file, out, shared)));
  return [...small, await bundleShared([...shared].sort(), out)];
}

/** @param shared gets the specifier of each module that the bundle leaves to the layer */
async function bundleSmall(handler: string, out: string, shared: Set<string>): Promise<BundledPart> {
  const name = `${handler.replace('.lambda.ts', '')}-layered`;
  return made(name, join(out, name), 'index.js', (outfile) => build({
    ...BUNDLE, entryPoints: [join(HOUSE, handler)], outfile, external: [PACKAGE], plugins: [leftToLayer(shared)],
  }));
}

function bundleShared(specifiers: readonly string[], out: string): Promise<BundledPart> {
  const contents = specifiers.map((specifier) => {
    const from = STAND_INS[specifier] ?? (specifier.startsWith('kit/') ? join(RUNTIME, specifier) : specifier);
    return `export * as ${JSON.stringify(specifier)} from ${JSON.stringify(from)};`;
  }).join('\n');
  return made('layer', join(out, 'layer'), `nodejs/node_modules/${PACKAGE}/index.js`, (outfile) => build({
    ...BUNDLE, stdin: { contents, resolveDir: ROOT }, outfile, alias: STAND_INS,
  }));
}

async function made(
  name: string, folder: string, path: string, make: (outfile: string) => Promise<{ readonly metafile: Parameters<typeof inputsOf>[0] }>,
): Promise<BundledPart> {
  rmSync(folder, { recursive: true, force: true });
  const file = join(folder, path);
  const { metafile } = await make(file);
  const licences = licencesOf(inputsOf(metafile));
  if (licences) { writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licences); }
  return { name, file };
}

/** Turns each import of the kit and of packages into a member of the layer's module. */
function leftToLayer(shared: Set<string>): Plugin {
  return {
    name: 'left to the layer',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, kind, resolveDir, namespace }) => {
        if (kind === 'entry-point' || namespace !== 'file' || path.startsWith('node:')) { return undefined; }
        const inKit = path.startsWith('.') ? relative(KIT, join(resolveDir, path)) : undefined;
        if (inKit?.startsWith('..')) { return undefined; }
        const specifier = inKit === undefined ? path : `kit/${inKit}`;
        shared.add(specifier);
        return { path: specifier, namespace: 'layer', sideEffects: false };
      });
      onLoad({ filter: /.*/, namespace: 'layer' }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(PACKAGE)})[${JSON.stringify(path)}];`,
      }));
    },
  };
}
