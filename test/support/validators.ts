import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceValidators } from '../../src/contract/serverless-crud-api';

/** Loads the generated module alone, from a folder with nothing beside it. */
export function loadValidators(source: string): ResourceValidators {
  const folder = mkdtempSync(join(tmpdir(), 'validators-'));
  const file = join(folder, 'validators.js');
  try {
    writeFileSync(file, source);
    return jest.requireActual(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
