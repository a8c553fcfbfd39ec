import { startTicketSystem, ticketId, type Answer, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => { system = await startTicketSystem(); });
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  system.now = '2026-11-24T10:00:00.000Z';
  ticket = (await system.send({ method: 'POST', body: { title: 'Prueba', status: 'OPEN', tags: ['a'] } })).body;
  system.table.requests.length = 0;
  system.now = '2026-11-24T11:00:00.000Z';
});

const replace = (body: unknown, headers: Record<string, string> = {}) => system.send({ method: 'PUT', id: ticket.id, body, headers });

describe('replacing a ticket', () => {
  test('the ticket is what was sent and nothing else, in one round trip', async () => {
    const answer = await replace({ title: 'Otra', reminder: null });

    expect(answer).toMatchObject({ status: 200, headers: { ETag: '"2"' } });
    expect(answer.body).toEqual({
      id: ticket.id, title: 'Otra', reminder: null, createdAt: ticket.createdAt, updatedAt: '2026-11-24T11:00:00.000Z', version: 2,
    });
    expect(system.table.requests).toEqual(['UpdateItem']);
    expect((await system.send({ id: ticket.id })).body).toEqual(answer.body);
  });

  test('replacing is complete: every declared field can be set at once', async () => {
    const whole = { title: 'T', status: 'CLOSED', size: 3, reminder: 'r', tags: [], details: { a: null } };

    expect((await replace(whole)).body).toMatchObject(whole);
  });

  test('it never creates', async () => {
    expect(await system.send({ method: 'PUT', id: ticketId(999), body: { title: 'x' } })).toMatchObject({ status: 404 });
    expect(await system.send({ method: 'PUT', id: ticketId(999), body: { title: 'x' }, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 404 });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
    expect(system.table.items.size).toBe(1);
  });

  test('of two clients that read the same version, the second is told', async () => {
    expect(await replace({ title: 'first' }, { 'If-Match': '"1"' })).toMatchObject({ status: 200 });
    expect(await replace({ title: 'second' }, { 'If-Match': '"1"' })).toMatchObject({ status: 412, body: { title: 'Precondition Failed' } });
    expect(system.table.items.get(ticket.id)).toMatchObject({ title: { S: 'first' }, version: { N: '2' } });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test('fails for a ticket that is not whole, or has what the server sets', async () => {
    expect(await replace({ status: 'OPEN' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/title' }] } });
    expect(await replace({ title: 'x', version: 1 })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/version' }] } });
  });

  test('fails for a merge patch', async () => {
    expect(await replace({ title: 'x' }, { 'Content-Type': 'application/merge-patch+json' })).toMatchObject({ status: 415 });
  });

  test('fails without If-Match where the resource demands it', async () => {
    const strict = await startTicketSystem({ definition: { concurrency: 'required' } });
    const { body: { id } } = await strict.send({ method: 'POST', body: { title: 'Prueba' } });

    expect(await strict.send({ method: 'PUT', id, body: { title: 'x' } })).toMatchObject({ status: 428 });
    expect(await strict.send({ method: 'PATCH', id, body: { title: 'x' } })).toMatchObject({ status: 428 });
    expect(await strict.send({ method: 'PUT', id, body: { title: 'x' }, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 200 });
    await strict.stop();
  });
});
