import { ANA, BEN } from '../../support/events';
import { startTicketSystem, type Answer, type TicketSystem } from '../../support/ticket-system';

const INDEXES = [
  { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: ['title', 'urgent'], shards: 1 },
  { name: 'owner-index', partitionKey: 'owner', sortKey: 'size', filters: [], shards: 1, projected: ['title', 'status'] },
  { name: 'title-index', partitionKey: 'title', sortKey: 'createdAt', filters: ['status'], shards: 4 },
  { name: 'size-index', partitionKey: 'size', sortKey: 'updatedAt', filters: [], shards: 2 },
];
const TYPES = { status: 'string', title: 'string', owner: 'string', size: 'number', urgent: 'boolean' } as const;
const PROPERTIES = ['notes', 'owner', 'secret', 'size', 'status', 'title', 'urgent'];

let system: TicketSystem;
beforeAll(async () => {
  system = await startTicketSystem({ definition: { indexes: INDEXES, queryTypes: TYPES, properties: PROPERTIES, writeOnly: ['secret'] } });
});
beforeEach(() => system.table.reset());
afterAll(() => system.stop());

interface Stored { readonly [name: string]: string | number | boolean }

/** Keeps an item as a write would: created in the order of ids, spread by its number. */
function keep(number: number, members: Stored = {}) {
  const id = `t${String(number).padStart(3, '0')}`;
  const time = `2026-11-24T10:${String(Math.floor(number / 60)).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}.000Z`;
  const item: Stored = { id, title: 'a', status: 'OPEN', createdAt: time, updatedAt: time, version: 1, ...members };
  const spread = { '$title-index': `${item.title}#${number % 4}`, ...(item.size !== undefined && { '$size-index': `${item.size}#${number % 2}` }) };
  const attributes = Object.entries({ ...item, ...spread }).map(([name, value]) => (
    [name, typeof value === 'number' ? { N: String(value) } : typeof value === 'boolean' ? { BOOL: value } : { S: value }]
  ));
  system.table.items.set(id, Object.fromEntries(attributes));
}
function keepMany(count: number, membersOf: (number: number) => Stored = () => ({})) {
  for (let i = 0; i < count; i++) { keep(i, membersOf(i)); }
}

const list = (query: Record<string, string> = {}, claims = ANA) => system.send({ query, claims });
const idsOf = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);

/** Follows the links to the end; the pages' ids. */
async function walk(query: Record<string, string>): Promise<string[][]> {
  const pages: string[][] = [];
  let url: URL | undefined = new URL(`https://api.example/dev/v1/tickets?${new URLSearchParams(query)}`);
  while (url) {
    const answer: Answer = await list(Object.fromEntries(url.searchParams));
    expect(answer.status).toBe(200);
    pages.push(idsOf(answer));
    const link: RegExpExecArray | null = /^<([^>]*)>; rel="next"$/.exec(String(answer.headers.Link ?? ''));
    expect(link === null).toBe(answer.body.next === undefined);
    url = link ? new URL(link[1], url) : undefined;
  }
  return pages;
}

describe('a list by an index', () => {
  test('holds the items of one value in their order, in one request', async () => {
    keepMany(30, (i) => ({ status: i % 3 === 0 ? 'CLOSED' : 'OPEN' }));

    expect(idsOf(await list({ status: 'CLOSED' }))).toEqual(['t000', 't003', 't006', 't009', 't012', 't015', 't018', 't021', 't024', 't027']);
    expect(idsOf(await list({ status: 'CLOSED', sort: '-createdAt', limit: '2' }))).toEqual(['t027', 't024']);
    expect(system.table.requests).toEqual(['Query', 'Query']);
  });

  test('is bounded from one end of the order, or both', async () => {
    keepMany(10);
    const at = (second: number) => `2026-11-24T10:00:0${second}.000Z`;

    expect(idsOf(await list({ 'status': 'OPEN', 'createdAt.gte': at(3) }))).toEqual(['t003', 't004', 't005', 't006', 't007', 't008', 't009']);
    expect(idsOf(await list({ 'status': 'OPEN', 'createdAt.lt': at(2) }))).toEqual(['t000', 't001']);
    expect(idsOf(await list({ 'status': 'OPEN', 'createdAt.gte': at(3), 'createdAt.lt': at(5), 'sort': '-createdAt' }))).toEqual(['t004', 't003']);
    expect(idsOf(await list({ 'status': 'OPEN', 'createdAt.gte': at(3), 'createdAt.lt': at(3) }))).toEqual([]);
  });

  test('is ordered and bounded by numbers', async () => {
    keepMany(6, (i) => ({ owner: 'ana', size: [10, 9, 100, -1, 0.5, 9][i] }));

    expect((await list({ owner: 'ana' })).body.items).toHaveLength(6);
    expect(idsOf(await list({ 'owner': 'ana', 'size.gte': '0.5', 'size.lt': '10', 'sort': '-size' })).sort()).toEqual(['t001', 't004', 't005']);
    expect(idsOf(await list({ 'owner': 'ana', 'sort': '-size', 'size.lt': '9' }))).toEqual(['t004', 't003']);
  });

  test('shows what the index holds, never what is write-only or internal', async () => {
    keep(1, { owner: 'ana', size: 1, secret: 'x' });

    expect((await list({ owner: 'ana' })).body.items).toEqual([{ id: 't001', owner: 'ana', size: 1, status: 'OPEN', title: 'a' }]);
    expect(Object.keys((await list({ title: 'a' })).body.items[0])).toEqual(['id', 'owner', 'size', 'status', 'title', 'createdAt', 'updatedAt', 'version']);
    expect(Object.keys((await list()).body.items[0])).toEqual(['id', 'owner', 'size', 'status', 'title', 'createdAt', 'updatedAt', 'version']);
  });

  test('shows the fields asked for', async () => {
    keep(1, { owner: 'ana', size: 1 });

    expect((await list({ fields: 'title,urgent' })).body.items).toEqual([{ title: 'a' }]);
    expect((await list({ title: 'a', fields: 'version,id' })).body.items).toEqual([{ id: 't001', version: 1 }]);
    expect((await list({ owner: 'ana', fields: 'status' })).body.items).toEqual([{ status: 'OPEN' }]);
  });

  test('the way to the next page keeps what was asked', async () => {
    keepMany(9, () => ({ urgent: true }));
    const { headers, body } = await list({ status: 'OPEN', urgent: 'true', sort: '-createdAt', fields: 'id', limit: '4' });

    expect(headers.Link).toBe(`<?status=OPEN&urgent=true&sort=-createdAt&fields=id&limit=4&cursor=${body.next}>; rel="next"`);
    expect(await walk({ status: 'OPEN', urgent: 'true', sort: '-createdAt', fields: 'id', limit: '4' })).toEqual([
      ['t008', 't007', 't006', 't005'], ['t004', 't003', 't002', 't001'], ['t000'],
    ]);
  });

  test('a value that an address can’t hold as it is comes through the link', async () => {
    const title = 'ñ & 100 %<>"+/?#';
    keepMany(3, () => ({ title }));

    expect((await walk({ title, limit: '1' })).flat()).toEqual(['t000', 't001', 't002']);
  });
});

describe('a list with a filter that drops items', () => {
  test('is full all the same', async () => {
    keepMany(200, (i) => ({ urgent: i % 10 === 0 }));
    const answer = await list({ status: 'OPEN', urgent: 'true', limit: '5' });

    expect(idsOf(answer)).toEqual(['t000', 't010', 't020', 't030', 't040']);
    expect(system.table.requests.length).toBeLessThanOrEqual(4);
    expect((await walk({ status: 'OPEN', urgent: 'true', limit: '7' })).slice(0, 2).map(({ length }) => length)).toEqual([7, 7]);
  });

  test('ends short with a way on when it has made ten further requests', async () => {
    keepMany(2_500, (i) => ({ urgent: i === 2_499 }));
    const answer = await list({ status: 'OPEN', urgent: 'true', limit: '1' });

    expect(answer.body).toMatchObject({ items: [], next: expect.any(String) });
    expect(system.table.requests).toHaveLength(11);
    expect((await walk({ status: 'OPEN', urgent: 'true', limit: '1' })).flat()).toEqual(['t2499']);
  });

  test('hides what is deleted or has expired, though it is still stored, and is full', async () => {
    keepMany(30, (i) => ({ ...(i % 3 === 0 && { $deletedAt: 'x' }), ...(i % 3 === 1 && { $expiresAt: Date.parse(system.now) / 1000 + (i > 15 ? 1 : 0) }) }));
    const kept = Array.from({ length: 30 }, (_, i) => i).filter((i) => i % 3 === 2 || (i % 3 === 1 && i > 15)).map((i) => `t${String(i).padStart(3, '0')}`);

    for (const query of [{}, { status: 'OPEN' }, { title: 'a' }, { fields: 'id' }, { status: 'OPEN', fields: 'id' }] as Record<string, string>[]) {
      const pages = await walk({ ...query, limit: '4' });
      expect(pages.flat()).toEqual(kept);
      expect(pages[0]).toHaveLength(4);
    }
  });
});

describe('a list by a spread index', () => {
  test('is ordered and full, in one request a shard', async () => {
    keepMany(50);
    const answer = await list({ title: 'a', limit: '20' });

    expect(idsOf(answer)).toEqual(Array.from({ length: 20 }, (_, i) => `t${String(i).padStart(3, '0')}`));
    expect(system.table.requests).toEqual(['Query', 'Query', 'Query', 'Query']);
    expect((await walk({ title: 'a', limit: '20', sort: '-createdAt' })).map(({ length }) => length)).toEqual([20, 20, 10]);
  });

  test('is full although a filter drops items, in ten requests besides one a shard', async () => {
    keepMany(400, (i) => ({ status: i % 40 < 2 ? 'CLOSED' : 'OPEN' }));
    const answer = await list({ title: 'a', status: 'CLOSED', limit: '8' });

    expect(idsOf(answer)).toEqual(['t000', 't001', 't040', 't041', 't080', 't081', 't120', 't121']);
    expect(system.table.requests.length).toBeLessThanOrEqual(14);
  });

  test('takes numbers', async () => {
    keepMany(5, (i) => ({ size: i < 4 ? 1e21 : 2 }));

    expect(idsOf(await list({ size: '1000000000000000000000' }))).toEqual(['t000', 't001', 't002', 't003']);
  });
});

describe('a page of large items', () => {
  test('ends before it is larger than Lambda answers, and goes on', async () => {
    keepMany(15, () => ({ notes: '\u0001'.repeat(100_000) })); // 1 byte stored, 6 as JSON, 7 as JSON in JSON
    const { text } = await list();

    expect(Buffer.byteLength(JSON.stringify({ body: text }))).toBeGreaterThan(4_000_000);
    expect(Buffer.byteLength(JSON.stringify({ body: text }))).toBeLessThan(5_100_000);
    expect((await walk({})).map(({ length }) => length)).toEqual([7, 7, 1]);
  });

  test('is short where 1 MB holds fewer, since nothing was dropped: one request', async () => {
    keepMany(10, () => ({ notes: 'x'.repeat(300_000) }));

    expect((await list()).body).toMatchObject({ items: [{ id: 't000' }, { id: 't001' }, { id: 't002' }, { id: 't003' }], next: expect.any(String) });
    expect(system.table.requests).toEqual(['Scan']);
  });
});

describe('a cursor', () => {
  test('fails for another query, order, index or caller', async () => {
    keepMany(5);
    const { body: { next } } = await list({ status: 'OPEN', limit: '2' });
    const refused: [Record<string, string>, typeof ANA][] = [
      [{ status: 'CLOSED' }, ANA], [{ status: 'OPEN', title: 'a' }, ANA], [{ status: 'OPEN', sort: '-createdAt' }, ANA], [{}, ANA], [{ title: 'a' }, ANA],
      [{ 'status': 'OPEN', 'createdAt.gte': '2' }, ANA], [{ status: 'OPEN' }, BEN],
    ];

    expect((await list({ status: 'OPEN', cursor: next, limit: '3', fields: 'id' })).body.items).toEqual([{ id: 't002' }, { id: 't003' }, { id: 't004' }]);
    for (const [query, claims] of refused) {
      expect(await list({ ...query, cursor: next }, claims)).toMatchObject({ status: 400, body: { errors: [{ parameter: 'cursor' }] } });
    }
  });
});

describe('when DynamoDB fails', () => {
  test.each(['ProvisionedThroughputExceededException', 'ThrottlingException'])('a list is to be tried again later: %s', async (type) => {
    keepMany(5);
    for (const query of [{ status: 'OPEN' }, { title: 'a' }] as Record<string, string>[]) {
      system.table.fail({ status: 400, type });
      expect(await list(query)).toMatchObject({ status: 503, headers: { 'Retry-After': expect.stringMatching(/^\d+$/) } });
    }
  });
});
