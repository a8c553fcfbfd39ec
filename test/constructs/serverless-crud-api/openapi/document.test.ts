import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../../../src/constructs/serverless-crud-api/openapi/document';
import type { OpenApiDocument } from '../../../../src/constructs/serverless-crud-api/openapi/model';
import { OPERATIONS } from '../../../../src/contract/serverless-crud-api';
import { at, deref, documented, documentOptions, noteResource, orderDefinition } from '../../../support/documented';

const document = openApiDocument(documentOptions());

function operation(method: string, path: string, of: OpenApiDocument = document): any {
  return of.paths[path]?.[method];
}

function statuses(method: string, path: string, of?: OpenApiDocument): string[] {
  return Object.keys(operation(method, path, of).responses);
}

/** Names of the headers of an answer. */
function headers(method: string, path: string, status: number, of: OpenApiDocument = document): string[] {
  return Object.keys(deref(of, operation(method, path, of).responses[status]).headers ?? {});
}

function parameters(method: string, path: string, of: OpenApiDocument = document): any[] {
  return operation(method, path, of).parameters.map((parameter: unknown) => deref(of, parameter));
}

describe('the HTTP of a resource', () => {
  test('each operation says every status it may answer', () => {
    const anywhere = ['400', '401', '403', '405', '429', '500', '503', '504'];
    const expected: [string, string, string[]][] = [
      ['post', '/orders', ['201', '409', '413', '415', '422']],
      ['get', '/orders', ['200']],
      ['head', '/orders', ['200']],
      ['get', '/orders/{id}', ['200', '304', '404', '412']],
      ['head', '/orders/{id}', ['200', '304', '404', '412']],
      ['put', '/orders/{id}', ['200', '404', '409', '412', '413', '415', '428']],
      ['patch', '/orders/{id}', ['200', '404', '409', '412', '413', '415', '428']],
      ['delete', '/orders/{id}', ['204', '404', '409', '412', '428']],
      ['post', '/orders/{id}/restore', ['200', '404', '409']],
    ];
    for (const [method, path, own] of expected) {
      expect([method, path, statuses(method, path)]).toEqual([method, path, [...own, ...anywhere].sort()]);
    }
  });

  test('428 is said only where If-Match is demanded', () => {
    expect(statuses('put', '/notes/{id}')).not.toContain('428');
    expect(parameters('put', '/notes/{id}').find(({ name }) => name === 'If-Match').required).toBeUndefined();
    expect(parameters('put', '/orders/{id}').find(({ name }) => name === 'If-Match').required).toBe(true);
  });

  test('a hook may refuse a write with 422', () => {
    const hooked = openApiDocument(documentOptions({ resources: [documented({ hooked: true })] }));
    for (const method of ['put', 'patch']) { expect(statuses(method, '/orders/{id}', hooked)).toContain('422'); }
  });

  test('an operation that is not offered is not described', () => {
    const few = openApiDocument(documentOptions({ resources: [documented({ definition: orderDefinition({ operations: ['create', 'read'] }) })] }));
    expect(Object.keys(few.paths['/orders'])).toEqual(['post']);
    expect(Object.keys(few.paths['/orders/{id}'])).toEqual(['get', 'head']);
    expect(few.paths).not.toHaveProperty('/orders/{id}/restore');
    expect(Object.keys(operation('post', '/orders', few).responses[201].links)).toEqual(['read']);
  });

  test('answers say their headers', () => {
    expect(headers('post', '/orders', 201)).toEqual(['Cache-Control', 'ETag', 'Location', 'Idempotency-Replayed', 'X-Correlation-Id']);
    expect(headers('get', '/orders', 200)).toEqual(['Cache-Control', 'Link', 'X-Correlation-Id']);
    expect(headers('get', '/orders/{id}', 200)).toContain('ETag');
    expect(headers('get', '/orders/{id}', 304)).toContain('ETag');
    expect(headers('get', '/orders/{id}', 401)).toContain('WWW-Authenticate');
    expect(headers('get', '/orders/{id}', 405)).toContain('Allow');
    expect(headers('patch', '/orders/{id}', 415)).toContain('Accept-Patch');
    for (const status of [409, 429, 503, 504]) { expect(headers('patch', '/orders/{id}', status)).toContain('Retry-After'); }
  });

  test('every problem is of one shape', () => {
    for (const response of Object.values(document.components.responses) as any[]) {
      expect(Object.keys(response.content)).toEqual(['application/problem+json']);
      expect(response.content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
    }
  });

  test('a patch is taken as either of two media types', () => {
    expect(Object.keys(operation('patch', '/orders/{id}').requestBody.content)).toEqual(['application/merge-patch+json', 'application/json']);
  });
});

describe('the parameters of a list', () => {
  const query = (path: string) => parameters('get', path).filter((parameter) => parameter.in === 'query');

  test('are the filters, ranges and orders of its indexes, the choice of fields and the page', () => {
    expect(query('/orders').map(({ name }) => name)).toEqual([
      'ownerId', 'status', 'express', 'createdAt.gte', 'createdAt.lt', 'updatedAt.gte', 'updatedAt.lt', 'sort', 'fields', 'limit', 'cursor',
    ]);
    expect(query('/orders').find(({ name }) => name === 'sort').schema.enum).toEqual(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']);
    expect(query('/orders').find(({ name }) => name === 'express').schema).toEqual({ type: 'boolean' });
    expect(query('/orders').find(({ name }) => name === 'status').description).toMatch(/alone, or beside ownerId/);
  });

  test('take no empty text where an index has a key', () => {
    for (const key of ['ownerId', 'status', 'createdAt.gte', 'updatedAt.lt']) {
      expect(query('/orders').find(({ name }) => name === key).schema).toEqual({ type: 'string', minLength: 1 });
    }
  });

  test('are no more than fields and page where there is no index', () => {
    expect(query('/notes').map(({ name }) => name)).toEqual(['fields', 'limit', 'cursor']);
  });

  test('fields names whatever is shown, in one value', () => {
    const fields = query('/orders').find(({ name }) => name === 'fields');
    expect(fields).toMatchObject({ style: 'form', explode: false });
    expect(fields.schema.items.enum).toEqual(['orderId', 'address', 'express', 'lines', 'note', 'ownerId', 'status', 'total', 'createdAt', 'updatedAt', 'version']);
  });
});

describe('who may call', () => {
  test('every operation needs the ID token but those of login', () => {
    const open = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).filter(([, { security }]) => security !== undefined).map(([method]) => `${method} ${path}`));
    expect(open).toEqual(['post /auth/login', 'post /auth/challenge', 'post /auth/refresh', 'post /auth/logout']);
    expect(document.security).toEqual([{ idToken: [] }]);
  });

  test('a public read needs none, and is never 401', () => {
    const access = { ...Object.fromEntries(OPERATIONS.map((one) => [one, { groups: ['admins'] }])), read: { public: true } } as const;
    const open = openApiDocument(documentOptions({ resources: [documented({ definition: orderDefinition({ access }) })] }));
    expect(operation('get', '/orders/{id}', open).security).toEqual([]);
    expect(statuses('get', '/orders/{id}', open)).not.toContain('401');
    expect(operation('get', '/orders', open).security).toBeUndefined();
  });

  test('is said in words', () => {
    expect(operation('post', '/orders').description).toBe('For every user, who becomes its owner, or members of admins.');
    expect(operation('get', '/orders/{id}').description).toBe('For its owner, or members of admins.');
    expect(operation('get', '/notes').description).toBe('For every user.');
  });

  test('and of the ways between states that are some groups’: of a write, and of a creation in such a state', () => {
    const reserved = [{ to: ['PAID', 'SENT'], groups: ['tills', 'admins'] }, { from: ['PAID'], to: ['OPEN'], groups: ['admins'] }];
    const transitions = { attribute: 'status', initial: ['OPEN', 'PAID'], next: { OPEN: ['PAID'], PAID: ['SENT', 'OPEN'], SENT: [] }, reserved };
    const guarded = openApiDocument(documentOptions({ resources: [documented({ definition: orderDefinition({ transitions }) })] }));
    const said = (method: string, path: string) => operation(method, path, guarded).description;
    expect(said('put', '/orders/{id}')).toBe('For its owner, or members of admins. Only members of tills or admins may set status to PAID or SENT. Only members of admins may set status from PAID to OPEN.');
    expect(said('patch', '/orders/{id}')).toBe(said('put', '/orders/{id}'));
    expect(said('post', '/orders')).toBe('For every user, who becomes its owner, or members of admins. Only members of tills or admins may set status to PAID.');
    expect(said('delete', '/orders/{id}')).toBe('For its owner, or members of admins.');
  });

  test('the document itself is for users, unless it is made public', () => {
    expect(statuses('get', '/openapi.json')).toContain('401');
    const open = openApiDocument(documentOptions({ publicDocument: true }));
    expect(operation('get', '/openapi.json', open).security).toEqual([]);
    expect(statuses('get', '/openapi.json', open)).not.toContain('401');
  });
});

test('a cached read takes and answers nothing of the one request', () => {
  const cached = openApiDocument(documentOptions({ resources: [noteResource({ cacheSeconds: 60 })] }));
  expect(parameters('get', '/notes/{id}', cached).map(({ name }) => name)).toEqual(['id']);
  expect(statuses('get', '/notes/{id}', cached)).not.toContain('304');
  expect(statuses('get', '/notes/{id}', cached)).not.toContain('412');
  expect(headers('get', '/notes/{id}', 200, cached)).toEqual(['ETag']);
  expect(parameters('get', '/notes', cached).filter((parameter) => parameter.in === 'header')).toEqual([]);
  expect(headers('get', '/notes', 200, cached)).toEqual(['Link']);
  expect(parameters('patch', '/notes/{id}', cached).map(({ name }) => name)).toContain('If-Match');
});

test('an action of the user\'s own is described as far as it is known', () => {
  const acting = openApiDocument(documentOptions({
    resources: [noteResource({}, { actions: [{ name: 'archive', method: 'POST', onItem: true }, { name: 'import', method: 'PUT', onItem: false }] })],
  }));
  expect(operation('post', '/notes/{id}/archive', acting).operationId).toBe('invokeNoteArchive');
  expect(parameters('put', '/notes/import', acting).map(({ name }) => name)).toEqual(['X-Correlation-Id']);
  expect(statuses('post', '/notes/{id}/archive', acting)).toEqual(expect.arrayContaining(['2XX', '401', '429', '503', '504']));
});

/** Every example of a document, with the schema it is of. */
function examplesOf(of: OpenApiDocument): { where: string; schema: unknown; value: unknown }[] {
  const found: { where: string; schema: unknown; value: unknown }[] = [];
  const walk = (value: any, where: string) => {
    if (typeof value !== 'object' || value === null) { return; }
    if (value.schema !== undefined && value.example !== undefined) { found.push({ where, schema: value.schema, value: value.example }); }
    if (value.schema !== undefined && value.examples !== undefined) {
      for (const [name, example] of Object.entries<any>(value.examples)) { found.push({ where: `${where}/${name}`, schema: value.schema, value: example.value }); }
    }
    for (const [key, member] of Object.entries(value)) { walk(member, `${where}/${key.replace(/\//g, '~1')}`); }
  };
  walk({ paths: of.paths, components: of.components }, '');
  return found;
}

describe('examples', () => {
  const found = examplesOf(document);
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  ajv.addSchema(document, 'document');
  const inDocument = (schema: any) => JSON.parse(JSON.stringify(schema).replace(/"#\//g, '"document#/'));

  test.each(found.map(({ where, schema, value }) => [where, schema, value]))('%s is valid by its schema', (_, schema, value) => {
    ajv.validate(inDocument(schema), value);
    expect(ajv.errors ?? []).toEqual([]);
  });

  test('are shown of every body of a resource', () => {
    const bodies = Object.entries(document.paths).filter(([path]) => path !== '/openapi.json').flatMap(([path, item]) => Object.entries<any>(item).flatMap(([method, { requestBody, responses }]) => (
      [requestBody, ...Object.values<any>(responses).map((response) => deref(document, response))]
        .flatMap((body) => Object.entries<any>(body?.content ?? {}))
        .filter(([, { example, examples }]) => example === undefined && examples === undefined)
        .map(([type]) => `${method} ${path} ${type}`)
    )));
    expect(bodies).toEqual([]);
  });

  test('follow the declared states, and hide nothing but what is write-only', () => {
    expect(at(document, 'paths/~1orders/post/requestBody/content/application~1json/example')).toMatchObject({ status: 'OPEN', card: expect.any(String), lines: [{ sku: 'ABC-1' }] });
    expect(at(document, 'paths/~1orders~1{id}/patch/requestBody/content/application~1json/example')).toMatchObject({ status: 'PAID' });
    const item = at(document, 'paths/~1orders~1{id}/get/responses/200/content/application~1json/example');
    expect(item).toMatchObject({ ownerId: expect.any(String), version: 1 });
    expect(item).not.toHaveProperty('card');
  });

  test('are shown of a property whatever it is called, and of one that is read-only', () => {
    const schema = { type: 'object', required: ['a/b~c %{é}'], additionalProperties: false, properties: { 'a/b~c %{é}': { type: 'string' }, 'set by us': { type: 'integer', minimum: 3, readOnly: true } } };
    const odd = openApiDocument(documentOptions({ resources: [noteResource({ properties: Object.keys(schema.properties), readOnly: ['set by us'] }, { schema })] }));
    expect(operation('patch', '/notes/{id}', odd).requestBody.content['application/json'].example).toEqual({ 'a/b~c %{é}': 'a/b~c %{é}' });
    expect(at(odd, 'paths/~1notes~1{id}/get/responses/200/content/application~1json/example')).toMatchObject({ 'a/b~c %{é}': 'a/b~c %{é}', 'set by us': 3 });
  });

  test('none is shown of an item whose read-only property no sample can be made of', () => {
    const schema = { type: 'object', additionalProperties: false, properties: { code: { type: 'string', pattern: '^x{7}$', readOnly: true }, text: { type: 'string' } } };
    const odd = openApiDocument(documentOptions({ resources: [noteResource({ properties: ['code', 'text'], readOnly: ['code'] }, { schema })] }));
    expect(operation('post', '/notes', odd).requestBody.content['application/json'].example).toEqual({ text: 'text' });
    expect(at(odd, 'paths/~1notes~1{id}/get/responses/200/content/application~1json')).not.toHaveProperty('example');
  });

  test('none is shown of a schema that none can be made of', () => {
    const schema = { type: 'object', required: ['code'], properties: { code: { type: 'string', pattern: '^(?=[x-z]{7})y+x$' } } };
    const odd = openApiDocument(documentOptions({ resources: [noteResource({ properties: ['code'] }, { schema })] }));
    expect(operation('post', '/notes', odd).requestBody.content['application/json']).not.toHaveProperty('example');
    expect(operation('patch', '/notes/{id}', odd).requestBody.content['application/json']).not.toHaveProperty('example');
  });
});

describe('the whole', () => {
  test('is what was declared, and no more', () => {
    expect(document.info).toMatchObject({ title: 'Shop', version: '1.0.0' });
    expect(openApiDocument(documentOptions({ description: 'Sells.' })).info.description).toMatch(/^Sells\.\n\n/);
    expect(Object.keys(openApiDocument(documentOptions({ resources: [] })).paths)).toEqual(['/auth/login', '/auth/challenge', '/auth/refresh', '/auth/logout', '/openapi.json']);
  });

  test('is the same each time', () => {
    expect(JSON.stringify(openApiDocument(documentOptions()))).toBe(JSON.stringify(document));
  });

  test('a resource more changes nothing of the others', () => {
    const { paths } = openApiDocument(documentOptions({ resources: [documented(), noteResource(), noteResource({ name: 'tasks' })] }));
    for (const path of ['/orders', '/orders/{id}', '/notes', '/notes/{id}']) { expect(paths[path]).toEqual(document.paths[path]); }
  });

  test('names no component that it does not use', () => {
    const text = JSON.stringify(document);
    const unused = Object.entries(document.components).filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, members]) => Object.keys(members).filter((name) => !text.includes(`"#/components/${kind}/${name}"`)));
    expect(unused).toEqual([]);
  });

  test('its server is where it is served', () => {
    const [{ url }] = document.servers as { url: string }[];
    expect(new URL(url, 'https://abc.example.com/dev/v1/openapi.json').href).toBe('https://abc.example.com/dev/v1');
    expect(new URL(url, 'https://shop.example.com/v1/openapi.json').href).toBe('https://shop.example.com/v1');
  });

  test('passes the linter: OpenAPI 3.1, and the recommended rules', () => {
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    const variants = [
      document,
      openApiDocument(documentOptions({ resources: [], publicDocument: true })),
      openApiDocument(documentOptions({ resources: [noteResource({ cacheSeconds: 60 }, { hooked: true, actions: [{ name: 'archive', method: 'POST', onItem: true }] })] })),
    ];
    const files = variants.map((variant, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(variant));
      return file;
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('scripts/lint-openapi.mjs'), ...files], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect([stdout + stderr, status]).toEqual([expect.not.stringMatching(/error|warn/i), 0]);
  });
});
