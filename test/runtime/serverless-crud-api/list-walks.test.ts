import fc from 'fast-check';
import { dropItem, keepItem, listed, type Step } from '../../support/listed';
import { startTicketSystem, ticketDefinition, ticketId, type TicketSystem } from '../../support/ticket-system';

const DEFINITION = ticketDefinition({
  sortKey: 'createdAt',
  properties: ['rank', 'status', 'title', 'urgent'],
  indexes: [
    { name: 'status-index', partitionKey: 'status', sortKey: 'rank', filters: ['urgent'], shards: 1 },
    { name: 'title-index', partitionKey: 'title', sortKey: 'rank', filters: ['urgent'], shards: 5 },
    { name: 'title-time-index', partitionKey: 'title', sortKey: 'createdAt', filters: [], shards: 3 },
  ],
  queryTypes: { status: 'string', title: 'string', rank: 'number', urgent: 'boolean' },
});

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem({ definition: DEFINITION }); });
beforeEach(() => system.table.reset());
afterAll(() => system.stop());

interface Ticket { readonly [name: string]: string | number | boolean; readonly id: string; readonly rank: number }

/** One of 60 tickets, which share five ranks and ten times of creation. */
const number = fc.integer({ min: 0, max: 59 });
function ticketOf(n: number): Ticket {
  const createdAt = `2026-11-24T10:00:0${n % 10}.000Z`;
  return { id: ticketId(n, createdAt), createdAt, title: 'a', status: 'OPEN', rank: [0, 1, 2.5, -3, 1e21][n % 5], urgent: n % 3 > 0 };
}

const lists: { query: Record<string, string>; holds?: (ticket: Ticket) => boolean; by?: string }[] = [
  { query: {} },
  { query: { status: 'OPEN' }, by: 'rank' },
  { query: { 'status': 'OPEN', 'sort': '-rank', 'rank.gte': '0', 'rank.lt': '1e21' }, by: 'rank', holds: ({ rank }) => rank >= 0 && rank < 1e21 },
  { query: { status: 'OPEN', sort: '-rank', urgent: 'true' }, by: 'rank', holds: ({ urgent }) => urgent === true },
  { query: { title: 'a' }, by: 'rank' },
  { query: { title: 'a', sort: '-rank' }, by: 'rank' },
  { query: { 'title': 'a', 'urgent': 'false', 'rank.lt': '2.5' }, by: 'rank', holds: ({ rank, urgent }) => !urgent && rank < 2.5 },
  { query: { title: 'a', sort: '-createdAt' }, by: 'createdAt' },
];

test.each(lists)('walking $query while tickets come and go shows each that stood still once, in order', async ({ query, holds = () => true, by }) => {
  const changes = fc.array(fc.record({ number, comes: fc.boolean() }), { maxLength: 12 });
  await fc.assert(fc.asyncProperty(
    fc.uniqueArray(number, { maxLength: 40 }), fc.array(changes, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 9 }),
    async (first, batches, limit) => {
      system.table.reset();
      first.forEach((n) => keepItem(system.table, DEFINITION, ticketOf(n)));
      const moved = new Set<number>();
      const seen: Ticket[] = [];
      let onward: Record<string, string> | undefined = { ...query, limit: String(limit) };
      for (let page = 0; onward; page++) {
        expect(page).toBeLessThan(200);
        const step: Step = await listed(system, onward);
        expect(step.status).toBe(200);
        seen.push(...step.body.items);
        onward = step.onward;
        for (const { number: n, comes } of batches[page] ?? []) {
          moved.add(n);
          if (comes) { keepItem(system.table, DEFINITION, ticketOf(n)); } else { dropItem(system.table, DEFINITION, ticketOf(n)); }
        }
      }
      const still = first.filter((n) => !moved.has(n)).map(ticketOf).filter(holds).map(({ id }) => id);
      const ids = seen.map(({ id }) => id);
      expect(ids.filter((id) => still.includes(id)).sort()).toEqual(still.sort());
      expect(seen.every((ticket) => holds(ticket))).toBe(true);
      if (by) {
        const order = seen.filter(({ id }) => still.includes(id)).map((ticket) => ticket[by]);
        expect(order).toEqual([...order].sort((a, b) => (query.sort?.startsWith('-') ? -1 : 1) * (a < b ? -1 : Number(a > b))));
      }
    },
  ), { numRuns: 40 });
}, 60_000);
