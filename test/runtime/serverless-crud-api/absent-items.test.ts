import { DELETED_AT, EXPIRES_AT } from '../../../src/contract/serverless-crud-api';
import { startTicketSystem, type Answer, type TicketSystem } from '../../support/ticket-system';

const NOW_SECONDS = Date.parse('2026-11-24T10:00:00.000Z') / 1000;

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => { system = await startTicketSystem(); });
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'x', details: {} } })).body;
});

const requests = () => [
  { id: ticket.id },
  { method: 'HEAD', id: ticket.id },
  { method: 'PUT', id: ticket.id, body: { title: 'y' } },
  { method: 'PATCH', id: ticket.id, body: { title: 'y' } },
  { method: 'PATCH', id: ticket.id, body: { details: { a: 1 } } },
  { method: 'DELETE', id: ticket.id },
  { method: 'DELETE', id: ticket.id, headers: { 'If-Match': '"1"' } },
];

describe('a ticket that is not to be seen any more', () => {
  test.each([
    ['has expired this second', { [EXPIRES_AT]: { N: String(NOW_SECONDS) } }],
    ['expired long ago', { [EXPIRES_AT]: { N: '1' } }],
    ['is deleted', { [DELETED_AT]: { S: '2026-11-24T09:00:00.000Z' }, [EXPIRES_AT]: { N: String(NOW_SECONDS + 60) } }],
  ])('fails for one that %s, whatever is asked, and nothing changes', async (_, attributes) => {
    const stored = { ...system.table.items.get(ticket.id)!, ...attributes };
    system.table.items.set(ticket.id, stored);

    for (const request of requests()) { expect(await system.send(request)).toMatchObject({ status: 404 }); }
    expect(system.table.items.get(ticket.id)).toEqual(stored);
  });

  test('one that expires in a second is there, and nothing internal is seen of it', async () => {
    const stored = system.table.items.get(ticket.id)!;
    system.table.items.set(ticket.id, { ...stored, [EXPIRES_AT]: { N: String(NOW_SECONDS + 1) }, '$status-index': { S: 'OPEN#1' } });

    expect((await system.send({ id: ticket.id })).body).toEqual(ticket);
    expect(Object.keys((await system.send({ method: 'PATCH', id: ticket.id, body: {} })).body).sort()).toEqual(Object.keys(ticket).sort());
  });
});
