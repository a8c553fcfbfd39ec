import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { judgeScalar } from '../../../../src/constructs/serverless-crud-api/openapi/scalar-check';

const TYPES = ['string', 'number', 'integer', 'boolean', 'null'];
const scalar = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, 1.5, -0.5), fc.boolean(), fc.constant(null));
const bound = fc.integer({ min: -3, max: 4 });
const length = fc.nat({ max: 4 });
const schema = fc.record({
  type: fc.oneof(fc.constantFrom(...TYPES), fc.subarray(TYPES, { minLength: 1 })),
  enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }),
  minLength: length,
  maxLength: length,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  title: fc.string(),
  default: scalar,
  examples: fc.array(scalar),
  readOnly: fc.boolean(),
  writeOnly: fc.boolean(),
  deprecated: fc.boolean(),
}, { requiredKeys: [] });

test('judges scalars as a compiled schema does', () => {
  fc.assert(fc.property(schema, fc.array(scalar, { minLength: 1, maxLength: 8 }), (rules, values) => {
    const validate = new Ajv({ strict: false, validateSchema: false }).compile(rules);
    for (const value of values) { expect([value, judgeScalar(rules, value)]).toEqual([value, validate(value)]); }
  }), { numRuns: 200 });
});

test.each([
  ['a rule that is no type, value or bound', { type: 'string', pattern: '^a' }, 'a'],
  ['a reference', { $ref: '#/components/schemas/Line' }, 'a'],
  ['a keyword that it does not know', { 'type': 'string', 'x-unit': 'EUR' }, 'a'],
  ['an object', { type: 'object' }, {}],
  ['a list', { type: 'array' }, []],
])('leaves %s to a compiler', (_, rules, value) => {
  expect(judgeScalar(rules, value)).toBeUndefined();
});
