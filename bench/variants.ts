import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { PEERS } from './processes';
import { TICKET_SCHEMA } from '../examples/reference-system/stacks/ticket-schema';
import { layShippedBundles } from '../test/bundle/shipped';

/** Files that export a handler, by what they are called in the tables. */
export interface Variants {
  readonly folder: string;
  readonly cold: { readonly [name: string]: string };
  readonly warm: { readonly [name: string]: string };
  readonly core: { readonly [name: string]: string };
}

export const OURS = 'crud, as shipped';
export const OURS_CORE = 'ours';
export const SAMPLE_CJS = 'AWS sample style, CJS';
export const SAMPLE_ESM = 'AWS sample style, ESM';
export const MIDDY = 'middy + Powertools logger';
export const ROUTER = 'Powertools router + logger';
export const EMPTY = 'empty handler';
export const WITHOUT_LOG = ', no log';

export async function buildVariants(): Promise<Variants> {
  const folder = await layShippedBundles(TICKET_SCHEMA);
  const crud = join(folder, 'crud');
  const core = join(folder, 'core');
  mkdirSync(core);
  for (const file of ['resource.json', 'validators.js']) { cpSync(join(crud, file), join(core, file)); }
  const bundled = (entry: string) => bundle(entry, join(core, basename(entry).replace(/\.\w+$/, '.js')));
  const middy = await bundled(join(PEERS, 'middy.mjs'));
  const router = await bundled(join(PEERS, 'powertools-router.mjs'));
  const ours = await bundled(join(__dirname, 'crud-core.ts'));
  const shipped = join(crud, 'index.js');
  const sample = join(PEERS, 'sample.cjs');
  return {
    folder,
    cold: {
      [EMPTY]: join(PEERS, 'empty.cjs'),
      [OURS]: shipped,
      [SAMPLE_CJS]: sample,
      [SAMPLE_ESM]: join(PEERS, 'sample.mjs'),
      [MIDDY]: middy,
      [ROUTER]: router,
    },
    warm: { [OURS]: shipped, [SAMPLE_CJS]: sample, [MIDDY]: middy, [ROUTER]: router },
    core: {
      [OURS_CORE]: ours,
      [`${OURS_CORE}${WITHOUT_LOG}`]: ours,
      [`middy${WITHOUT_LOG}`]: await bundled(join(PEERS, 'middy-core.mjs')),
      [`Powertools router${WITHOUT_LOG}`]: await bundled(join(PEERS, 'powertools-router-core.mjs')),
    },
  };
}

/** Minified CommonJS, as a project that cares would bundle it with esbuild's own defaults. */
async function bundle(entry: string, outfile: string): Promise<string> {
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, legalComments: 'none', logLevel: 'warning' });
  return outfile;
}

export function bytesOf(file: string): number {
  return readFileSync(file).length;
}
