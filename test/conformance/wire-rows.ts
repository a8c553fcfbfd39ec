import { TICKET } from './givens';
import { row, type Exchange, type Row } from './table';

export const GATEWAY = (because: string) => ({ on: 'deployed', because } as const);
const ITEM_SIZE = { on: 'bundle', because: 'the schemas of the reference system hold no item so large, and no number that is not whole' } as const;

/** Twice as long as JSON. */
const LARGE = { text: '"'.repeat(399 * 1024) };

const COLLECTION_METHODS = 'GET, POST, HEAD, OPTIONS';
const ITEM_METHODS = 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS';

/** The body of a ticket but for one member, which is given as it is written. */
const withMember = (written: string) => `{"description":"b","status":"OPEN","reporterId":"c",${written}}`;
const refused = (send: unknown, names: readonly string[] = ['']): Exchange => ({ ask: 'POST /tickets', send, gives: 400, names });
/** Stored and given back unchanged. */
const kept = (ask: string, send: object): readonly Exchange[] => [
  { ask: `POST ${ask}`, send, gives: 201, body: send, keep: { id: '.id' } },
  { ask: `GET ${ask}/{id}`, gives: 200, body: send },
];

/** Errors: who, what, how much. */
const REFUSALS: readonly Row[] = [
  row('RFC 9457, 3; RFC 6901', 'a problem names each bad member by its pointer', [], [
    { ask: 'POST /tickets', send: {}, gives: 400, names: ['/title', '/description', '/status', '/reporterId'] },
    { ask: 'POST /tickets', send: { ...TICKET, 'title': 7, 'status': 'LATER', 'co/lo~ur': 1 }, gives: 400, names: ['/title', '/status', '/co~1lo~0ur'] },
    { ask: 'POST /orders', send: { items: [{ productId: 'x', quantity: 0 }, { quantity: 'many' }] }, gives: 400, names: ['/items/0/quantity', '/items/1/productId', '/items/1/quantity'] },
  ]),
  row('RFC 9110, 11.6.1; RFC 6750, 3', 'no token, or an access token, is 401 with the scheme, whatever is asked', [], [
    ...['GET /tickets', 'GET /orders/none', 'HEAD /products', 'HEAD /orders/none', 'PUT /tickets/none', 'PATCH /tickets/none', 'DELETE /tickets/none', 'POST /orders/none/restore'].map((ask) => ({ as: 'nobody', ask, gives: 401, shows: { 'WWW-Authenticate': 'Bearer' } } as const)),
    { as: 'nobody', ask: 'POST /tickets', send: '{', gives: 401, shows: { 'WWW-Authenticate': 'Bearer' } },
    { as: 'access token', ask: 'GET /tickets', gives: 401, shows: { 'WWW-Authenticate': 'Bearer' } },
  ]),
  row('RFC 9110, 15.5.4', 'a user whom no part of the rule means is 403, before the body is read', ['order'], [
    { ask: 'POST /products', send: '{', gives: 403 },
    { ask: 'DELETE /orders/{order}', gives: 403 },
    { ask: 'PATCH /products/none', send: { name: 'x' }, gives: 403 },
    { ask: 'PUT /products/none', send: {}, gives: 403 },
  ]),
  row('RFC 9110, 15.5.6 and 10.2.1', 'a method that the path does not have is 405, with those it has', [], [
    ...['PUT', 'PATCH', 'DELETE'].map((method) => ({ ask: `${method} /tickets`, gives: 405, shows: { Allow: COLLECTION_METHODS } })),
    { ask: 'POST /tickets/none', gives: 405, shows: { Allow: ITEM_METHODS } },
    { ask: 'GET /orders/none/restore', gives: 405, shows: { Allow: 'POST, OPTIONS' } },
  ]),
  row('RFC 9110, 9.3.7', 'OPTIONS tells them as well', [], [
    { ask: 'OPTIONS /tickets', gives: 204, shows: { Allow: COLLECTION_METHODS } },
    { ask: 'OPTIONS /tickets/none', gives: 204, shows: { Allow: ITEM_METHODS } },
  ], { on: 'bundle', because: 'the gateway answers it itself, for the preflight of CORS' }),
  row('Fetch, 3.2 (CORS protocol)', 'a page of another origin may ask, by preflight', [], [
    {
      as: 'nobody',
      ask: 'OPTIONS /tickets/none',
      headers: { 'Origin': 'https://shop.example', 'Access-Control-Request-Method': 'PATCH', 'Access-Control-Request-Headers': 'authorization,if-match,idempotency-key' },
      gives: 204,
      shows: { 'Access-Control-Allow-Methods': /PATCH/, 'Access-Control-Allow-Headers': /If-Match.*Idempotency-Key/i },
    },
  ], GATEWAY('the gateway answers it, no handler is asked')),
  row('Fetch, 3.2 (CORS protocol)', 'a script of another origin may read what an answer tells in headers', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', gives: 200, shows: { 'Access-Control-Expose-Headers': /ETag.*Idempotency-Replayed.*Link.*Location.*Retry-After/ } },
    { ask: 'GET /tickets/none', gives: 404, shows: { 'Access-Control-Expose-Headers': /ETag.*Retry-After/ } },
    { as: 'nobody', ask: 'GET /tickets', gives: 401, shows: { 'Access-Control-Expose-Headers': /Retry-After/ } },
  ]),
  row('RFC 9110, 15.5.5', 'a path that there is not is 404; one of another handler has methods of its own', [], [
    { ask: 'GET /nowhere', gives: 404 },
    ...['/tickets/none/none', '/auth', '/'].map((path) => ({ ask: `GET ${path}`, gives: 404 })),
    { as: 'nobody', ask: 'GET /nowhere', gives: 401 },
    { ask: 'GET /auth/login', gives: 405, shows: { Allow: 'POST, OPTIONS' } },
  ], GATEWAY('no handler of a resource is asked')),
  row('RFC 9110, 15.5.14', 'an item over DynamoDB’s 400 KB is 413', [], [
    { ask: 'POST /notes', send: { text: 'x'.repeat(400 * 1024) }, gives: 413 },
    { ask: 'POST /notes', send: { text: 'x'.repeat(399 * 1024) }, gives: 201, keep: { id: '.id' } },
    { ask: 'PATCH /notes/{id}', send: { details: { more: 'x'.repeat(2 * 1024) } }, gives: 413 },
  ], ITEM_SIZE),
  row('Idempotency-Key draft, 2.6', 'an item of nearly 400 KB is made once, too', [], [
    { ask: 'POST /notes', headers: { 'Idempotency-Key': '{word}' }, send: LARGE, gives: 201, body: LARGE, keep: { id: '.id' } },
    { ask: 'POST /notes', headers: { 'Idempotency-Key': '{word}' }, send: LARGE, gives: 201, shows: { 'Idempotency-Replayed': 'true' }, body: { ...LARGE, id: '{id}' } },
  ], ITEM_SIZE),
  row('RFC 9110, 15.5.14', 'a body of which no item could be is 413', ['ticket'], [
    { ask: 'POST /tickets', send: { ...TICKET, description: 'x'.repeat(2_000_001) }, gives: 413 },
    { ask: 'PUT /tickets/{ticket}', send: { ...TICKET, description: 'x'.repeat(2_000_001) }, gives: 413 },
    { ask: 'PATCH /tickets/{ticket}', send: { description: 'x'.repeat(2_000_001) }, gives: 413 },
  ]),
  row('RFC 9110, 15.5.16; RFC 8259, 8.1', 'a body of another type, or another charset, is 415', ['ticket'], [
    { ask: 'POST /tickets', headers: { 'Content-Type': 'text/xml' }, send: '<ticket/>', gives: 415 },
    { ask: 'PUT /tickets/{ticket}', headers: { 'Content-Type': 'application/merge-patch+json' }, send: TICKET, gives: 415 },
    { ask: 'POST /tickets', headers: { 'Content-Type': 'application/json; charset=latin1' }, send: TICKET, gives: 415 },
    { ask: 'POST /tickets', headers: { 'Content-Type': 'Application/JSON; charset="UTF-8"' }, send: TICKET, gives: 201 },
  ]),
  row('RFC 9110, 12.4.1', 'what there is is JSON, whatever is accepted', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', headers: { Accept: 'text/html' }, gives: 200 },
  ]),
  row('house', 'a correlation id comes back; one is made where none, or no good one, is sent', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', headers: { 'X-Correlation-Id': 'order-42' }, gives: 200, shows: { 'X-Correlation-Id': 'order-42' } },
    { ask: 'GET /tickets/none', headers: { 'X-Correlation-Id': 'order-42' }, gives: 404, shows: { 'X-Correlation-Id': 'order-42' } },
    { ask: 'GET /tickets/{ticket}', gives: 200, shows: { 'X-Correlation-Id': /^[\w-]{8,}$/ } },
    { ask: 'GET /tickets/{ticket}', headers: { 'X-Correlation-Id': 'two words' }, gives: 200, shows: { 'X-Correlation-Id': /^[\w-]{8,}$/ } },
  ]),
];

/** Bodies that are no good JSON, or that another reader would change. */
const JSON_TEXTS: readonly Row[] = [
  row('RFC 8259, 2', 'what is no JSON, or no object, is 400', [], [
    '', ' ', '{"title":', "{'title':1}", '{"title":1,}', '{"title":NaN}', '{"title":01}', '{}{}', '{"title":"\t"}', '[]', 'null', '"x"', '1',
  ].map((send) => refused(send))),
  row('RFC 8259, 8.1', 'a byte order mark is no part of JSON', [], [refused(`\ufeff${JSON.stringify(TICKET)}`)]),
  row('RFC 8259, 4; RFC 7493, 2.3', 'two members of one name are 400, however the name is written', ['ticket'], [
    refused(withMember('"title":"a","title":"b"'), ['/title']),
    refused(withMember('"title":"a","t\\u0069tle":"a"'), ['/title']),
    { ask: 'PATCH /tickets/{ticket}', send: '{"title":"a","title":null}', gives: 400, names: ['/title'] },
  ]),
  row('RFC 8259, 9', 'what is nested deeper than 32 levels, or without end, is 400', [], [
    refused(withMember(`"title":${'['.repeat(32)}${']'.repeat(32)}`), ['/title']),
    refused(withMember(`"title":${'['.repeat(100_000)}${']'.repeat(100_000)}`), ['/title']),
    refused('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), ['/a']),
  ]),
  row('RFC 7493, 2.1', 'half of a surrogate pair, in a value or a name, is 400', [], [
    refused(withMember('"title":"\\ud800"'), ['/title']),
    refused(withMember('"title":"\\udc00\\ud800"'), ['/title']),
    refused(withMember('"title":"a","\\ud800":1'), ['']),
  ]),
  row('RFC 7493, 2.2', 'a number that a double or DynamoDB would change is 400', [], [
    ...['1e400', '-1e400', '12345678901234567890', '0.12345678901234567890', '1e126', '1e-131', `1${'0'.repeat(300)}`].map((number) => refused(withMember(`"title":${number}`), ['/title'])),
  ]),
  row('house', 'names that objects of the language have are names like others, but __proto__', [], [
    refused(withMember('"title":"a","__proto__":{"admin":true}'), ['']),
    refused(withMember('"title":"a","constructor":{"prototype":1},"toString":1'), ['/constructor', '/toString']),
  ]),
  row('RFC 8259, 7', 'every text is given back as it was sent', [], [
    ...kept('/tickets', { ...TICKET, title: 'ñandú — 日本語 😀 e\u0301 "\\/' }),
    ...kept('/tickets', { ...TICKET, title: '\u0000\u001f\u2028\u2029\ufeff\u202e', description: ' \t\n ' }),
  ]),
  row('RFC 8259, 6', 'every number that is taken is given back as it was sent', [], [
    ...kept('/notes', { size: 0.1, details: { a: [-1.5e-7, 9007199254740991, 123456.789, 0, 1e21, 1e125, 1e-130] } }),
    { ask: 'POST /notes', send: '{"size":1.50e1}', gives: 201, body: { size: 15 } },
  ], ITEM_SIZE),
  row('house', 'names and values of any kind are given back as they were sent', [], [
    ...kept('/notes', { details: { 'constructor': { toString: null }, 'a.b': [], '#c :d': {}, 'é': [[], {}, null, true, ''] } }),
  ], ITEM_SIZE),
];

/** What holds of every request. */
export const ANY: readonly Row[] = [...REFUSALS, ...JSON_TEXTS];
