import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledResource } from '../../src/constructs/serverless-crud-api/resource-schema';
import type { CompiledValidators, ResourceValidators } from '../../src/contract/serverless-crud-api';
import { resourceValidators } from '../../src/runtime/serverless-crud-api/patch-validator';

/** A resource's validators, as its handler has them. */
export function loadValidators({ definition, validators }: CompiledResource): ResourceValidators {
  return resourceValidators(loadCompiled(validators), definition);
}

/** Loads the generated module alone, from a folder with nothing beside it. */
export function loadCompiled(source: string): CompiledValidators {
  const folder = mkdtempSync(join(tmpdir(), 'validators-'));
  const file = join(folder, 'validators.js');
  try {
    writeFileSync(file, source);
    return jest.requireActual(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
