import { Lazy } from 'aws-cdk-lib';
import { compileResource, type CompileOptions } from '../../../src/constructs/serverless-crud-api/resource-schema';
import type { ResourceValidators } from '../../../src/contract/serverless-crud-api';
import { loadCompiled, loadValidators as load } from '../../support/validators';

const TICKET = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    status: { enum: ['OPEN', 'CLOSED'], default: 'OPEN' },
    dueAt: { type: 'string', format: 'date-time' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    contact: { type: 'object', properties: { email: { type: 'string', format: 'email' } } },
  },
};

function compile(schema: object, options: Partial<CompileOptions> = {}) {
  return compileResource({ where: 'Api/tickets', name: 'tickets', partitionKey: 'id', concurrency: 'optional', schema: schema as CompileOptions['schema'], ...options });
}

describe('the definition', () => {
  test('names what a client may write', () => {
    expect(compile(TICKET).definition).toMatchObject({
      name: 'tickets',
      partitionKey: 'id',
      properties: ['contact', 'dueAt', 'status', 'tags', 'title'],
      crossFieldRules: false,
      concurrency: 'optional',
    });
  });

  test('of a resource that declares no more: every user may do all but restore', () => {
    const { operations, access } = compile(TICKET).definition;
    expect(operations).toEqual(['create', 'list', 'read', 'replace', 'patch', 'delete']);
    expect(operations.map((operation) => access[operation])).toEqual(operations.map(() => ({ authenticated: true })));
  });

  test('fails where a property has the name of what is stored beside the properties', () => {
    expect(() => compile({ type: 'object', properties: { $expiresAt: {} } }))
      .toThrow('Api/tickets: a property begins with $, got "$expiresAt". Allowed: names that begin otherwise: $ is for what is stored beside them. Fix: rename it.');
  });

  test('is of a schema that may name its dialect', () => {
    expect(compile({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...TICKET }).definition.name).toBe('tickets');
  });

  test.each([
    ['another dialect', { $schema: 'http://json-schema.org/draft-04/schema#', ...TICKET }, /draft-04/],
    ['a length below zero', { type: 'object', properties: { title: { type: 'string', maxLength: -1 } } }, /schema is invalid: data\/properties\/title\/maxLength must be >= 0/],
  ])('fails for a schema of %s', (_, schema, message) => {
    expect(() => compile(schema)).toThrow(message);
  });

  test.each([
    ['minProperties', { minProperties: 1 }],
    ['dependentRequired', { dependentRequired: { dueAt: ['status'] } }],
    ['if', { if: { properties: { status: { const: 'CLOSED' } } }, then: { required: ['dueAt'] } }],
    ['anyOf', { anyOf: [{ required: ['dueAt'] }, { required: ['status'] }] }],
  ])('a rule that spans properties (%s) is known as such', (_name, rule) => {
    expect(compile({ ...TICKET, ...rule }).definition.crossFieldRules).toBe(true);
  });
});

describe('the validators', () => {
  let validators: ResourceValidators;
  beforeAll(() => { validators = load(compile(TICKET)); });

  test('of the same schema are one, so that a function holds and loads it once', () => {
    expect(validators.stored).toBe(validators.item);
    const { properties } = TICKET;
    const settled = load(compile({ ...TICKET, properties: { ...properties, dueAt: { ...properties.dueAt, readOnly: true } } }));
    expect(settled.stored).not.toBe(settled.item);
  });

  test('take a good ticket and fill in its defaults', () => {
    const ticket = { title: 'Prueba' };
    expect(validators.item(ticket)).toBe(true);
    expect(ticket).toEqual({ title: 'Prueba', status: 'OPEN' });
  });

  test.each([
    ['a missing title', {}, ''],
    ['an empty title', { title: '' }, '/title'],
    ['an unknown field', { title: 'x', colour: 'red' }, ''],
    ['an unknown field of a nested object', { title: 'x', contact: { phone: '1' } }, '/contact'],
    ['a bad date', { title: 'x', dueAt: 'tomorrow' }, '/dueAt'],
    ['a tag twice', { title: 'x', tags: ['a', 'a'] }, '/tags'],
    ['a bad address', { title: 'x', contact: { email: 'nobody' } }, '/contact/email'],
  ])('fails on %s', (_name, value, pointer) => {
    expect(validators.item(value)).toBe(false);
    expect(validators.item.errors?.map((error) => error.instancePath)).toContain(pointer);
  });

  test('report every failing field at once', () => {
    expect(validators.item({ title: '', status: 'LATER', dueAt: 1 })).toBe(false);
    expect(new Set(validators.item.errors?.map((error) => error.instancePath))).toEqual(new Set(['/title', '/status', '/dueAt']));
  });

  test('a patch may name any part, gets no defaults, and removes only what is not required', () => {
    const patch = { dueAt: null };
    expect(validators.patch(patch)).toBe(true);
    expect(patch).toEqual({ dueAt: null });
    expect(validators.patch({ title: null })).toBe(false);
    expect(validators.patch({ status: 'LATER' })).toBe(false);
    expect(validators.patch({ colour: 'red' })).toBe(false);
  });

  test('judge a patch by what judges an item, so that no code is shipped twice', () => {
    const { item, stored, values } = loadCompiled(compile(TICKET).validators);
    expect(values).toBe(item);
    expect(stored).toBe(item);
  });

  test.each([
    ['a rule spans properties', { ...TICKET, dependentRequired: { dueAt: ['tags'] } }],
    ['a default lies inside a property', {
      ...TICKET, properties: { ...TICKET.properties, tags: { type: 'array', items: { type: 'object', properties: { colour: { type: 'string', default: 'red' } } } } },
    }],
    ['a default lies in what a property refers to', {
      ...TICKET,
      properties: { ...TICKET.properties, tags: { $ref: '#/$defs/tags' } },
      $defs: { tags: { type: 'array', items: { type: 'object', properties: { colour: { type: 'string', default: 'red' } } } } },
    }],
  ])('judge a patch by each property alone where %s', (_name, schema) => {
    const { patch } = load(compile(schema));
    const sent = { dueAt: '2026-11-24T10:00:00Z', ...('dependentRequired' in schema ? {} : { tags: [{}] }) };
    const text = JSON.stringify(sent);
    expect(patch(sent)).toBe(true);
    expect(JSON.stringify(sent)).toBe(text);
    expect(patch({ title: null, tags: 1, colour: 'red' })).toBe(false);
    expect(patch.errors?.map(({ instancePath, keyword }) => [instancePath, keyword])).toEqual(expect.arrayContaining([
      ['/title', 'false schema'], ['/tags', 'type'], ['', 'additionalProperties'],
    ]));
  });

  test('report of a patch nothing that it does not say, a default that breaks its own rule included', () => {
    const { patch } = load(compile({ ...TICKET, properties: { ...TICKET.properties, status: { enum: ['OPEN'], default: 'CLOSED' } } }));
    expect(patch({ tags: ['a'] })).toBe(true);
    expect(patch({ tags: ['a'], dueAt: 'x' })).toBe(false);
    expect(patch.errors?.map(({ instancePath }) => instancePath)).toEqual(['/dueAt']);
  });

  test('take null for a name that is not declared as what it is: unknown', () => {
    const { patch } = load(compile({ ...TICKET, properties: { ...TICKET.properties, 'a/b~c': { type: 'number' } } }));
    expect(patch({ colour: null, status: null })).toBe(false);
    expect(patch.errors).toMatchObject([{ instancePath: '', keyword: 'additionalProperties', params: { additionalProperty: 'colour' } }]);
    expect(patch({ 'a/b~c': 'x' })).toBe(false);
    expect(patch.errors).toMatchObject([{ instancePath: '/a~1b~0c', keyword: 'type' }]);
  });

  test('leave an object in a patch to be judged when it is merged', () => {
    const nested = load(compile({
      type: 'object',
      required: ['size'],
      properties: { size: { type: 'object', required: ['width'], properties: { width: { type: 'number' } } } },
    }));
    expect(nested.patch({ size: { height: 2 } })).toBe(true);
    expect(nested.patch({ size: 7 })).toBe(false);
    expect(nested.patch({ size: null })).toBe(false);
  });

  test('let no required property be removed, though its value may be null', () => {
    const nullable = load(compile({ type: 'object', required: ['a'], properties: { a: { type: ['string', 'null'] } } }));
    expect(nullable.item({ a: null })).toBe(true);
    expect(nullable.patch({ a: null })).toBe(false);
    expect(nullable.patch({ a: 'x' })).toBe(true);
  });

  test('count characters, not UTF-16 units', () => {
    expect(load(compile({ type: 'object', properties: { a: { type: 'string', maxLength: 1 } } })).item({ a: '😀' })).toBe(true);
  });

  test('obey references to $defs', () => {
    const { item, patch } = load(compile({
      type: 'object',
      properties: { price: { $ref: '#/$defs/money' } },
      $defs: { money: { type: 'integer', minimum: 0 } },
    }));
    expect(item({ price: 1 })).toBe(true);
    expect(item({ price: -1 })).toBe(false);
    expect(patch({ price: -1 })).toBe(false);
  });

  test('are the same text each time', () => {
    expect(compile(TICKET).validators).toBe(compile(TICKET).validators);
  });

  test('and the definition are the same whatever the order of the schema\'s keys, which some languages shuffle', () => {
    const shuffled = JSON.parse(JSON.stringify(TICKET), (_key, value) => (
      typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value
    ));
    expect(Object.keys(shuffled.properties)).not.toEqual(Object.keys(TICKET.properties));
    expect(compile(shuffled)).toEqual(compile(TICKET));
  });

  test('leave the schema they were made from as it was', () => {
    const schema = JSON.parse(JSON.stringify(TICKET));
    compile(schema);
    expect(schema).toEqual(TICKET);
  });
});

describe('what the server sets and what it never shows', () => {
  const ORDER = {
    type: 'object',
    required: ['items', 'total'],
    properties: {
      items: { type: 'array', minItems: 1 },
      total: { type: 'number', readOnly: true },
      note: { type: 'string', readOnly: false },
      pin: { type: 'string', writeOnly: true },
    },
  };

  test('are named in the definition', () => {
    expect(compile(ORDER).definition).toMatchObject({ properties: ['items', 'note', 'pin', 'total'], readOnly: ['total'], writeOnly: ['pin'] });
  });

  test('a client sends neither a whole item nor a patch with what is read-only', () => {
    const { item, patch } = load(compile(ORDER));
    expect(item({ items: [1], pin: '1' })).toBe(true);
    expect(item({ items: [1], total: 3 })).toBe(false);
    expect(patch({ pin: '2' })).toBe(true);
    expect(patch({ total: 3 })).toBe(false);
  });

  test('the item as a hook leaves it has all that the schema requires', () => {
    const { stored } = load(compile(ORDER));
    expect(stored({ items: [1], total: 3 })).toBe(true);
    expect(stored({ items: [1] })).toBe(false);
    expect(stored({ items: [1], total: 'three' })).toBe(false);
  });

  test('an owner is a property more, read-only and immutable, left out of what a hook answers', () => {
    const compiled = compile(ORDER, { ownerAttribute: 'userId' });
    const { definition } = compiled;
    expect(definition).toMatchObject({ ownerAttribute: 'userId', properties: ['items', 'note', 'pin', 'total', 'userId'], readOnly: ['total', 'userId'], immutable: ['userId'] });
    const { item, patch, stored } = load(compiled);
    expect(item({ items: [1], userId: 'u' })).toBe(false);
    expect(patch({ userId: 'u' })).toBe(false);
    expect(stored({ items: [1], total: 3, userId: 'u' })).toBe(false);
    expect(stored({ items: [1], total: 3 })).toBe(true);
  });

  test('a declared owner may be required, since the server sets it', () => {
    const schema = { ...ORDER, required: ['items', 'userId'], properties: { ...ORDER.properties, userId: { type: 'string', description: 'Who ordered' } } };
    const compiled = compile(schema, { ownerAttribute: 'userId' });
    const { definition } = compiled;
    expect(definition.readOnly).toEqual(['total', 'userId']);
    expect(load(compiled).item({ items: [1] })).toBe(true);
    expect(load(compiled).stored({ items: [1] })).toBe(true);
  });
});

describe('a bad schema is refused at synth', () => {
  test.each<[string, unknown, RegExp]>([
    ['that is no object', 'string', /Api\/tickets: schema is no JSON Schema object, got "string"/],
    ['of another type', { type: 'array' }, /describes a array|type is not 'object', got "array"/],
    ['without properties', { type: 'object' }, /declares no properties.*Fix: /],
    ['with a misspelt keyword', { type: 'object', properties: { a: { type: 'string', maxLenght: 3 } } }, /unknown keyword.*maxLenght/],
    ['with an unknown type', { type: 'object', properties: { a: { type: 'text' } } }, /properties\/a\/type|text/],
    ['with an unknown format', { type: 'object', properties: { a: { type: 'string', format: 'colour' } } }, /unknown format "colour"/],
    ['that lets unknown fields in', { type: 'object', properties: { a: {} }, additionalProperties: true }, /additionalProperties/],
    ['with patternProperties', { type: 'object', properties: { a: {} }, patternProperties: { '^x': {} } }, /patternProperties/],
    ['that requires what it does not declare', { type: 'object', properties: { a: {} }, required: ['b'] }, /required names 'b'|"b"/],
    ['that declares the key', { type: 'object', properties: { id: { type: 'string' } } }, /'id' is set by the server/],
    ['that declares a timestamp', { type: 'object', properties: { createdAt: { type: 'string' } } }, /'createdAt' is set by the server/],
    ['with readOnly inside a property', { type: 'object', properties: { a: { type: 'object', properties: { b: { readOnly: true } } } } }, /readOnly stands at \/properties\/a\/properties\/b.*Allowed: readOnly of a property of the item.*Fix: /],
    ['with writeOnly inside a property', { type: 'object', properties: { a: { type: 'array', items: { writeOnly: true } } } }, /writeOnly stands at \/properties\/a\/items/],
    ['with readOnly behind a reference', { type: 'object', properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: { type: 'string', readOnly: true } } }, /readOnly stands at \/\$defs\/b/],
    ['with a property that nobody may write or see', { type: 'object', properties: { a: { readOnly: true, writeOnly: true }, b: {} } }, /'a' is readOnly and writeOnly.*Allowed: one of the two/],
    ['whose rule across properties names what no client sends', { type: 'object', properties: { a: {}, total: { readOnly: true } }, dependentRequired: { a: ['total'] } }, /dependentRequired names 'total', which is readOnly.*Fix: /],
    ['with an $id', { $id: 'https://example.com/ticket', type: 'object', properties: { a: {} } }, /\$id has no place in an item's schema, got "https:\/\/example.com\/ticket"/],
    ['with an $anchor', { $anchor: 'ticket', type: 'object', properties: { a: {} } }, /\$anchor has no place/],
    ['with a reference to nowhere', { type: 'object', properties: { a: { $ref: '#/$defs/none' } } }, /can't resolve reference/],
    ['with a broken pattern', { type: 'object', properties: { a: { type: 'string', pattern: '(' } } }, /pattern|regular expression/i],
    ['of a draft we do not speak', { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', properties: { a: {} } }, /2020-12/],
  ])('fails on a schema %s', (_name, schema, message) => {
    expect(() => compile(schema as object)).toThrow(message);
  });

  test('fails on a schema that holds a value known only at deployment', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', title: Lazy.string({ produce: () => 'late' }) } } };
    expect(() => compile(schema)).toThrow(/known only at deployment/);
  });

  test('names the construct, what is allowed and the fix', () => {
    expect(() => compile({ type: 'object' })).toThrow(/^Api\/tickets: .*Allowed: .*Fix: /);
  });
});
