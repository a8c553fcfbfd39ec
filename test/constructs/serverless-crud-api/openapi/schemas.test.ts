import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../../../src/constructs/serverless-crud-api/openapi/document';
import { at, documentOptions, documented, noteResource, orderDefinition, ORDER_SCHEMA } from '../../../support/documented';

const document = openApiDocument(documentOptions());
const schemas = document.components.schemas as { readonly [name: string]: any };

/** True when the value is valid by the schema of that name. */
function isValid(name: string, value: unknown, of = document): boolean {
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });
  addFormats(ajv);
  ajv.addSchema(of, 'document');
  return ajv.validate({ $ref: `document#/components/schemas/${name}` }, value) as boolean;
}

const bodyOf = (path: keyof typeof document.paths) => (document.paths as any)[path].post.requestBody.content['application/json'].schema;

const WRITE = { lines: [{ sku: 'ABC-1' }], status: 'OPEN', card: '4111' };

describe('what a client writes', () => {
  test('has neither the server\'s attributes nor what is read-only', () => {
    expect(Object.keys(schemas.OrderWrite.properties).sort()).toEqual(['address', 'card', 'express', 'lines', 'note', 'status']);
    expect(schemas.OrderWrite.required).toEqual(['lines', 'card']);
    expect(isValid('OrderWrite', WRITE)).toBe(true);
    expect(isValid('OrderWrite', { ...WRITE, total: 3 })).toBe(false);
    expect(isValid('OrderWrite', { ...WRITE, orderId: 'x' })).toBe(false);
  });

  test('keeps the rules that span properties, and what $defs hold', () => {
    expect(isValid('OrderWrite', { ...WRITE, express: true })).toBe(false);
    expect(isValid('OrderWrite', { ...WRITE, express: true, address: { street: 'x' } })).toBe(true);
    expect(isValid('OrderWrite', { ...WRITE, lines: [{ sku: 'abc' }] })).toBe(false);
  });
});

describe('what a client creates', () => {
  test('is what it writes, in a state in which an item may begin', () => {
    const { initial } = orderDefinition().transitions!;
    expect(initial).toEqual(['OPEN']);
    expect(isValid('OrderCreate', WRITE)).toBe(true);
    expect(isValid('OrderWrite', { ...WRITE, status: 'PAID' })).toBe(true);
    expect(isValid('OrderCreate', { ...WRITE, status: 'PAID' })).toBe(false);
    expect(isValid('OrderCreate', { ...WRITE, total: 3 })).toBe(false);
    expect(bodyOf('/orders')).toEqual({ $ref: '#/components/schemas/OrderCreate' });
    expect(bodyOf('/notes')).toEqual({ $ref: '#/components/schemas/NoteWrite' });
  });

  test('may leave out what has a default', () => {
    const { status, ...rest } = WRITE;
    expect(ORDER_SCHEMA.properties.status.default).toBe(status);
    expect(isValid('OrderCreate', rest)).toBe(true);
    expect(schemas.Order.required).toContain('status');
  });
});

describe('what a client reads', () => {
  const item = { ...WRITE, card: undefined, total: 3, ownerId: 'u', orderId: '019abdd6-0a40-7000-8000-000000000001', createdAt: '2026-11-24T10:00:00.000Z', updatedAt: '2026-11-24T10:00:00.000Z', version: 1 };
  const read = JSON.parse(JSON.stringify(item));

  test('has the server\'s attributes, and none that is write-only', () => {
    expect(Object.keys(schemas.Order.properties)).toEqual(expect.arrayContaining(['orderId', 'createdAt', 'updatedAt', 'version', 'total', 'ownerId']));
    expect(schemas.Order.properties).not.toHaveProperty('card');
    expect([...schemas.Order.required].sort()).toEqual(['createdAt', 'lines', 'orderId', 'ownerId', 'status', 'total', 'updatedAt', 'version']);
    expect(isValid('Order', read)).toBe(true);
  });

  test('may have more members some day: a reader ignores what it does not know', () => {
    expect(isValid('Order', { ...read, later: 1 })).toBe(true);
  });

  test('is bound by no rule of writes that the server\'s attributes would break', () => {
    const schema = { ...ORDER_SCHEMA, maxProperties: 4, propertyNames: { pattern: '^[a-z]+$' } };
    const narrow = openApiDocument(documentOptions({ resources: [documented({ schema })] }));
    expect(isValid('Order', read, narrow)).toBe(true);
  });

  test('is partial in a page, whose `fields` may leave anything out', () => {
    expect(isValid('OrderPage', { items: [{ status: 'PAID' }], next: 'abc' })).toBe(true);
    expect(isValid('OrderPage', { items: [{ status: 'LATER' }] })).toBe(false);
    expect(isValid('OrderPage', { next: 'abc' })).toBe(false);
  });

  test('its key is of the name declared', () => {
    expect(schemas.Note.required).toContain('id');
    expect(schemas.Order.required).toContain('orderId');
  });
});

describe('a merge patch', () => {
  test.each<[string, unknown, boolean]>([
    ['nothing', {}, true],
    ['one member', { status: 'PAID' }, true],
    ['null removes what may be absent', { note: null, address: null, express: null }, true],
    ['fails: null for what is required', { status: null }, false],
    ['part of an object', { address: { floor: 2 } }, true],
    ['fails: null for what an object requires', { address: { street: null } }, false],
    ['null for what an object may lack, or does not know', { address: { floor: null, garden: null } }, true],
    ['fails: a name that no member of an object may have', { address: { '': null } }, false],
    ['fails: a name longer than one may be', { address: { ['x'.repeat(1025)]: null } }, false],
    ['fails: a prototype', { address: JSON.parse('{"__proto__":null}') }, false],
    ['a name as long as one may be', { address: { ['x'.repeat(1024)]: null } }, true],
    ['fails: a member of no such name', { colour: 'red' }, false],
    ['fails: another status', { status: 'LATER' }, false],
    ['fails: what is read-only', { total: 1 }, false],
    ['a list is replaced whole', { lines: [{ sku: 'ABC-1' }] }, true],
    ['fails: a list that breaks its rules', { lines: [] }, false],
  ])('%s', (_, patch, valid) => { expect(isValid('OrderPatch', patch)).toBe(valid); });

  test('fills in no defaults', () => {
    expect(JSON.stringify(schemas.OrderPatch)).not.toContain('"default"');
  });

  test('fails: null for what is required, though the schema takes it', () => {
    const schema = { type: 'object', required: ['a', 'b', 'c'], properties: { a: { type: ['string', 'null'] }, b: { enum: [1, null] }, c: { $ref: '#/$defs/c' } }, $defs: { c: { type: ['string', 'null'] } } };
    const taken = openApiDocument(documentOptions({ resources: [noteResource({ properties: ['a', 'b', 'c'] }, { schema })] }));
    expect(isValid('NotePatch', { a: 'x', b: 1, c: 'x' }, taken)).toBe(true);
    for (const name of ['a', 'b', 'c']) { expect(isValid('NotePatch', { [name]: null }, taken)).toBe(false); }
  });

  test.each<[string, object]>([
    ['a reference', { $ref: '#/$defs/c' }],
    ['a constant', { const: 'x' }],
    ['an enumeration', { enum: ['x', 'y'] }],
    ['a choice', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
    ['anything', {}],
  ])('null removes %s', (_, property) => {
    const schema = { type: 'object', properties: { a: property }, $defs: { c: { type: 'string' } } };
    const taken = openApiDocument(documentOptions({ resources: [noteResource({ properties: ['a'] }, { schema })] }));
    expect([isValid('NotePatch', { a: null }, taken), isValid('NotePatch', { a: 'x' }, taken)]).toEqual([true, true]);
  });
});

describe('references within a schema', () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, alias: { $ref: '#/properties/name' }, children: { type: 'array', items: { $ref: '#/$defs/tree' } } },
    $defs: { tree: { type: 'object', properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/tree' } } } } },
  };
  const trees = openApiDocument(documentOptions({ resources: [noteResource({ name: 'trees', properties: ['alias', 'children', 'name'] }, { schema })] }));

  test('go on pointing at what they pointed at', () => {
    expect(isValid('TreeWrite', { alias: 'x', children: [{ name: 'a', children: [{ name: 'b' }] }] }, trees)).toBe(true);
    expect(isValid('TreeWrite', { alias: 1 }, trees)).toBe(false);
    expect(isValid('TreeWrite', { children: [{ children: [{ name: 1 }] }] }, trees)).toBe(false);
    expect(isValid('Tree', { alias: 1, id: 'x' }, trees)).toBe(false);
  });

  test('all resolve', () => {
    const refs = [...JSON.stringify([document, trees]).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer]) => pointer);
    expect(refs.length).toBeGreaterThan(50);
    for (const pointer of refs) { expect(at(document, pointer) ?? at(trees, pointer)).toBeDefined(); }
  });
});

test('names are singular, and never taken twice', () => {
  const names = ['ticket', 'tickets', 'categories', 'addresses', 'news', 'order-items', 'problems', 'problem', 'ticket-writes', 'order-2', 'order2', 'boxes', 'status'];
  const many = openApiDocument(documentOptions({ resources: names.map((name) => noteResource({ name })) }));
  const tagOf = (id: string) => Object.values(many.paths).flatMap((item) => Object.values(item)).find(({ operationId }) => operationId === id)?.tags;
  expect(tagOf('createTicket')).toEqual(['ticket']);
  expect(tagOf('createTickets')).toEqual(['tickets']);
  expect(tagOf('createCategory')).toEqual(['categories']);
  expect(tagOf('createAddress')).toEqual(['addresses']);
  expect(tagOf('createNews')).toEqual(['news']);
  expect(tagOf('createOrderItem')).toEqual(['order-items']);
  expect(tagOf('createBox')).toEqual(['boxes']);
  expect(tagOf('createStatus')).toEqual(['status']);
  const ids = Object.values(many.paths).flatMap((item) => Object.values(item)).map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const schemasOf = many.components.schemas as any;
  expect(schemasOf.Problem.properties).toHaveProperty('requestId');
  expect(schemasOf.TicketWrite.properties).toHaveProperty('text');
  expect(Object.values(schemasOf).filter((schema: any) => schema.properties?.version !== undefined)).toHaveLength(2 * names.length);
});

test('an owner that the schema does not declare is described all the same', () => {
  const { note } = { note: noteResource({ ownerAttribute: 'author', properties: ['author', 'text'], readOnly: ['author'] }) };
  const { components } = openApiDocument(documentOptions({ resources: [note] }));
  expect((components.schemas as any).Note.properties.author).toMatchObject({ type: 'string', readOnly: true });
  expect((components.schemas as any).NoteWrite.properties).not.toHaveProperty('author');
});

test('definitions are not shared between resources', () => {
  const two = openApiDocument(documentOptions({ resources: [documented(), documented({ definition: orderDefinition({ name: 'carts' }) })] }));
  expect(Object.keys(two.components.schemas)).toEqual(expect.arrayContaining(['OrderLine', 'CartLine']));
});
