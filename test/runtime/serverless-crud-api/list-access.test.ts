import fc from 'fast-check';
import { sealCursor } from '../../../src/runtime/serverless-crud-api/cursor';
import { planList, scopeOfCursor } from '../../../src/runtime/serverless-crud-api/list-plan';
import { readListRequest } from '../../../src/runtime/serverless-crud-api/list-request';
import type { Place } from '../../../src/runtime/serverless-crud-api/page-fill';
import { ANA, BEN } from '../../support/events';
import { keepItem, listed } from '../../support/listed';
import { startTicketSystem, ticketDefinition, type TicketSystem } from '../../support/ticket-system';

const DEFINITION = ticketDefinition({
  properties: ['owner', 'status', 'title'],
  ownerAttribute: 'owner',
  access: { list: { owner: true, groups: ['admin'] } },
  indexes: [
    { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: [], shards: 1 },
    { name: 'owner-index', partitionKey: 'owner', sortKey: 'createdAt', filters: ['status'], shards: 1 },
    { name: 'owner-title-index', partitionKey: 'owner', sortKey: 'title', filters: [], shards: 3 },
  ],
  queryTypes: { owner: 'string', status: 'string', title: 'string' },
});
const ADMIN = { 'sub': 'admin', 'token_use': 'id', 'cognito:groups': 'admin' };

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem({ definition: DEFINITION }); });
beforeEach(() => {
  system.table.reset();
  for (let i = 0; i < 12; i++) {
    const item = { id: `t${i}`, owner: (i % 2 ? ANA : BEN).sub, status: i % 3 ? 'OPEN' : 'CLOSED', title: `t${i % 4}`, createdAt: `2026-11-24T10:00:${10 + i}.000Z` };
    keepItem(system.table, DEFINITION, item);
  }
});
afterAll(() => system.stop());

const planOf = (query: Record<string, string>) => (
  planList(readListRequest(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])), DEFINITION), DEFINITION, ANA.sub)!
);
const idsOf = async (query: Record<string, string>, claims: { readonly [name: string]: unknown } = ANA) => (
  (await listed(system, query, claims)).body.items.map(({ id }: { id: string }) => id)
);

describe('a list that is one’s own', () => {
  test('holds the caller’s items alone, whatever is asked', async () => {
    expect(await idsOf({})).toEqual(['t1', 't3', 't5', 't7', 't9', 't11']);
    expect(await idsOf({}, BEN)).toEqual(['t0', 't2', 't4', 't6', 't8', 't10']);
    expect(await idsOf({ status: 'CLOSED' })).toEqual(['t3', 't9']);
    expect(await idsOf({ owner: ANA.sub, sort: '-createdAt' })).toEqual(['t11', 't9', 't7', 't5', 't3', 't1']);
    expect((await idsOf({ sort: 'title' })).sort()).toEqual(['t1', 't11', 't3', 't5', 't7', 't9']);
    expect(system.table.requests).not.toContain('Scan');
  });

  test('holds nothing of another’s, and asks nothing of the table', async () => {
    expect((await listed(system, { owner: BEN.sub })).body).toEqual({ items: [] });
    expect(system.table.requests).toEqual([]);
  });

  test('fails for what would take another index', async () => {
    expect(await listed(system, { status: 'OPEN', sort: 'title' })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'status' }, { parameter: 'sort' }] } });
  });

  test('is everybody’s for who is entitled', async () => {
    expect(await idsOf({}, ADMIN)).toHaveLength(12);
    expect(await idsOf({ status: 'CLOSED' }, ADMIN)).toEqual(['t0', 't3', 't6', 't9']);
    expect(await idsOf({ owner: BEN.sub }, ADMIN)).toHaveLength(6);
  });

  test('no forged cursor shows what is another’s, nor is a fault of the server', async () => {
    const key = fc.oneof(fc.constantFrom('t0', 't2', 't5', '2026-11-24T10:00:12.000Z', BEN.sub), fc.string({ unit: 'binary' }));
    const place = fc.oneof(fc.constant(null), fc.constant('end' as const), fc.array(key, { minLength: 1, maxLength: 4 }));
    const query = fc.constantFrom<Record<string, string>>({}, { status: 'OPEN' }, { sort: 'title' }, { sort: '-createdAt' }, { 'createdAt.gte': '2026-11-24T10:00:15' });
    const forged = fc.oneof(fc.array(place, { minLength: 1, maxLength: 4 }), fc.tuple(fc.tuple(key, key)));
    await fc.assert(fc.asyncProperty(query, forged, async (asked, places) => {
      const cursor = sealCursor(scopeOfCursor(planOf(asked), DEFINITION, ANA.sub), places as Place[]);
      const { status, body } = await listed(system, { ...asked, cursor });

      expect([200, 400]).toContain(status);
      if (status === 400) { expect(body.errors).toMatchObject([{ parameter: 'cursor' }]); }
      for (const { owner } of body.items ?? []) { expect(owner).toBe(ANA.sub); }
    }), { numRuns: 300 });
  }, 60_000);

  test('a place that a cursor was forged for in one’s own list is one', async () => {
    const cursor = sealCursor(scopeOfCursor(planOf({}), DEFINITION, ANA.sub), [['2026-11-24T10:00:16.000Z', 't6']]);

    expect(await idsOf({ cursor })).toEqual(['t7', 't9', 't11']);
  });
});

describe('a list that everybody may read', () => {
  test('goes on for who has no token', async () => {
    const open = await startTicketSystem({ definition: { ...DEFINITION, access: { list: { public: true } } } });
    for (let i = 0; i < 3; i++) { keepItem(open.table, DEFINITION, { id: `t${i}`, owner: ANA.sub, title: 'x' }); }
    const first = await listed(open, { limit: '2' }, null);

    expect((await listed(open, first.onward!, null)).body.items).toMatchObject([{ id: 't2' }]);
    await open.stop();
  });
});

describe('a cached list', () => {
  test('is the same for every caller, its cursor too', async () => {
    const cached = await startTicketSystem({ definition: { ...DEFINITION, access: { list: { authenticated: true } }, cacheSeconds: 60 } });
    for (let i = 0; i < 5; i++) { keepItem(cached.table, DEFINITION, { id: `t${i}`, owner: ANA.sub, title: 'x', status: 'OPEN' }); }
    const ana = await listed(cached, { limit: '2', status: 'OPEN', utm_source: 'mail' }, ANA);
    const ben = await listed(cached, { limit: '2', status: 'OPEN' }, BEN);

    expect(ana.body).toEqual(ben.body);
    expect(ana.headers.Link).toBe(ben.headers.Link);
    expect((await listed(cached, ana.onward!, BEN)).body.items).toHaveLength(2);
    await cached.stop();
  });
});
