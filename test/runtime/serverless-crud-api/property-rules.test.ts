import { startTicketSystem, TICKET_PROPERTIES, ticketValidators, type Answer, type TicketSystem } from '../../support/ticket-system';

const { size, ...WRITABLE } = TICKET_PROPERTIES;

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => {
  system = await startTicketSystem({
    definition: { readOnly: ['size'], immutable: ['reminder', 'tags'] },
    validators: ticketValidators({ properties: WRITABLE }, WRITABLE),
  });
});
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'x', tags: ['a', 'b'] } })).body;
  system.table.items.get(ticket.id)!.size = { N: '7' };
  system.table.requests.length = 0;
});

const put = (body: unknown, headers: Record<string, string> = {}) => system.send({ method: 'PUT', id: ticket.id, body, headers });
const patch = (body: unknown, headers: Record<string, string> = {}) => system.send({ method: 'PATCH', id: ticket.id, body, headers });

describe('a property that only the server sets', () => {
  test.each(['POST', 'PUT', 'PATCH'])('fails for %s that sends it, at the field', async (method) => {
    const answer = await system.send({ method, ...(method !== 'POST' && { id: ticket.id }), body: { title: 'x', tags: ['a', 'b'], size: 7 } });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/size', detail: 'size is set by the server.' }] } });
    expect(system.table.requests).toEqual([]);
  });

  test('is kept by a replacement and by a merge', async () => {
    expect(await put({ title: 'y', tags: ['a', 'b'] })).toMatchObject({ status: 200, body: { size: 7 } });
    expect(await patch({ details: { a: 1 } })).toMatchObject({ status: 200, body: { size: 7, details: { a: 1 } } });
  });

  test('is not named among those a client may send', async () => {
    expect((await patch({ colour: 'red' })).body.errors).toEqual([{ pointer: '/colour', detail: 'There is no such field; there are title, status, reminder, tags, details.' }]);
  });
});

describe('a property that keeps its first value', () => {
  test('may be sent again as it is', async () => {
    expect(await put({ title: 'y', tags: ['a', 'b'] })).toMatchObject({ status: 200, body: { title: 'y', tags: ['a', 'b'] } });
    expect(await patch({ tags: ['a', 'b'], title: 'z' })).toMatchObject({ status: 200, body: { title: 'z' } });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test.each([
    ['changes it', () => patch({ tags: ['b', 'a'] }), 'tags keeps the value that it was created with.'],
    ['removes it', () => patch({ tags: null }), 'tags keeps the value that it was created with.'],
    ['leaves it out of the whole', () => put({ title: 'y' }), 'tags keeps the value that it was created with.'],
    ['changes it beside a merge', () => patch({ tags: [], details: {} }), 'tags keeps the value that it was created with.'],
  ])('fails for a change that %s, at the field, and nothing changes', async (_, change, detail) => {
    const stored = system.table.items.get(ticket.id);

    expect(await change()).toMatchObject({ status: 409, body: { title: 'Conflict', errors: [{ pointer: '/tags', detail }] } });
    expect(system.table.items.get(ticket.id)).toEqual(stored);
  });

  test('fails for one that was created without it', async () => {
    expect(await patch({ reminder: 'late' })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/reminder' }] } });
    expect(await patch({ reminder: 'late', tags: [] })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/reminder' }, { pointer: '/tags' }] } });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test('a stale version is told before', async () => {
    expect(await patch({ tags: [] }, { 'If-Match': '"7"' })).toMatchObject({ status: 412 });
  });

  test('fails as absent for a ticket that is not there', async () => {
    expect(await system.send({ method: 'PATCH', id: 'x', body: { tags: [] } })).toMatchObject({ status: 404 });
  });
});
