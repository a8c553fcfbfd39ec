/** Compiles JSON Schema's schema of schemas into assets/metaschema/index.js, so that no synth has to. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import { licencesOf } from './licences';
import { METASCHEMA } from '../src/constructs/serverless-crud-api/metaschema';
import { selfContained } from '../src/constructs/serverless-crud-api/validators-module';

/** @param out folder that gets the folder `metaschema`; what it held before is replaced */
export function bundleMetaschema(out: string) {
  const folder = join(out, 'metaschema');
  const file = join(folder, 'index.js');
  const ajv = new Ajv({ logger: false, code: { source: true } });
  ajv.getSchema(METASCHEMA);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, selfContained(standaloneCode(ajv, { schema: METASCHEMA })));
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(['node_modules/ajv/package.json']));
  return { name: 'metaschema', folder, file };
}
