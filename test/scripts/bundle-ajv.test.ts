import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { bundleAjv } from '../../scripts/bundle-ajv';

const SCHEMA = {
  type: 'object',
  required: ['at'],
  properties: { at: { type: 'string', format: 'date-time' }, tags: { type: 'array', uniqueItems: true, items: { maxLength: 3 } } },
  unevaluatedProperties: false,
};

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ajv-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Ajv packed in one file compiles a schema to the same text as Ajv, and ships its licence', async () => {
  const { file } = await bundleAjv(folder);
  const packed = createRequire(__filename)(file);
  const compile = (maker: { Ajv: typeof Ajv; addFormats: typeof addFormats; standaloneCode: typeof standaloneCode }) => {
    const ajv = new maker.Ajv({ allErrors: true, logger: false, code: { source: true } });
    maker.addFormats(ajv);
    ajv.addSchema(SCHEMA, 'item');
    return maker.standaloneCode(ajv, { item: 'item' });
  };
  expect(compile(packed)).toBe(compile({ Ajv, addFormats, standaloneCode }));
  expect(readFileSync(join(folder, 'ajv', 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toMatch(/^ajv@8/m);
});
