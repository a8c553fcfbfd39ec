import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { default as Ajv2020 } from 'ajv/dist/2020';
import type { default as Standalone } from 'ajv/dist/standalone';
import type { default as Formats } from 'ajv-formats';
import { ASSETS } from './assets';

interface Packed {
  readonly Ajv: typeof Ajv2020;
  readonly addFormats: typeof Formats;
  readonly standaloneCode: typeof Standalone;
}

/** Ajv as scripts/bundle-ajv.ts packs it: one file loads in a quarter of the time of ninety. */
const PACKED = join(ASSETS, 'ajv', 'index.js');

const load = createRequire(__filename);

// A checkout that was bundled before there was such a file has Ajv's own alone.
export const { Ajv, addFormats, standaloneCode }: Packed = existsSync(PACKED) ? load(PACKED) : {
  Ajv: load('ajv/dist/2020').default,
  addFormats: load('ajv-formats').default,
  standaloneCode: load('ajv/dist/standalone').default,
};
