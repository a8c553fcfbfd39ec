import { PEN, TICKET } from './givens';
import { row, type Row } from './table';

const SHELF = 'GET /products?category={word}';
const names = (...wanted: string[]) => ({ items: wanted.map((name) => ({ name })) });

/** GET of a collection. */
export const LISTS: readonly Row[] = [
  row('RFC 8288, 3', 'a page that is not the last links to the next, relative to the request, and the link gives it', ['shelf'], [
    { ask: `${SHELF}&limit=5`, gives: 200, shows: { Link: /^<\?category=[^>]*&limit=5&cursor=[^>]+>; rel="next"$/ }, body: names('a', 'b', 'c', 'd', 'e'), keep: { next: '.next' } },
    { ask: `${SHELF}&limit=5&cursor={next}`, gives: 200, shows: { Link: null }, body: names('f', 'g', 'h'), lacks: ['next'] },
  ]),
  row('house', 'what is not filtered is paged, too', ['ticket'], [
    { ask: 'POST /tickets', send: TICKET, gives: 201 },
    { ask: 'GET /tickets?limit=1', gives: 200, shows: { Link: /^<\?limit=1&cursor=[^>]+>; rel="next"$/ }, body: { items: [{}] }, keep: { next: '.next' } },
    { ask: 'GET /tickets?limit=1&cursor={next}', gives: 200, body: { items: [{}] } },
  ]),
  row('house', 'a page is full though a filter drops items', ['shelf'], [
    { ask: `${SHELF}&onSale=true&limit=3`, gives: 200, body: names('b', 'd', 'f'), keep: { next: '.next' } },
    { ask: `${SHELF}&onSale=true&limit=3&cursor={next}`, gives: 200, body: names('h'), lacks: ['next'] },
    { ask: `${SHELF}&onSale=false&limit=100`, gives: 200, body: names('a', 'c', 'e', 'g'), lacks: ['next'] },
  ]),
  row('house', 'limit is 1 to 100', [], [
    ...['0', '101', '-1', '1.5', 'ten', ''].map((limit) => ({ ask: `GET /tickets?limit=${limit}`, gives: 400, names: ['limit'] })),
    { ask: 'HEAD /tickets?limit=0', gives: 400 },
    { ask: 'GET /tickets?limit=1', gives: 200 },
    { ask: 'GET /tickets?limit=100', gives: 200 },
  ]),
  row('house', 'a parameter that is not declared, or comes twice, is 400: no list reads the table to throw it away', [], [
    { ask: 'GET /tickets?colour=red', gives: 400, names: ['colour'] },
    { ask: 'GET /tickets?title=x', gives: 400, names: ['title'] },
    { ask: 'GET /tickets?reporterId=x', gives: 400, names: ['reporterId'] },
    { ask: 'GET /orders?note=x', gives: 400, names: ['note'] },
    { ask: 'GET /tickets?limit=1&limit=2', gives: 400, names: ['limit'] },
    { ask: 'GET /tickets?colour=red&limit=0', gives: 400, names: ['colour', 'limit'] },
  ]),
  row('house', 'the list of what a cache answers takes no notice of a parameter that is not declared', ['shelf'], [
    { ask: `${SHELF}&limit=1&colour=red`, gives: 200, body: names('a') },
  ]),
  row('house', 'sort goes by an index’s order, either way; another is 400', ['shelf'], [
    { ask: `${SHELF}&sort=name&limit=3`, gives: 200, body: names('a', 'b', 'c') },
    { ask: `${SHELF}&sort=-name&limit=3`, gives: 200, body: names('h', 'g', 'f'), keep: { next: '.next' } },
    { ask: `${SHELF}&sort=-name&limit=3&cursor={next}`, gives: 200, body: names('e', 'd', 'c') },
    { ask: `${SHELF}&sort=priceInCents`, gives: 400, names: ['sort'] },
    { ask: 'GET /products?sort=name', gives: 400, names: ['sort'] },
    { ask: 'GET /tickets?sort=title', gives: 400, names: ['sort'] },
  ]),
  row('house', 'bounds hold in the index’s order: from .gte on, below .lt', ['shelf'], [
    { ask: `${SHELF}&name.gte=c&name.lt=e`, gives: 200, body: names('c', 'd') },
    { ask: `${SHELF}&name.gte=g`, gives: 200, body: names('g', 'h') },
    { ask: `${SHELF}&name.lt=a`, gives: 200, body: names() },
  ]),
  row('house', 'fields shows these attributes and no others; one that there is not is 400', ['shelf'], [
    { ask: `${SHELF}&fields=name,version&limit=1`, gives: 200, body: { items: [{ name: 'a', version: 1 }] }, eachLacks: ['id', 'category', 'priceInCents', 'createdAt'] },
    { ask: `${SHELF}&fields=colour`, gives: 400, names: ['fields'] },
    { ask: `${SHELF}&fields=`, gives: 400, names: ['fields'] },
  ]),
  row('house', 'a malformed cursor is 400', ['shelf'], [
    { ask: `${SHELF}&limit=2`, gives: 200, keep: { next: '.next' } },
    ...['', 'x', 'null', '{next}A', 'A{next}', '{word}'].map((cursor) => ({ ask: `${SHELF}&limit=2&cursor=${cursor}`, gives: 400, names: ['cursor'] })),
  ]),
  row('house', 'a cursor of another query, order or resource is 400; limit and fields may change', ['shelf', 'ticket'], [
    { ask: `${SHELF}&limit=2`, gives: 200, keep: { next: '.next' } },
    { ask: `${SHELF}&limit=1&fields=name&cursor={next}`, gives: 200, body: names('c') },
    { ask: 'GET /products?category=x&cursor={next}', gives: 400, names: ['cursor'] },
    { ask: `${SHELF}&onSale=true&cursor={next}`, gives: 400, names: ['cursor'] },
    { ask: `${SHELF}&name.gte=a&cursor={next}`, gives: 400, names: ['cursor'] },
    { ask: `${SHELF}&sort=-name&cursor={next}`, gives: 400, names: ['cursor'] },
    { ask: 'GET /products?cursor={next}', gives: 400, names: ['cursor'] },
    { ask: 'GET /tickets?cursor={next}', gives: 400, names: ['cursor'] },
  ]),
  row('house', 'another caller’s cursor is 400', ['ticket'], [
    { ask: 'POST /tickets', send: TICKET, gives: 201 },
    { ask: 'GET /tickets?limit=1', gives: 200, keep: { next: '.next' } },
    { as: 'luis', ask: 'GET /tickets?limit=1&cursor={next}', gives: 400, names: ['cursor'] },
    { ask: 'GET /tickets?limit=1&cursor={next}', gives: 200 },
  ]),
  row('house', 'a well-formed forgery shows only what its caller may list anyway', ['forgery'], [
    { ask: 'GET /orders?limit=100&cursor={forged}', gives: 200, each: { userId: '{ana}' } },
    { as: 'luis', ask: 'GET /orders?limit=100&cursor={forged}', gives: 400, names: ['cursor'] },
  ]),
  row('house', 'a customer’s list is of its own, an administrator’s as asked', ['order'], [
    { ask: 'GET /orders?sort=-createdAt&limit=1', gives: 200, body: { items: [{ orderId: '{order}', userId: '{ana}' }] } },
    { ask: 'GET /orders?userId={luis}', gives: 200, body: { items: [] } },
    { as: 'admin', ask: 'GET /orders?userId={ana}&sort=-createdAt&limit=1', gives: 200, body: { items: [{ orderId: '{order}' }] } },
    { as: 'admin', ask: 'GET /orders?status=PENDING&sort=-createdAt&limit=1', gives: 200, body: { items: [{ orderId: '{order}' }] } },
  ]),
  row('house', 'walking while items come and go shows each that stood still once', ['shelf'], [
    { ask: `${SHELF}&limit=3`, gives: 200, body: names('a', 'b', 'c'), keep: { next: '.next' } },
    { as: 'admin', ask: 'POST /products', send: { ...PEN, name: 'aa' }, gives: 201 },
    { as: 'admin', ask: 'POST /products', send: { ...PEN, name: 'dd' }, gives: 201 },
    { as: 'admin', ask: 'DELETE /products/{c}', gives: 204 },
    { as: 'admin', ask: 'DELETE /products/{e}', gives: 204 },
    { ask: `${SHELF}&limit=3&cursor={next}`, gives: 200, body: names('d', 'dd', 'f'), keep: { next: '.next' } },
    { ask: `${SHELF}&limit=3&cursor={next}`, gives: 200, body: names('g', 'h'), lacks: ['next'] },
  ]),
];
