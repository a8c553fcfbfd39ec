import fc from 'fast-check';
import { shardOf } from '../../../src/runtime/serverless-crud-api/shards';
import { startTicketSystem, ticketId, type Answer, type TicketSystem } from '../../support/ticket-system';

const index = { name: 'status-index', partitionKey: 'status', sortKey: 'createdAt', filters: [], shards: 4 };

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => {
  system = await startTicketSystem({ definition: { indexes: [index, { ...index, name: 'size-index', partitionKey: 'size' }, { ...index, name: 'plain', shards: 1 }] } });
});
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'x', status: 'OPEN', size: 1.50 } })).body;
  system.table.requests.length = 0;
});

const spread = () => Object.fromEntries(Object.entries(system.table.items.get(ticket.id)!).filter(([name]) => name.startsWith('$')));
const key = (value: string) => ({ S: `${value}#${shardOf(ticket.id, 4)}` });

describe('a ticket in an index that is spread over partitions', () => {
  test('is stored with the partition that its id says, for each such index', () => {
    expect(spread()).toEqual({ '$status-index': key('OPEN'), '$size-index': key('1.5') });
    expect(Object.keys(ticket).filter((name) => name.startsWith('$'))).toEqual([]);
  });

  test('moves with its value, in one round trip', async () => {
    await system.send({ method: 'PATCH', id: ticket.id, body: { status: 'CLOSED' } });
    expect(spread()).toEqual({ '$status-index': key('CLOSED'), '$size-index': key('1.5') });

    await system.send({ method: 'PUT', id: ticket.id, body: { title: 'x', status: 'OPEN', size: -2 } });
    expect(spread()).toEqual({ '$status-index': key('OPEN'), '$size-index': key('-2') });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test('leaves the index with its value', async () => {
    await system.send({ method: 'PATCH', id: ticket.id, body: { size: null } });
    expect(spread()).toEqual({ '$status-index': key('OPEN') });

    await system.send({ method: 'PUT', id: ticket.id, body: { title: 'x' } });
    expect(spread()).toEqual({});
  });

  test('is in none without a value', async () => {
    ticket = (await system.send({ method: 'POST', body: { title: 'x' } })).body;

    expect(spread()).toEqual({});
  });
});

describe('the shard of an id', () => {
  test('is one of those there are, always the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (id, shards) => {
      expect(shardOf(id, shards)).toBe(shardOf(id, shards));
      expect(Array.from({ length: shards }, (_, shard) => shard)).toContain(shardOf(id, shards));
    }));
  });

  test('ids of one millisecond are spread evenly, within a third', () => {
    const counts = new Array(10).fill(0);
    for (let n = 0; n < 10_000; n++) { counts[shardOf(ticketId(n), 10)]++; }

    expect(Math.min(...counts)).toBeGreaterThan(667);
    expect(Math.max(...counts)).toBeLessThan(1333);
  });
});
