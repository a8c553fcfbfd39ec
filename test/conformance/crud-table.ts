import { PEN, TICKET } from './givens';
import { LISTS } from './list-rows';
import { row, type Row, type Section } from './table';
import { ANY, GATEWAY } from './wire-rows';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const KEY = { 'Idempotency-Key': '{word}' };
const IN_FLIGHT = { on: 'bundle', because: 'the engine ends a transaction before it reads the next request' } as const;
const STORE = { on: 'bundle', because: 'the engine’s DynamoDB is never throttled, slow or down' } as const;

/** draft-ietf-httpapi-idempotency-key-header-07 */
const CREATE: readonly Row[] = [
  row('RFC 9110, 15.3.2 and 8.8.3', 'what is made is answered with 201, where it is and a strong entity tag', [], [
    { ask: 'POST /tickets', send: TICKET, gives: 201, shows: { Location: /^tickets\/[0-9a-f-]{36}$/, ETag: '"1"' }, body: { ...TICKET, version: 1 } },
  ]),
  row('RFC 9110, 10.2.2', 'it is found at its Location, a reference relative to the request', [], [
    { ask: 'POST /tickets', send: TICKET, gives: 201, keep: { location: 'Location', id: '.id' } },
    { ask: 'GET /{location}', gives: 200, shows: { ETag: '"1"' }, body: { ...TICKET, id: '{id}' } },
  ]),
  row('RFC 9562, 5.7; RFC 3339, 5.6', 'its id is a UUIDv7, its times are UTC, and all are the server’s', [], [
    { ask: 'POST /tickets', send: TICKET, gives: 201, body: { id: ID, createdAt: TIME, updatedAt: TIME, version: 1 } },
    { ask: 'POST /tickets', send: { ...TICKET, id: 'mine', createdAt: '2020-01-01T00:00:00.000Z', version: 7 }, gives: 400, names: ['/id', '/createdAt', '/version'] },
  ]),
  row('house', 'its owner is who asks, whatever the body says', ['order'], [
    { ask: 'GET /orders/{order}', gives: 200, body: { userId: '{ana}' } },
    { ask: 'POST /orders', send: { items: [{ productId: '{product}', quantity: 1 }], userId: '{luis}' }, gives: 400, names: ['/userId'] },
  ]),
  row('Idempotency-Key draft, 2.6', 'the same key and body are answered with the first answer, and make nothing', [], [
    { as: 'admin', ask: 'POST /products', headers: KEY, send: PEN, gives: 201, shows: { 'Idempotency-Replayed': null }, keep: { id: '.id', at: '.createdAt', location: 'Location' } },
    { as: 'admin', ask: 'POST /products', headers: KEY, send: PEN, gives: 201, shows: { 'Idempotency-Replayed': 'true', 'Location': '{location}', 'ETag': '"1"' }, body: { id: '{id}', createdAt: '{at}' } },
    { ask: 'GET /products?category={word}', gives: 200, body: { items: [{ id: '{id}' }] } },
  ]),
  row('Idempotency-Key draft, 2.4', 'a body is the same however its members are ordered and spaced', [], [
    { ask: 'POST /tickets', headers: KEY, send: '{"title":"a","description":"b","status":"OPEN","reporterId":"c"}', gives: 201, keep: { id: '.id' } },
    { ask: 'POST /tickets', headers: KEY, send: '{ "reporterId":"c", "status":"OPEN", "description":"b", "title":"\\u0061" }', gives: 201, shows: { 'Idempotency-Replayed': 'true' }, body: { id: '{id}' } },
  ]),
  row('Idempotency-Key draft, 2.7', 'a key that comes with another body is 422', [], [
    { ask: 'POST /tickets', headers: KEY, send: TICKET, gives: 201 },
    { ask: 'POST /tickets', headers: KEY, send: { ...TICKET, title: 'Otro' }, gives: 422, names: ['Idempotency-Key'] },
  ]),
  row('Idempotency-Key draft, 2.7; RFC 9110, 10.2.3', 'a request in flight under the same key is 409, with the time to come back', [], [
    { ask: 'POST /tickets', headers: KEY, send: TICKET, fault: 'others write the same', gives: 409, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'POST /tickets', headers: KEY, send: TICKET, gives: 201, shows: { 'Idempotency-Replayed': null } },
  ], IN_FLIGHT),
  row('Idempotency-Key draft, 2.6', 'twenty at once under one key make one item', [], [
    { as: 'admin', ask: 'POST /products', headers: KEY, send: PEN, times: 20, gives: { 201: '+', 409: '*' } },
    { as: 'admin', ask: 'POST /products', headers: KEY, send: PEN, gives: 201, shows: { 'Idempotency-Replayed': 'true' }, keep: { id: '.id' } },
    { ask: 'GET /products?category={word}', gives: 200, body: { items: [{ id: '{id}' }] }, lacks: ['next'] },
  ]),
  row('Idempotency-Key draft, 2.2', 'a key is its user’s own', [], [
    { as: 'ana', ask: 'POST /tickets', headers: KEY, send: TICKET, gives: 201, shows: { 'Idempotency-Replayed': null } },
    { as: 'luis', ask: 'POST /tickets', headers: KEY, send: TICKET, gives: 201, shows: { 'Idempotency-Replayed': null } },
  ]),
  row('Idempotency-Key draft, 2.1', 'a key is a text in quotes, which may be left out; another one is 400', [], [
    { ask: 'POST /tickets', headers: { 'Idempotency-Key': '"{word}"' }, send: TICKET, gives: 201 },
    { ask: 'POST /tickets', headers: KEY, send: TICKET, gives: 201, shows: { 'Idempotency-Replayed': 'true' } },
    { ask: 'POST /tickets', headers: { 'Idempotency-Key': 'two words' }, send: TICKET, gives: 400, names: ['Idempotency-Key'] },
    { ask: 'POST /tickets', headers: { 'Idempotency-Key': 'k'.repeat(256) }, send: TICKET, gives: 400, names: ['Idempotency-Key'] },
  ]),
  row('house', 'a refused request leaves its key free', [], [
    { ask: 'POST /tickets', headers: KEY, send: { ...TICKET, status: 'LATER' }, gives: 400, names: ['/status'] },
    { ask: 'POST /tickets', headers: KEY, send: TICKET, gives: 201, shows: { 'Idempotency-Replayed': null } },
  ]),
  row('RFC 9110, 15.5.10', 'a value that another item has is 409, and named', [], [
    { ask: 'POST /notes', send: { handle: '{word}' }, gives: 201 },
    { ask: 'POST /notes', send: { handle: '{word}' }, gives: 409, names: ['/handle'] },
  ], { on: 'bundle', because: 'of the reference system only users have one, and a user is not to stay' }),
  row('RFC 9110, 15.5.21', 'what the function of the resource refuses is told with its reason, and nothing is stored', ['order'], [
    { ask: 'POST /orders', send: { items: [{ productId: '{word}', quantity: 1 }] }, gives: 422, names: ['/items/0/productId'] },
    ...['PUT', 'PATCH'].map((method) => ({ ask: `${method} /orders/{order}`, headers: { 'If-Match': '"1"' }, send: { items: [{ productId: '{word}', quantity: 1 }] }, gives: 422, names: ['/items/0/productId'] })),
    { ask: 'GET /orders/{order}', gives: 200, body: { version: 1 } },
  ]),
];

const READ: readonly Row[] = [
  row('RFC 9110, 9.3.1 and 8.8.3', 'an item is answered with its entity tag', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', gives: 200, shows: { ETag: '"1"' }, body: { ...TICKET, id: '{ticket}', version: 1 } },
  ]),
  row('RFC 9110, 13.1.2 and 15.4.5', 'a reader who has the version is told so, with the tag and no body', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', headers: { 'If-None-Match': '"1"' }, gives: 304, shows: { ETag: '"1"' } },
    { ask: 'GET /tickets/{ticket}', headers: { 'If-None-Match': '"7", "1"' }, gives: 304, shows: { ETag: '"1"' } },
    { ask: 'GET /tickets/{ticket}', headers: { 'If-None-Match': '*' }, gives: 304, shows: { ETag: '"1"' } },
    { ask: 'GET /tickets/{ticket}', headers: { 'If-None-Match': '"7"' }, gives: 200 },
  ]),
  row('RFC 9110, 8.8.3.2', 'If-None-Match compares weakly', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', headers: { 'If-None-Match': 'W/"1"' }, gives: 304 },
  ]),
  row('RFC 9110, 13.1.1 and 13.2.2', 'If-Match is obeyed, and before If-None-Match', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', headers: { 'If-Match': '"1"' }, gives: 200 },
    { ask: 'GET /tickets/{ticket}', headers: { 'If-Match': '"7"', 'If-None-Match': '"1"' }, gives: 412 },
    { ask: 'HEAD /tickets/{ticket}', headers: { 'If-Match': '"7"' }, gives: 412 },
  ]),
  row('RFC 9110, 8.8.3', 'a condition that is no entity tag is 400', ['ticket'], [
    { ask: 'GET /tickets/{ticket}', headers: { 'If-None-Match': '1' }, gives: 400, names: ['If-None-Match'] },
    { ask: 'GET /tickets/{ticket}', headers: { 'If-Match': '"1' }, gives: 400, names: ['If-Match'] },
    { ask: 'HEAD /tickets/{ticket}', headers: { 'If-Match': '"1' }, gives: 400 },
  ]),
  row('RFC 9110, 15.5.5', 'an item that there is not is 404, whatever its id', [], [
    { ask: 'GET /tickets/none', gives: 404 },
    { ask: 'GET /tickets/none', headers: { 'If-None-Match': '*' }, gives: 404 },
    { ask: 'GET /tickets/%00%F0%9F%98%80', gives: 404 },
    { ask: 'GET /orders/none', gives: 404 },
    { ask: `GET /tickets/${'x'.repeat(2049)}`, gives: 404 },
  ]),
  row('RFC 9110, 9.3.2', 'HEAD is GET without its body, of an item, of a list and of nothing', ['ticket'], [
    { ask: 'HEAD /tickets/{ticket}', gives: 200, shows: { 'ETag': '"1"', 'Content-Type': 'application/json' } },
    { ask: 'HEAD /tickets/{ticket}', headers: { 'If-None-Match': '"1"' }, gives: 304, shows: { ETag: '"1"' } },
    { ask: 'HEAD /tickets?limit=1', gives: 200 },
    { ask: 'HEAD /tickets/none', gives: 404 },
  ]),
  row('RFC 9110, 15.5.4', 'another’s item is 404, as one that there is not', ['order'], [
    { as: 'luis', ask: 'GET /orders/{order}', gives: 404 },
    { as: 'luis', ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { note: 'mine' }, gives: 404 },
    { as: 'luis', ask: 'PUT /orders/{order}', headers: { 'If-Match': '"1"' }, send: { items: [{ productId: '{product}', quantity: 1 }] }, gives: 404 },
    { as: 'luis', ask: 'POST /orders/{order}/restore', gives: 404 },
    { as: 'admin', ask: 'GET /orders/{order}', gives: 200, body: { userId: '{ana}', version: 1 } },
  ]),
  row('house', 'what a cache answers to everybody depends on no condition of one', [], [
    { as: 'admin', ask: 'POST /products', send: PEN, gives: 201, keep: { id: '.id' } },
    { ask: 'GET /products/{id}', headers: { 'If-None-Match': '"1"' }, gives: 200, shows: { ETag: '"1"' } },
  ]),
];

const REPLACE: readonly Row[] = [
  row('RFC 9110, 9.3.4', 'what is sent takes the place of everything but what is the server’s', [], [
    { as: 'admin', ask: 'POST /products', send: { ...PEN, description: 'writes' }, gives: 201, body: { description: 'writes' }, keep: { id: '.id', at: '.createdAt' } },
    { as: 'admin', ask: 'PUT /products/{id}', send: { ...PEN, name: 'Biro' }, gives: 200, shows: { ETag: '"2"' }, body: { name: 'Biro', id: '{id}', createdAt: '{at}', version: 2 }, lacks: ['description'] },
    { ask: 'GET /products/{id}', gives: 200, shows: { ETag: '"2"' }, body: { name: 'Biro' }, lacks: ['description'] },
  ]),
  row('house', 'PUT never creates', [], [
    { ask: 'PUT /tickets/none', send: TICKET, gives: 404 },
    { ask: 'GET /tickets/none', gives: 404 },
  ]),
  row('RFC 9110, 13.1.2', 'If-None-Match: * is not met where there is an item', ['ticket'], [
    { ask: 'PUT /tickets/{ticket}', headers: { 'If-None-Match': '*' }, send: TICKET, gives: 412 },
  ]),
  row('house', 'what the server sets is no client’s to replace', ['order'], [
    { ask: 'PUT /orders/{order}', headers: { 'If-Match': '"1"' }, send: { items: [{ productId: '{product}', quantity: 1 }], totalInCents: 1 }, gives: 400, names: ['/totalInCents'] },
  ]),
  row('RFC 9110, 13.1.1', 'of two at once on one version, one is stored and the other is 412', ['ticket'], [
    { ask: 'PUT /tickets/{ticket}', headers: { 'If-Match': '"1"' }, send: TICKET, times: 2, gives: { 200: 1, 412: 1 } },
    { ask: 'GET /tickets/{ticket}', gives: 200, body: { version: 2 } },
  ]),
];

const PATCH: readonly Row[] = [
  row('RFC 7396, 2', 'members that are named change, null removes, the others stay', [], [
    { as: 'admin', ask: 'POST /products', send: { ...PEN, description: 'writes' }, gives: 201, keep: { id: '.id', at: '.createdAt' } },
    { as: 'admin', ask: 'PATCH /products/{id}', headers: { 'Content-Type': 'application/merge-patch+json' }, send: { description: null, priceInCents: 300 }, gives: 200, shows: { ETag: '"2"' }, body: { name: 'Pen', priceInCents: 300, currency: 'EUR', createdAt: '{at}', version: 2 }, lacks: ['description'] },
    { ask: 'GET /products/{id}', gives: 200, body: { priceInCents: 300, version: 2 }, lacks: ['description'] },
  ]),
  row('RFC 7396, 2', 'objects merge, lists are replaced', [], [
    { ask: 'POST /notes', send: { details: { a: { b: 1, c: 2 }, d: [1, 2] } }, gives: 201, keep: { id: '.id' } },
    { ask: 'PATCH /notes/{id}', send: { details: { a: { b: null, e: 3 }, d: [3] } }, gives: 200, body: { details: { a: { c: 2, e: 3 }, d: [3] } } },
  ], { on: 'bundle', because: 'no item of the reference system that is written by its client holds an object' }),
  row('RFC 5789, 2.2 and 3.1', 'another media type is 415, with those that are taken', ['ticket'], [
    { ask: 'PATCH /tickets/{ticket}', headers: { 'Content-Type': 'application/json-patch+json' }, send: [], gives: 415, shows: { 'Accept-Patch': 'application/merge-patch+json, application/json' } },
    { ask: 'PATCH /tickets/{ticket}', headers: { 'Content-Type': 'text/plain' }, send: '{}', gives: 415, shows: { 'Accept-Patch': /merge-patch/ } },
  ]),
  row('RFC 5789, 2.2', 'a malformed patch is 400; one that leaves no valid item is 400, at the member', ['ticket'], [
    { ask: 'PATCH /tickets/{ticket}', send: '{"title":', gives: 400, names: [''] },
    { ask: 'PATCH /tickets/{ticket}', send: { title: null, status: 'LATER', colour: 1 }, gives: 400, names: ['/title', '/status', '/colour'] },
    { ask: 'GET /tickets/{ticket}', gives: 200, body: { ...TICKET, version: 1 } },
  ]),
  row('RFC 5789, 2.2', 'an item that there is not is 404', [], [
    { ask: 'PATCH /tickets/none', send: { title: 'x' }, gives: 404 },
  ]),
  row('RFC 5789, 2.2; RFC 9110, 15.5.10', 'a state that may not follow is 409, at the member', ['order'], [
    { ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { status: 'DELIVERED' }, gives: 409, names: ['/status'] },
    { ask: 'PUT /orders/{order}', headers: { 'If-Match': '"1"' }, send: { items: [{ productId: '{product}', quantity: 3 }], status: 'SHIPPED' }, gives: 409, names: ['/status'] },
    { as: 'admin', ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { status: 'CONFIRMED' }, gives: 200, body: { status: 'CONFIRMED', totalInCents: 908 } },
  ]),
  row('RFC 9110, 15.5.4', 'a state that is some group’s to set is 403 to anybody else, and nothing is stored; a customer takes back what nobody has begun with', ['order'], [
    { ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { status: 'CONFIRMED' }, gives: 403, names: ['/status'] },
    { ask: 'PUT /orders/{order}', headers: { 'If-Match': '"1"' }, send: { items: [{ productId: '{product}', quantity: 3 }], status: 'CONFIRMED' }, gives: 403, names: ['/status'] },
    { as: 'admin', ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { status: 'CONFIRMED' }, gives: 200, body: { version: 2 } },
    { ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"2"' }, send: { status: 'CANCELLED' }, gives: 403, names: ['/status'] },
    { ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"2"' }, send: { note: 'leave it at the door' }, gives: 200, body: { status: 'CONFIRMED', version: 3 } },
  ]),
  row('house', 'its customer cancels an order that is pending', ['order'], [
    { ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { status: 'CANCELLED' }, gives: 200, body: { status: 'CANCELLED' } },
  ]),
  row('RFC 5789, 2', 'a patch is atomic: ten at once are all counted', ['ticket'], [
    { ask: 'PATCH /tickets/{ticket}', send: { title: 'Otro' }, times: 10, gives: 200 },
    { ask: 'GET /tickets/{ticket}', gives: 200, body: { title: 'Otro', version: 11 } },
  ]),
];

const DELETE: readonly Row[] = [
  row('RFC 9110, 9.3.5 and 15.3.5', 'what is deleted is answered with 204, and is no more', ['ticket'], [
    { ask: 'DELETE /tickets/{ticket}', gives: 204, shows: { ETag: null } },
    { ask: 'GET /tickets/{ticket}', gives: 404 },
    { ask: 'DELETE /tickets/{ticket}', gives: 404 },
    { ask: 'PATCH /tickets/{ticket}', send: { title: 'x' }, gives: 404 },
  ]),
  row('house', 'what can be restored comes back as it was, once or twice asked', ['order'], [
    { as: 'admin', ask: 'DELETE /orders/{order}', headers: { 'If-Match': '"1"' }, gives: 204 },
    { ask: 'GET /orders/{order}', gives: 404 },
    { ask: 'POST /orders/{order}/restore', gives: 200, body: { orderId: '{order}', totalInCents: 908 }, keep: { tag: 'ETag' } },
    { ask: 'POST /orders/{order}/restore', gives: 200, shows: { ETag: '{tag}' } },
    { ask: 'POST /orders/{order}/restore', headers: { 'If-Match': '1' }, gives: 400, names: ['If-Match'] },
    { ask: 'POST /orders/{order}/restore', headers: { 'If-Match': '"1"' }, gives: 412 },
    { ask: 'POST /orders/none/restore', gives: 404 },
  ]),
];

/** Those that change an item, in the same words: with `If-Match`, of one that demands it, and what else they send. */
const CHANGES: readonly (readonly [string, unknown])[] = [['PUT', TICKET], ['PATCH', { title: 'Otro' }], ['DELETE', undefined]];

const CONDITIONS: readonly Row[] = CHANGES.flatMap(([method, send]): readonly Row[] => {
  const ask = `${method} /tickets/{ticket}`;
  const gives = method === 'DELETE' ? 204 : 200;
  return [
    row('RFC 9110, 13.1.1 and 15.5.13', `${method} of a stale version is 412, and changes nothing`, ['ticket'], [
      { ask, headers: { 'If-Match': '"7"' }, send, gives: 412 },
      { ask: 'GET /tickets/{ticket}', gives: 200, body: { ...TICKET, version: 1 } },
      { ask, headers: { 'If-Match': '"7", "1"' }, send, gives },
    ]),
    row('RFC 9110, 8.8.3.2', `${method} compares If-Match strongly`, ['ticket'], [
      { ask, headers: { 'If-Match': 'W/"1"' }, send, gives: 412 },
      { ask, headers: { 'If-Match': '*' }, send, gives },
    ]),
    row('RFC 9110, 13.1.1', `${method} with a malformed If-Match is 400`, ['ticket'], [
      { ask, headers: { 'If-Match': '1' }, send, gives: 400, names: ['If-Match'] },
    ]),
    row('RFC 6585, 3', `${method} of an item that demands its version is 428 without one`, ['order'], [
      { as: 'admin', ask: `${method} /orders/{order}`, send: method === 'PUT' ? { items: [{ productId: '{product}', quantity: 1 }] } : method === 'PATCH' ? { note: 'x' } : undefined, gives: 428 },
      { ask: 'GET /orders/{order}', gives: 200, body: { version: 1 } },
    ]),
  ];
});

const FAULTS: readonly Row[] = [
  row('RFC 9110, 15.5.10 and 10.2.3', 'a write that others stay in the way of is 409, with the time to come back', ['ticket', 'order'], [
    { ask: 'DELETE /tickets/{ticket}', fault: 'a transaction is in the way', gives: 409, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'PATCH /tickets/{ticket}', send: { title: 'x' }, fault: 'a transaction is in the way', gives: 409, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'POST /orders/{order}/restore', fault: 'a transaction is in the way', gives: 409, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'GET /tickets/{ticket}', gives: 200, body: { ...TICKET, version: 1 } },
  ], IN_FLIGHT),
  row('house', 'a throttled store is asked again within the request', [], [
    { ask: 'POST /tickets', send: TICKET, fault: 'throttled once', gives: 201 },
  ], STORE),
  row('RFC 9110, 15.6.4 and 10.2.3', 'a store that can’t answer is 503, with the time to come back, and nothing is half written', ['ticket'], [
    { as: 'admin', ask: 'POST /products', headers: KEY, send: PEN, fault: 'throttled', gives: 503, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'GET /products?category={word}', gives: 200, body: { items: [] } },
    { ask: 'PATCH /tickets/{ticket}', send: { title: 'Otro' }, fault: 'down', gives: 503, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'GET /tickets/{ticket}', gives: 200, body: { ...TICKET, version: 1 } },
    { ask: 'GET /tickets', fault: 'throttled', gives: 503, shows: { 'Retry-After': /^\d+$/ } },
  ], STORE),
  row('house', 'a write whose answer is lost is made once', [], [
    { as: 'admin', ask: 'POST /products', headers: KEY, send: PEN, fault: 'answer lost', gives: 201 },
    { ask: 'GET /products?category={word}', gives: 200, body: { items: [{ name: 'Pen', version: 1 }] } },
  ], STORE),
  row('RFC 9110, 15.6.4', 'a function of the resource that fails is 503, and nothing is stored', ['order'], [
    { ask: 'PATCH /orders/{order}', headers: { 'If-Match': '"1"' }, send: { note: 'x' }, fault: 'function crashes', gives: 503, shows: { 'Retry-After': /^\d+$/ } },
    { ask: 'GET /orders/{order}', gives: 200, body: { version: 1 }, lacks: ['note'] },
  ], { on: 'bundle', because: 'the reference system’s function does not crash' }),
];

/** The last, since it leaves no request for another. */
const TOO_MANY: readonly Row[] = [
  row('RFC 6585, 4; RFC 9110, 10.2.3', 'who asks too often is 429, with the time to come back', [], [
    { ask: 'GET /openapi.json', times: 300, until: 429, gives: { 200: '*', 429: '+' } },
  ], GATEWAY('the gateway counts')),
];

/** What a resource answers over HTTP: every rule, where it is from, and the requests that show it. */
export const CRUD_TABLE: readonly Section[] = [
  { request: 'POST', rows: CREATE },
  { request: 'GET of one', rows: READ },
  { request: 'GET of a list', rows: LISTS },
  { request: 'PUT', rows: REPLACE },
  { request: 'PATCH', rows: PATCH },
  { request: 'DELETE', rows: DELETE },
  { request: 'PUT, PATCH, DELETE', rows: CONDITIONS },
  { request: 'any', rows: ANY },
  { request: 'when the store fails', rows: FAULTS },
  { request: 'too many', rows: TOO_MANY },
];
