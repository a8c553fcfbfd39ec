import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { PEERS } from './processes';
import { TICKET_SCHEMA } from '../examples/reference-system/stacks/ticket-schema';
import { BUNDLE, STAND_INS } from '../scripts/bundle-options';
import { layShippedBundles } from '../test/bundle/shipped';

/** Files that export a handler, by what they are called in the tables. */
export interface Variants {
  readonly folder: string;
  readonly cold: { readonly [name: string]: string };
  readonly warm: { readonly [name: string]: string };
  readonly core: { readonly [name: string]: string };
  /** One PutItem, by each way to make it. */
  readonly transports: { readonly [name: string]: string };
  /** Where Lambda would lay the layer, for Node's NODE_PATH. */
  readonly layer: string;
}

export const OURS = 'crud, as shipped';
export const LAYERED = 'crud, small, with the layer';
export const WITH_SDK = 'crud on the SDK\'s client';
export const WITH_XRAY_SDK = 'crud on the SDK\'s client and X-Ray\'s SDK';
export const OURS_CORE = 'ours';
export const SAMPLE_CJS = 'AWS sample style, CJS';
export const SAMPLE_ESM = 'AWS sample style, ESM';
export const MIDDY = 'middy + Powertools logger';
export const MIDDY_FULL = 'middy + validator, Powertools logger, tracer';
export const ROUTER = 'Powertools router + logger';
export const EMPTY = 'empty handler';
export const WITHOUT_LOG = ', no log';

const ROOT = join(__dirname, '..');
const CRUD = join(ROOT, 'src', 'runtime', 'serverless-crud-api', 'crud.lambda.ts');
const DYNAMODB = '@aws-sdk/client-dynamodb';

export async function buildVariants(): Promise<Variants> {
  const folder = await layShippedBundles(TICKET_SCHEMA);
  const shipped = join(folder, 'crud', 'index.js');
  /** A folder that holds what the construct lays beside a bundle. */
  const beside = (name: string) => {
    mkdirSync(join(folder, name));
    for (const file of ['resource.json', 'validators.js']) { cpSync(join(folder, 'crud', file), join(folder, name, file)); }
    return join(folder, name);
  };
  const core = beside('core');
  const bundled = (entry: string) => bundle(entry, join(core, basename(entry).replace(/\.\w+$/, '.js')));
  const { [DYNAMODB]: _, ...standIns } = STAND_INS;
  const withSdk = async (name: string, options: BuildOptions) => {
    const outfile = join(beside(name), 'index.js');
    await build({ ...BUNDLE, entryPoints: [CRUD], outfile, alias: standIns, ...options });
    return outfile;
  };
  const middy = await bundled(join(PEERS, 'middy.mjs'));
  const middyFull = await bundled(join(PEERS, 'middy-full.mjs'));
  const router = await bundled(join(PEERS, 'powertools-router.mjs'));
  const ours = await bundled(join(__dirname, 'crud-core.ts'));
  const putBySdk = join(core, 'put-sdk-as-we-bundled-it.js');
  await build({ ...BUNDLE, entryPoints: [join(PEERS, 'put-sdk.mjs')], outfile: putBySdk, alias: standIns });
  const putByOurs = join(core, 'put-ours.js');
  await build({ ...BUNDLE, entryPoints: [join(__dirname, 'child', 'put-ours.ts')], outfile: putByOurs });
  const sample = join(PEERS, 'sample.cjs');
  return {
    folder,
    layer: join(folder, 'layer', 'nodejs', 'node_modules'),
    cold: {
      [EMPTY]: join(PEERS, 'empty.cjs'),
      [OURS]: shipped,
      [LAYERED]: join(folder, 'crud-layered', 'index.js'),
      [WITH_SDK]: await withSdk('with-sdk', {}),
      [WITH_XRAY_SDK]: await withSdk('with-xray-sdk', { plugins: [replaced(DYNAMODB, join(PEERS, 'dynamodb-by-xray-sdk.mjs'))] }),
      [SAMPLE_CJS]: sample,
      [SAMPLE_ESM]: join(PEERS, 'sample.mjs'),
      [MIDDY]: middy,
      [MIDDY_FULL]: middyFull,
      [ROUTER]: router,
    },
    warm: { [OURS]: shipped, [SAMPLE_CJS]: sample, [MIDDY]: middy, [MIDDY_FULL]: middyFull, [ROUTER]: router },
    core: {
      [OURS_CORE]: ours,
      [`${OURS_CORE}${WITHOUT_LOG}`]: ours,
      [`middy${WITHOUT_LOG}`]: await bundled(join(PEERS, 'middy-core.mjs')),
      [`Powertools router${WITHOUT_LOG}`]: await bundled(join(PEERS, 'powertools-router-core.mjs')),
    },
    transports: {
      'signed by hand': await bundled(join(PEERS, 'put-by-hand.mjs')),
      'ours: the SDK\'s signer, HTTP and retries': putByOurs,
      'aws4fetch': await bundled(join(PEERS, 'put-aws4fetch.mjs')),
      '@aws-lite': join(PEERS, 'put-aws-lite.mjs'),
      'the SDK\'s client, with all that can be left out': putBySdk,
      'the SDK\'s client, bundled': await bundled(join(PEERS, 'put-sdk.mjs')),
    },
  };
}

/** Minified CommonJS, as a project that cares would bundle it with esbuild's own defaults. */
async function bundle(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    external: ['./validators.js'],
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outfile;
}

/** `file` in place of a package, for everybody but `file` itself. */
function replaced(packageName: string, file: string): Plugin {
  return {
    name: `${packageName} replaced`,
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${packageName}$`) }, ({ importer }) => (importer === file ? undefined : { path: file }));
    },
  };
}

export function bytesOf(file: string): number {
  return readFileSync(file).length;
}
