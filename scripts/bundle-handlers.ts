/**
 * Bundles every src/runtime/<house>/<name>.lambda.ts into assets/<name>/index.js, with the licences of what it holds.
 * CommonJS, because an `import` of a node: module (or an `import()` left in CommonJS) loads undici at cold start.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundleEdges } from './bundle-edge';

const ROOT = resolve(__dirname, '..');
const RUNTIME = join(ROOT, 'src', 'runtime');

/**
 * What every cold start would pay for: clients of the SDK that a tenth of their code replaces, and parts of the SDK that a
 * handler in Lambda never uses (docs/decisions/0005-performance.md).
 */
const STAND_INS = {
  '@aws-sdk/client-cognito-identity-provider': join(RUNTIME, 'kit', 'cognito-client.ts'),
  '@aws-sdk/client-dynamodb': join(RUNTIME, 'kit', 'dynamodb-client.ts'),
  '@aws-sdk/client-lambda': join(RUNTIME, 'kit', 'lambda-client.ts'),
  '@aws-sdk/client-sqs': join(RUNTIME, 'kit', 'sqs-client.ts'),
  '@aws-sdk/credential-provider-node': join(RUNTIME, 'kit', 'lambda-credentials.ts'),
  '@smithy/core/event-streams': join(RUNTIME, 'kit', 'no-event-streams.ts'),
  'node:fs/promises': join(RUNTIME, 'kit', 'no-files.ts'),
};

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
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: STAND_INS,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
    tsconfigRaw: { compilerOptions: { target: 'es2022' } },
  });
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

function inputsOf(metafile: Metafile): string[] {
  const used = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return used.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path).sort();
}

/** The licence texts of the packages among `inputs`, each text once with the packages under it. */
function licencesOf(inputs: string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const packagesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    if (!license) { throw new Error(`${name}@${version} declares no licence, so it can't be bundled: replace it`); }
    const text = licenceText(join(ROOT, folder)) ?? `Licence by SPDX identifier: ${license}`;
    packagesByText.set(text, [...packagesByText.get(text) ?? [], `${name}@${version} (${license})`]);
  }
  const rule = '-'.repeat(72);
  return [...packagesByText].map(([text, packages]) => `${packages.join('\n')}\n${rule}\n${text}\n`).join('\n');
}

function licenceText(folder: string): string | undefined {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim());
  return texts.length > 0 ? texts.join('\n\n') : undefined;
}

async function main() {
  const out = join(ROOT, 'assets');
  for (const { name, file } of [...await bundleHandlers(out), ...await bundleEdges(out)]) {
    console.log(`${name.padEnd(24)} ${(readFileSync(file).length / 1024).toFixed(0).padStart(5)} KiB`);
  }
}

if (require.main === module) {
  main().catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
}
