import fc from 'fast-check';
import { breakingChanges } from '../../scripts/openapi/breaking-changes';
import { openApiDocument } from '../../src/constructs/serverless-crud-api/openapi/document';
import { documented, documentOptions, noteDefinition, noteResource, orderDefinition, ORDER_SCHEMA } from '../support/documented';

interface NoteOptions { readonly properties?: object; readonly required?: readonly string[]; readonly definition?: object }

/** A document whose notes have these properties. */
function notes({ properties = { text: { type: 'string' } }, required = [], definition = {} }: NoteOptions = {}): any {
  const schema = { type: 'object', required, properties, additionalProperties: false };
  return openApiDocument(documentOptions({ resources: [noteResource({ properties: Object.keys(properties), ...definition }, { schema })] }));
}

/** A document of one operation. */
function one(operation: object, components: object = {}): any {
  return { openapi: '3.1.1', info: {}, servers: [], security: [{ idToken: [] }], tags: [], paths: { '/a': { get: { operationId: 'a', responses: {}, ...operation } } }, components };
}

function answering(schema: object, components?: object) {
  return one({ responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } }, components);
}

function taking(schema: object, components?: object) {
  return one({ requestBody: { content: { 'application/json': { schema } } } }, components);
}

test('the same document breaks nothing', () => {
  const document = openApiDocument(documentOptions());
  expect(breakingChanges(document, document)).toEqual([]);
  expect(breakingChanges(document, JSON.parse(JSON.stringify(document)))).toEqual([]);
});

describe('what a client does not notice', () => {
  test.each<[string, any, any]>([
    ['a resource more', notes(), openApiDocument(documentOptions({ resources: [noteResource({}, { schema: { type: 'object', properties: { text: { type: 'string' } }, additionalProperties: false } }), noteResource({ name: 'tasks' })] }))],
    ['a property more, which may be left out', notes(), notes({ properties: { text: { type: 'string' }, more: { type: 'string' } } })],
    ['a filter more', notes({ properties: { text: { type: 'string' } } }), notes({ definition: { queryTypes: { text: 'string' }, indexes: [{ name: 'i', partitionKey: 'text', sortKey: 'createdAt', filters: [], shards: 1 }] } })],
    ['another description', one({ description: 'x' }), one({ description: 'y' })],
    ['a read that needs no token any more', one({}), one({ security: [] })],
    ['a problem more', one({ responses: {} }), one({ responses: { 409: { description: 'x' } } })],
    ['a body that takes more', taking({ type: 'string', maxLength: 5 }), taking({ type: ['string', 'null'], maxLength: 9 })],
    ['an answer that says less', answering({ type: ['string', 'null'] }), answering({ type: 'string', maxLength: 5 })],
    ['a reference in place of what it refers to', answering({ type: 'string' }), answering({ $ref: '#/components/schemas/A' }, { schemas: { A: { type: 'string' } } })],
    ['an integer where a number was answered', answering({ type: 'number' }), answering({ type: 'integer' })],
    ['a choice more that is taken', taking({ anyOf: [{ type: 'string' }] }), taking({ anyOf: [{ type: 'string' }, { type: 'null' }] })],
  ])('%s', (_, before, after) => { expect(breakingChanges(before, after)).toEqual([]); });
});

describe('what breaks a client', () => {
  const index = { name: 'i', partitionKey: 'text', sortKey: 'createdAt', filters: [], shards: 1 };
  test.each<[string, any, any, string | RegExp]>([
    ['a path is gone', notes(), openApiDocument(documentOptions({ resources: [] })), '/notes: the path is gone'],
    ['an operation is gone', notes(), notes({ definition: { operations: ['create', 'list', 'read', 'replace', 'delete'] } }), 'PATCH /notes/{id}: the operation is gone'],
    ['an operation is called otherwise', one({}), one({ operationId: 'b' }), "GET /a: operationId was 'a', is 'b'"],
    ['a public read needs a token', one({ security: [] }), one({}), 'GET /a: it needs a token now'],
    ['another token is needed', one({}), one({ security: [{ key: [] }] }), 'GET /a: it takes another token now'],
    ['a filter is gone', notes({ definition: { queryTypes: { text: 'string' }, indexes: [index] } }), notes(), 'GET /notes, query text: the parameter is gone'],
    ['If-Match is demanded', notes(), notes({ definition: { concurrency: 'required' } }), 'PUT /notes/{id}, header If-Match: it is required now'],
    ['a parameter more is demanded', one({}), one({ parameters: [{ name: 'x', in: 'query', required: true, schema: {} }] }), 'GET /a, query x: a parameter more is required'],
    ['a parameter takes less', one({ parameters: [{ name: 'x', in: 'query', schema: { type: 'integer', maximum: 10 } }] }), one({ parameters: [{ name: 'x', in: 'query', schema: { type: 'integer', maximum: 5 } }] }), 'GET /a, query x: maximum was 10, is 5'],
    ['a parameter is written otherwise', one({ parameters: [{ name: 'x', in: 'query', schema: {}, explode: false }] }), one({ parameters: [{ name: 'x', in: 'query', schema: {} }] }), 'GET /a, query x: it is written otherwise now'],
    ['a body is demanded', one({ requestBody: { content: {} } }), one({ requestBody: { required: true, content: {} } }), 'GET /a, body: it is required now'],
    ['a body appears, and is demanded', one({}), one({ requestBody: { required: true, content: {} } }), 'GET /a, body: it is required now'],
    ['a body is taken no more', taking({}), one({}), 'GET /a, body: it is taken no more'],
    ['a media type is taken no more', taking({}), one({ requestBody: { content: { 'text/plain': {} } } }), 'GET /a, body: application/json is taken no more'],
    ['an answer is given no more', answering({}), one({}), 'GET /a, 200: the answer is gone'],
    ['a media type is answered no more', answering({}), one({ responses: { 200: { description: 'x' } } }), 'GET /a, 200: application/json is answered no more'],
    ['a header is gone', one({ responses: { 200: { headers: { ETag: { schema: {} } } } } }), one({ responses: { 200: {} } }), 'GET /a, 200: the header ETag is gone'],
    ['another field is demanded', notes(), notes({ required: ['text'] }), 'POST /notes, body: text is required now'],
    ['a field is taken no more', notes({ properties: { text: {}, more: {} } }), notes({ properties: { text: {} } }), 'POST /notes, body: more is taken no more'],
    ['a field is answered no more', notes({ properties: { text: {}, more: {} } }), notes({ properties: { text: {} } }), 'GET /notes/{id}, 200: more is answered no more'],
    ['a field may be missing', notes({ required: ['text'] }), notes(), 'GET /notes/{id}, 200: text may be missing now'],
    ['a value more is answered', notes({ properties: { text: { enum: ['A'] } } }), notes({ properties: { text: { enum: ['A', 'B'] } } }), 'GET /notes/{id}, 200: text: it may be "B" now'],
    ['a value less is taken', notes({ properties: { text: { enum: ['A', 'B'] } } }), notes({ properties: { text: { enum: ['A'] } } }), 'POST /notes, body: text: it takes "B" no more'],
    ['values are listed where any were taken', taking({ type: 'string' }), taking({ enum: ['A'] }), 'GET /a, body: it takes only "A" now'],
    ['another type is taken', taking({ type: 'string' }), taking({ type: 'number' }), 'GET /a, body: it takes string no more'],
    ['a type more is answered', answering({ type: 'string' }), answering({ type: ['string', 'null'] }), 'GET /a, 200: it may be null now'],
    ['any type is answered', answering({ type: 'string' }), answering({}), 'GET /a, 200: it may be of any type now'],
    ['a bound appears', taking({ type: 'string' }), taking({ type: 'string', maxLength: 5 }), 'GET /a, body: maxLength was none, is 5'],
    ['a bound is gone from an answer', answering({ minimum: 3 }), answering({}), 'GET /a, 200: minimum was 3, is none'],
    ['a pattern is demanded', taking({ type: 'string' }), taking({ type: 'string', pattern: '^a' }), "GET /a, body: pattern was none, is '^a'"],
    ['items take less', taking({ items: { type: ['string', 'null'] } }), taking({ items: { type: 'string' } }), 'GET /a, body: []: it takes null no more'],
    ['unknown members are refused', taking({ type: 'object' }), taking({ type: 'object', additionalProperties: false }), 'GET /a, body: it takes no other members now'],
    ['a choice is gone', taking({ anyOf: [{ type: 'string' }, { type: 'null' }] }), taking({ anyOf: [{ type: 'string' }] }), 'GET /a, body: anyOf takes less'],
    ['a choice more is answered', answering({ oneOf: [{ type: 'string' }] }), answering({ oneOf: [{ type: 'string' }, { type: 'null' }] }), 'GET /a, 200: oneOf may be more'],
    ['a rule more binds', taking({}), taking({ dependentRequired: { a: ['b'] } }), 'GET /a, body: dependentRequired binds otherwise'],
    ['what a reference refers to takes less', taking({ $ref: '#/components/schemas/A' }, { schemas: { A: { type: 'string' } } }), taking({ $ref: '#/components/schemas/A' }, { schemas: { A: { type: 'number' } } }), 'GET /a, body: it takes string no more'],
  ])('%s', (_, before, after, expected) => { expect(breakingChanges(before, after)).toContainEqual(expected); });

  test('a definition that refers to itself is compared once', () => {
    const tree = (type: string) => ({ schemas: { Tree: { type: 'object', properties: { name: { type }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } } } });
    expect(breakingChanges(taking({ $ref: '#/components/schemas/Tree' }, tree('string')), taking({ $ref: '#/components/schemas/Tree' }, tree('number'))))
      .toEqual(['GET /a, body: name: it takes string no more']);
  });
});

test('each change is told once, in order', () => {
  const after = openApiDocument(documentOptions({ resources: [documented({ definition: orderDefinition({ operations: ['create'] }), schema: { ...ORDER_SCHEMA } })] }));
  const changes = breakingChanges(openApiDocument(documentOptions()), after);
  expect(changes).toEqual([...new Set(changes)].sort());
  expect(changes).toEqual(expect.arrayContaining(['/notes: the path is gone', '/orders/{id}: the path is gone', 'GET /orders: the operation is gone']));
});

test('whatever is only taken away or added, one direction breaks a client and the other shows it', () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
  const of = (some: string[]) => notes({ properties: Object.fromEntries(some.map((name) => [name, { type: 'string' }])), definition: noteDefinition({ properties: [...some].sort() }) });
  fc.assert(fc.property(names, names, (before, after) => {
    const isSuperset = before.every((name) => after.includes(name));
    expect(breakingChanges(of(before), of(after)).length === 0).toBe(isSuperset);
  }), { numRuns: 50 });
});
