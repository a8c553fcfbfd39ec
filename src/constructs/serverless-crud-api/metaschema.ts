import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020';
import { Ajv } from '../private/ajv';
import { ASSETS } from '../private/assets';

/** JSON Schema's schema of schemas. */
export const METASCHEMA = 'https://json-schema.org/draft/2020-12/schema';

/** Of METASCHEMA, as scripts/bundle-metaschema.ts compiles it: that takes as long as ten resources. */
const COMPILED = join(ASSETS, 'metaschema', 'index.js');

let judge: ValidateFunction | undefined;

/** @throws Error telling where `schema` is none, and what is allowed there */
export function checkSchema(schema: unknown) {
  judge ??= existsSync(COMPILED) ? createRequire(__filename)(COMPILED).schema as ValidateFunction : compileMetaschema();
  if (judge(schema)) { return; }
  throw new Error(`schema is invalid: ${judge.errors!.map(({ instancePath, message }) => `data${instancePath} ${message}`).join(', ')}`);
}

/** For a checkout that was bundled before there was such a file. */
export function compileMetaschema(): ValidateFunction {
  return new Ajv({ logger: false, code: { optimize: false } }).getSchema(METASCHEMA)!;
}
