import { startTicketSystem, ticketId, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem({ definition: { sortKey: 'createdAt' } }); });
afterAll(() => system.stop());
beforeEach(() => {
  system.table.reset();
  system.now = '2026-11-24T10:00:00.000Z';
});

describe('tickets in a table with a sort key', () => {
  test('the id alone finds a ticket, in one round trip, however late', async () => {
    const { body: ticket } = await system.send({ method: 'POST', body: { title: 'x' } });
    system.now = '2026-12-24T10:00:00.000Z';
    system.table.requests.length = 0;

    expect(ticket.createdAt).toBe('2026-11-24T10:00:00.000Z');
    expect((await system.send({ id: ticket.id })).body).toEqual(ticket);
    expect(await system.send({ method: 'PUT', id: ticket.id, body: { title: 'y' } })).toMatchObject({ status: 200, body: { title: 'y', createdAt: ticket.createdAt, version: 2 } });
    expect(await system.send({ method: 'PATCH', id: ticket.id, body: { title: 'z' } })).toMatchObject({ status: 200, body: { title: 'z', version: 3 } });
    expect(await system.send({ method: 'DELETE', id: ticket.id })).toMatchObject({ status: 204 });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem', 'UpdateItem', 'DeleteItem']);
    expect(system.table.items.size).toBe(0);
  });

  test('fails for an id that is not there', async () => {
    expect(await system.send({ id: ticketId(999) })).toMatchObject({ status: 404 });
    expect(await system.send({ method: 'PATCH', id: ticketId(999), body: { title: 'x' } })).toMatchObject({ status: 404 });
    expect(system.table.items.size).toBe(0);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('fails without a request for %s of an id that no ticket can have', async (method) => {
    for (const id of ['42', ticketId(1).toUpperCase().replace('7000', '7ABC'), '__proto__', '']) {
      expect(await system.send({ method, id, ...(/^P/.test(method) && { body: { title: 'x' } }) })).toMatchObject({ status: 404 });
    }
    expect(system.table.requests).toEqual([]);
  });
});
