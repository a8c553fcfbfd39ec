import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020';
import { bundleMetaschema } from '../../../scripts/bundle-metaschema';
import { checkSchema, compileMetaschema } from '../../../src/constructs/serverless-crud-api/metaschema';

const SCHEMAS: readonly (readonly [string, unknown, boolean])[] = [
  ['an object’s', { type: 'object', properties: { a: { type: ['string', 'null'], minLength: 1 } }, required: ['a'] }, true],
  ['true', true, true],
  ['one with references and branches', { $defs: { a: { const: 1 } }, $ref: '#/$defs/a', if: { minProperties: 1 }, then: false }, true],
  ['a type that there isn’t', { properties: { a: { type: 'text' } } }, false],
  ['a length below zero, deep inside', { $defs: { a: { items: { anyOf: [{ maxLength: -1 }] } } } }, false],
  ['required twice', { required: ['a', 'a'] }, false],
  ['properties that are none', { properties: { a: 7 } }, false],
  ['a pattern that is no text', { pattern: 7 }, false],
  ['an empty anyOf', { anyOf: [] }, false],
  ['null', null, false],
];

let built: ValidateFunction;
beforeAll(() => {
  const out = mkdtempSync(join(tmpdir(), 'metaschema-'));
  try {
    built = createRequire(__filename)(bundleMetaschema(out).file).schema;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test.each(SCHEMAS)('%s is judged as Ajv itself judges it', (_name, schema, isValid) => {
  const compiled = compileMetaschema();
  expect(built(schema)).toBe(isValid);
  expect(compiled(schema)).toBe(isValid);
  expect(built.errors ?? []).toEqual(compiled.errors ?? []);
});

test('what is no schema is told with its place and what is allowed there', () => {
  expect(() => checkSchema({ properties: { a: { maxLength: -1 } } })).toThrow('schema is invalid: data/properties/a/maxLength must be >= 0');
  checkSchema({ type: 'object' });
});
