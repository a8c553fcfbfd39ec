/** Packs Ajv, which compiles schemas at synth, into assets/ajv/index.js: a synth loads one file in place of ninety. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, ROOT } from './bundle-options';
import { inputsOf, licencesOf } from './licences';

const ENTRY = `
  export { default as Ajv } from 'ajv/dist/2020';
  export { default as standaloneCode } from 'ajv/dist/standalone';
  export { default as addFormats } from 'ajv-formats';
`;

/** @param out folder that gets the folder `ajv`; what it held before is replaced */
export async function bundleAjv(out: string) {
  const folder = join(out, 'ajv');
  const file = join(folder, 'index.js');
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({ ...BUNDLE, stdin: { contents: ENTRY, resolveDir: ROOT }, outfile: file });
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(inputsOf(metafile)));
  return { name: 'ajv', folder, file };
}
