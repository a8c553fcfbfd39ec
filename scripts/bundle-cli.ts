/** Bundles src/cli into assets/cli/index.js, which package.json's `bin` names: it needs nothing but Node. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, ROOT } from './bundle-options';
import { inputsOf, licencesOf } from './licences';

export interface BundledCli {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  /** Paths, from the project's root, of every module that put at least a byte into the bundle. */
  readonly inputs: string[];
}

/** @param out folder that gets the folder `cli`; what it held before is replaced */
export async function bundleCli(out: string): Promise<BundledCli> {
  const folder = join(out, 'cli');
  const file = join(folder, 'index.js');
  rmSync(folder, { recursive: true, force: true });
  // Without the handlers' stand-ins: people sign in by profile, SSO or role.
  const { metafile } = await build({ ...BUNDLE, entryPoints: [join(ROOT, 'src', 'cli', 'index.ts')], outfile: file });
  const inputs = inputsOf(metafile);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(inputs));
  return { name: 'cli', folder, file, inputs };
}
