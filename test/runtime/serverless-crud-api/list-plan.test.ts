import { arePlacesOf, planList, scopeOfCursor, type ListPlan } from '../../../src/runtime/serverless-crud-api/list-plan';
import { readListRequest } from '../../../src/runtime/serverless-crud-api/list-request';
import type { Place } from '../../../src/runtime/serverless-crud-api/page-fill';
import { ticketDefinition } from '../../support/ticket-system';

const DEFINITION = ticketDefinition({
  sortKey: 'createdAt',
  properties: ['owner', 'secret', 'size', 'status', 'title'],
  writeOnly: ['secret'],
  ownerAttribute: 'owner',
  indexes: [
    { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: ['title'], shards: 4 },
    { name: 'status-size-index', partitionKey: 'status', sortKey: 'size', filters: [], shards: 1 },
    { name: 'owner-index', partitionKey: 'owner', sortKey: 'updatedAt', filters: ['status', 'title'], shards: 1, projected: ['title', 'status'] },
  ],
  queryTypes: { status: 'string', owner: 'string', size: 'number', title: 'string' },
});

const planOf = (query: Record<string, string>, owner?: string, definition = DEFINITION): ListPlan | undefined => (
  planList(readListRequest(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])), definition), definition, owner)
);
const indexOf = (query: Record<string, string>, owner?: string) => planOf(query, owner)?.by?.index.name;

function refusalOf(query: Record<string, string>, owner?: string, definition = DEFINITION) {
  try {
    planOf(query, owner, definition);
  } catch (error) {
    return error;
  }
  throw new Error('the list was taken');
}

describe('which index serves a list', () => {
  test.each([
    [{}, undefined],
    [{ status: 'OPEN' }, 'status-index'],
    [{ status: 'OPEN', title: 'x' }, 'status-index'],
    [{ status: 'OPEN', sort: '-size' }, 'status-size-index'],
    [{ 'status': 'OPEN', 'size.gte': '1' }, 'status-size-index'],
    [{ owner: 'ana' }, 'owner-index'],
    [{ owner: 'ana', status: 'OPEN' }, 'owner-index'],
    [{ title: 'x', owner: 'ana', status: 'OPEN', sort: 'updatedAt' }, 'owner-index'],
  ])('%j: %s', (query, name) => {
    expect(indexOf(query)).toBe(name);
  });

  test('without a filter the table is paged, from any place to its end', () => {
    expect(planOf({})).toEqual({ partitions: 1, shown: ['id', 'owner', 'size', 'status', 'title', 'createdAt', 'updatedAt', 'version'] });
  });

  test('what an index is asked for', () => {
    expect(planOf({ 'status': 'OPEN', 'title': 'x', 'createdAt.gte': 'a', 'createdAt.lt': 'b', 'sort': '-createdAt' })).toMatchObject({
      partitions: 4, by: { value: 'OPEN', bounds: { from: 'a', below: 'b' }, descending: true, filters: [['title', 'x']] },
    });
  });

  test.each([
    [{ title: 'x' }, ['title']],
    [{ sort: 'createdAt' }, ['sort']],
    [{ 'size.lt': '1' }, ['size.lt']],
    [{ 'status': 'OPEN', 'size.gte': '1', 'createdAt.lt': 'x' }, ['status', 'size.gte', 'createdAt.lt']],
    [{ status: 'OPEN', sort: 'updatedAt' }, ['status', 'sort']],
  ])('fails for %j, which no index serves', (query, parameters) => {
    expect(refusalOf(query)).toMatchObject({
      status: 400,
      message: 'No index serves these filters and this order. A list goes by status and, if wanted, title, in the order of createdAt; by status, in the order of size; '
        + 'by owner and, if wanted, status and title, in the order of updatedAt.',
      errors: parameters.map((parameter) => ({ parameter })),
    });
  });

  test('nothing lies between bounds that meet or cross', () => {
    expect(planOf({ 'status': 'OPEN', 'createdAt.gte': 'b', 'createdAt.lt': 'b' })).toBeUndefined();
    expect(planOf({ 'status': 'OPEN', 'size.gte': '2', 'size.lt': '1' })).toBeUndefined();
  });

  test('one value lies between a bound and the next', () => {
    expect(planOf({ 'status': 'OPEN', 'createdAt.gte': 'b', 'createdAt.lt': 'b\0' })).toBeDefined();
    expect(planOf({ 'status': 'OPEN', 'size.gte': '5', 'size.lt': '5.000000000000001' })).toBeDefined();
  });

  test('nothing has a value too long to be spread', () => {
    expect(planOf({ status: 'x'.repeat(2045) })).toBeDefined();
    expect(planOf({ status: 'x'.repeat(2046) })).toBeUndefined();
  });
});

describe('what a list of one’s own is', () => {
  test('it goes by the owner, with the caller as the value', () => {
    expect(planOf({}, 'ana')).toMatchObject({ by: { index: { name: 'owner-index' }, value: 'ana', filters: [] } });
    expect(planOf({ status: 'OPEN' }, 'ana')).toMatchObject({ by: { value: 'ana', filters: [['status', 'OPEN']] } });
    expect(planOf({ owner: 'ana', sort: '-updatedAt' }, 'ana')).toMatchObject({ by: { value: 'ana', descending: true } });
  });

  test('nothing of another’s is in it', () => {
    expect(planOf({ owner: 'ben' }, 'ana')).toBeUndefined();
  });

  test('fails for an order of other indexes, naming only the owner’s', () => {
    expect(refusalOf({ sort: 'size' }, 'ana')).toMatchObject({ message: expect.stringMatching(/A list goes by owner and, if wanted, status and title, in the order of updatedAt\.$/) });
  });
});

describe('what a list shows', () => {
  test('what the index holds, and its keys', () => {
    expect(planOf({ owner: 'ana' })!.shown).toEqual(['id', 'owner', 'status', 'title', 'createdAt', 'updatedAt']);
  });

  test('the fields asked for', () => {
    expect(planOf({ fields: 'title,id' })).toMatchObject({ shown: ['id', 'title'], narrowed: true });
  });

  test.each([[{ fields: 'secret' }, 'secret'], [{ fields: 'title,$deletedAt' }, '$deletedAt'], [{ owner: 'ana', fields: 'size' }, 'size'], [{ fields: '__proto__' }, '__proto__']])(
    'fails for %j', (query, name) => {
      expect(refusalOf(query)).toMatchObject({ status: 400, errors: [{ parameter: 'fields', detail: expect.stringContaining(`There is no ${name} here; there are id, owner`) }] });
    });
});

describe('where a list goes on', () => {
  const query = { 'status': 'OPEN', 'size.gte': '1', 'size.lt': '3' };
  const arePlaces = (places: readonly unknown[], asked: Record<string, string> = query) => arePlacesOf(places as Place[], planOf(asked)!, DEFINITION);

  test('at keys of the index that are in bounds', () => {
    expect(arePlaces([['1', 'a', 'b']])).toBe(true);
    expect(arePlaces([['2.99', 'a', 'b']])).toBe(true);
    for (const number of ['20e-1', '0.2E+1', `1.${'1'.repeat(37)}`, `0002.${'0'.repeat(60)}`]) { expect([number, arePlaces([[number, 'a', 'b']])]).toEqual([number, true]); }
    expect(arePlaces([['a', 'b']], {})).toBe(true);
    expect(arePlaces([['c', 'a'], null, 'end', ['c', 'b']], { status: 'OPEN' })).toBe(true);
  });

  test.each([
    ['0.99', 'a', 'b'], ['3', 'a', 'b'], ['', 'a', 'b'], ['x', 'a', 'b'], ['1e999', 'a', 'b'], ['0x1', 'a', 'b'], [`1.${'1'.repeat(40)}`, 'a', 'b'], [`1.${'1'.repeat(38)}`, 'a', 'b'], [`1.${'0'.repeat(40)}1`, 'a', 'b'],
    ['1', '', 'b'], ['1', 'x'.repeat(2049), 'b'], ['1', 'a', 'x'.repeat(1025)], ['1', '\ud800', 'b'], ['1', 'a'], ['1', 'a', 'b', 'c'],
  ])('fails for a place that the index has not: %#', (...place) => {
    expect(arePlaces([place])).toBe(false);
  });

  test('fails for places of more or fewer partitions', () => {
    expect(arePlaces([['1', 'a', 'b'], 'end'])).toBe(false);
    expect(arePlaces([['c', 'a'], null], { status: 'OPEN' })).toBe(false);
  });

  test('a cursor is for one caller, index, value, filters, bounds and order', () => {
    const queries: Record<string, string>[] = [
      {}, { status: 'OPEN' }, { status: 'CLOSED' }, { status: 'OPEN', title: 'x' }, { 'status': 'OPEN', 'createdAt.lt': 'x' }, { 'status': 'OPEN', 'createdAt.gte': 'x' },
      { status: 'OPEN', sort: '-createdAt' }, { status: 'OPEN', sort: 'size' },
    ];
    const scopes = queries.flatMap((asked) => ['ana', undefined].map((sub) => JSON.stringify(scopeOfCursor(planOf(asked)!, DEFINITION, sub))));

    expect(new Set(scopes).size).toBe(scopes.length);
    expect(scopeOfCursor(planOf({ status: 'OPEN', title: 'x', owner: 'ana' })!, DEFINITION)).toEqual(scopeOfCursor(planOf({ owner: 'ana', title: 'x', status: 'OPEN', limit: '3', fields: 'id' })!, DEFINITION));
    expect(scopeOfCursor(planOf({ status: 'OPEN' })!, DEFINITION)).toEqual(scopeOfCursor(planOf({ status: 'OPEN', sort: 'createdAt' })!, DEFINITION));
  });

  test('the cursor of a cached list is anybody’s', () => {
    const cached = { ...DEFINITION, cacheSeconds: 60 };

    expect(scopeOfCursor(planOf({}, undefined, cached)!, cached, 'ana')).toEqual(scopeOfCursor(planOf({}, undefined, cached)!, cached, 'ben'));
  });
});
