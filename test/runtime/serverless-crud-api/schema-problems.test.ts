import Ajv from 'ajv/dist/2020';
import { schemaProblems } from '../../../src/runtime/serverless-crud-api/schema-problems';
import { ticketDefinition } from '../../support/ticket-system';

/** What a client is told of `value` under a schema. */
function problemsOf(schema: object, value: unknown) {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  expect(validate(value)).toBe(false);
  return schemaProblems(validate.errors as never, ticketDefinition());
}

describe('breaches of a schema, as a client can use them', () => {
  test.each([
    ['a value that is not the one allowed', { properties: { a: { const: { b: 1 } } } }, { a: 2 }, '/a', 'a must be {"b":1}.'],
    ['a field that may not be there', { properties: { a: false } }, { a: 1 }, '/a', 'a is not allowed.'],
    ['a field no branch declares', { anyOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, { b: 1 }, '/b', 'There is no such field; there are title, status, size, reminder, tags, details.'],
    ['an unknown field further down', { properties: { 'a~': { additionalProperties: false } } }, { 'a~': { 'b/c': 1 } }, '/a~0/b~1c', 'There is no such field.'],
    ['a field required with another', { dependentRequired: { a: ['b'] } }, { a: 1 }, '/b', 'b is required with a.'],
    ['a body as a whole', { minProperties: 1 }, {}, '', 'The body must NOT have fewer than 1 properties.'],
    ['an element', { properties: { a: { items: { maximum: 3 } } } }, { a: [1, 4] }, '/a/1', 'a/1 must be <= 3.'],
  ])('fails for %s', (_, schema, value, pointer, detail) => {
    expect(problemsOf(schema, value)).toEqual([{ pointer, detail }]);
  });

  test('a breach that only a branch knows is told once, at its field', () => {
    expect(problemsOf({ if: true, then: { required: ['a'] } }, {})).toEqual([{ pointer: '/a', detail: 'a is required.' }]);
    expect(problemsOf({ allOf: [{ required: ['a'] }, { required: ['a'] }] }, {})).toHaveLength(1);
  });

  test('a breach that has no words of its own is told by its rule', () => {
    expect(schemaProblems([{ instancePath: '/a', keyword: 'shape', params: {} }], ticketDefinition())).toEqual([{ pointer: '/a', detail: 'a breaks the rule shape.' }]);
    expect(schemaProblems([{ instancePath: '', keyword: 'if', params: {} }], ticketDefinition())).toEqual([{ pointer: '', detail: 'The body breaks the schema.' }]);
  });

  test('a thousand breaches are told up to a hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, i]));

    expect(problemsOf({ additionalProperties: false }, many)).toHaveLength(100);
  });
});
