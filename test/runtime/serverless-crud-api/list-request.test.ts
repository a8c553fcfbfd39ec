import fc from 'fast-check';
import { readListRequest } from '../../../src/runtime/serverless-crud-api/list-request';
import { ticketDefinition } from '../../support/ticket-system';

const INDEXED = ticketDefinition({
  indexes: [
    { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: ['size', 'urgent'], shards: 1 },
    { name: 'owner-index', partitionKey: 'owner', sortKey: 'size', filters: [], shards: 1 },
  ],
  queryTypes: { status: 'string', size: 'number', urgent: 'boolean', owner: 'string' },
});
const read = (query: Record<string, string | string[]>, definition = INDEXED) => (
  readListRequest(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()])), definition)
);

function refusalOf(query: Record<string, string | string[]>, definition = INDEXED) {
  try {
    read(query, definition);
  } catch (error) {
    return error;
  }
  throw new Error('the query was taken');
}

describe('what a list asks for', () => {
  test('nothing asked is the first twenty items', () => {
    expect(read({})).toEqual({ limit: 20, filters: [], bounds: [], sent: [] });
  });

  test('values are read as their property’s type', () => {
    expect(read({ status: 'OPEN', size: '1e2', urgent: 'false', owner: '42' }).filters).toEqual([['status', 'OPEN'], ['size', 100], ['urgent', false], ['owner', '42']]);
  });

  test('an order’s bounds are from, and below', () => {
    expect(read({ 'createdAt.gte': '2026-01', 'createdAt.lt': '2026-02', 'size.lt': '-0.5' }).bounds)
      .toEqual([['createdAt', { from: '2026-01', below: '2026-02' }], ['size', { below: -0.5 }]]);
  });

  test.each([['size', false], ['-size', true]])('sort=%s: descending %s', (sort, descending) => {
    expect(read({ sort }).sort).toEqual({ attribute: 'size', descending });
  });

  test('an attribute with a hyphen is an order, too', () => {
    const due = ticketDefinition({ indexes: [{ name: 'i', partitionKey: 'status', sortKey: 'due-date', filters: [], shards: 1 }], queryTypes: { 'status': 'string', 'due-date': 'string' } });
    expect(read({ sort: 'due-date' }, due).sort).toEqual({ attribute: 'due-date', descending: false });
    expect(read({ sort: '-due-date' }, due).sort).toEqual({ attribute: 'due-date', descending: true });
  });

  test('a filter that is no key takes the empty text, which an item may have', () => {
    const noted = ticketDefinition({ indexes: [{ name: 'i', partitionKey: 'status', sortKey: 'createdAt', filters: ['note'], shards: 1 }], queryTypes: { status: 'string', note: 'string' } });
    expect(read({ status: 'OPEN', note: '' }, noted).filters).toEqual([['status', 'OPEN'], ['note', '']]);
    expect(refusalOf({ note: 'x'.repeat(2049) }, noted)).toMatchObject({ status: 400, errors: [{ parameter: 'note', detail: 'note is a text of up to 2048 bytes, of whole characters.' }] });
  });

  test('fields are named once each, in any order', () => {
    expect(read({ fields: 'title,id,title' }).fields).toEqual(['title', 'id']);
  });

  test('what was sent is kept for the link, but for the cursor', () => {
    expect(read({ status: 'OPEN', cursor: 'x', limit: '7' })).toMatchObject({ limit: 7, cursor: 'x', sent: [['status', 'OPEN'], ['limit', '7']] });
  });

  test.each([
    ['limit', '0', '100'], ['limit', '101', '100'], ['limit', '1.5', '100'], ['limit', '٣', '100'], ['limit', '', '100'],
    ['size', 'x', 'number'], ['size', '', 'number'], ['size', '0x1', 'number'], ['size', ' 1', 'number'], ['size', '1 ', 'number'], ['size', '[1', 'number'], ['size', '1e999', 'number'], ['size', 'null', 'number'], ['size', '01', 'number'],
    ['urgent', 'yes', 'true or false'], ['urgent', '', 'true or false'],
    ['status', '', '2048'], ['status', 'x'.repeat(2049), '2048'], ['status', '\ud800', 'character'],
    ['createdAt.gte', '', '1024'], ['createdAt.lt', 'x'.repeat(1025), '1024'], ['size.gte', 'a', 'number'],
    ['sort', 'status', 'createdAt'], ['sort', '--size', 'size'], ['sort', '+size', 'size'], ['sort', ' size', 'size'], ['sort', '', 'createdAt'], ['sort', 'createdAt,size', 'createdAt'],
    ['fields', '', 'comma'], ['fields', 'a,,b', 'comma'],
  ])('fails for %s=%j, telling what is allowed', (name, value, allowed) => {
    expect(refusalOf({ [name]: value })).toMatchObject({ status: 400, errors: [{ parameter: name, detail: expect.stringContaining(allowed) }] });
  });

  test('fails for a parameter that is not declared, naming those that are', () => {
    expect(refusalOf({ title: 'x', toString: 'y' })).toMatchObject({
      status: 400,
      errors: [
        { parameter: 'title', detail: 'There is no such parameter; there are limit, cursor, fields, sort, status, size, urgent, owner, createdAt.gte, createdAt.lt, size.gte and size.lt.' },
        { parameter: 'toString' },
      ],
    });
  });

  test('fails for filters and orders of a resource without an index', () => {
    expect(refusalOf({ sort: 'createdAt', status: 'OPEN' }, ticketDefinition())).toMatchObject({
      errors: [
        { parameter: 'sort', detail: 'There is no such parameter; there are limit, cursor and fields.' }, { parameter: 'status' },
      ],
    });
  });

  test('fails for a parameter that comes twice', () => {
    expect(refusalOf({ limit: ['1', '2'], cursor: ['x', 'x'] })).toMatchObject({ errors: [{ parameter: 'limit', detail: 'limit is given once.' }, { parameter: 'cursor' }] });
  });

  test('a cached list takes the last of each parameter and ignores the rest, as the cache’s key does', () => {
    const cached = { ...INDEXED, cacheSeconds: 60 };

    expect(read({ limit: ['1', '2'], utm_source: 'mail', status: ['OPEN', 'CLOSED'] }, cached)).toEqual(read({ limit: '2', status: 'CLOSED' }));
    expect(refusalOf({ limit: ['1', '0'] }, cached)).toMatchObject({ status: 400 });
  });

  test('no query is more than refused', () => {
    const names = fc.constantFrom('limit', 'cursor', 'sort', 'fields', 'status', 'size', 'urgent', 'createdAt.gte', 'size.lt');
    fc.assert(fc.property(fc.dictionary(fc.oneof(names, fc.string()), fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 2 })), (query) => {
      try {
        read(query);
      } catch (error) {
        expect(error).toMatchObject({ status: 400 });
      }
    }));
  });
});
