import { startTicketSystem, ticketValidators, ticketId, type Answer, type TicketSystem } from '../../support/ticket-system';

const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => { system = await startTicketSystem(); });
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  system.now = '2026-11-24T10:00:00.000Z';
  ticket = (await system.send({ method: 'POST', body: { title: 'Prueba', status: 'OPEN', reminder: 'r', details: { a: 1, b: { c: 2 } } } })).body;
  system.table.requests.length = 0;
  system.now = '2026-11-24T11:00:00.000Z';
});

const patch = (body: unknown, headers: Record<string, string> = {}) => system.send({ method: 'PATCH', id: ticket.id, body, headers: { ...MERGE_PATCH, ...headers } });
/** Somebody else changes the ticket just before it is written, the next `times` times. */
const anotherWritesFirst = (times: number) => {
  let left = times;
  system.table.before = (operation) => {
    if (operation !== 'UpdateItem' || left-- <= 0) { return; }
    const item = system.table.items.get(ticket.id)!;
    system.table.items.set(ticket.id, { ...item, size: { N: String(Math.min(left, 9)) }, version: { N: String(Number(item.version.N) + 1) } });
  };
};

describe('patching a ticket', () => {
  test('what was sent changes and the rest stays, in one round trip', async () => {
    const answer = await patch({ status: 'CLOSED', reminder: null, tags: ['x', 'y'] });

    expect(answer).toMatchObject({ status: 200, headers: { ETag: '"2"' } });
    const { reminder, ...rest } = ticket;
    expect(answer.body).toEqual({ ...rest, status: 'CLOSED', tags: ['x', 'y'], updatedAt: '2026-11-24T11:00:00.000Z', version: 2 });
    expect(system.table.requests).toEqual(['UpdateItem']);
    expect((await system.send({ id: ticket.id })).body).toEqual(answer.body);
  });

  test('plain JSON is taken as a merge patch', async () => {
    expect(await patch({ title: 'Otra' }, { 'Content-Type': 'application/json' })).toMatchObject({ status: 200, body: { title: 'Otra' } });
  });

  test('fails for another type, saying which are taken', async () => {
    expect(await patch([], { 'Content-Type': 'application/json-patch+json' })).toMatchObject({
      status: 415, headers: { 'Accept-Patch': 'application/merge-patch+json, application/json' },
    });
  });

  test('an empty patch is a change like any other: it makes a version', async () => {
    expect(await patch({})).toMatchObject({ status: 200, body: { ...ticket, version: 2, updatedAt: '2026-11-24T11:00:00.000Z' } });
    expect(system.table.requests).toEqual(['UpdateItem']);
  });

  test.each([
    ['an unknown field', { owner: 'x' }, '/owner', 'There is no such field'],
    ['a field that the server sets', { version: 9 }, '/version', 'is set by the server'],
    ['the removal of a required field', { title: null }, '/title', 'can’t be removed'],
    ['a field of the wrong type', { size: 'big' }, '/size', 'number'],
  ])('fails for %s', async (_, body, pointer, detail) => {
    const answer = await patch(body);

    expect(answer).toMatchObject({ status: 400, body: { errors: expect.arrayContaining([{ pointer, detail: expect.stringContaining(detail) }]) } });
    expect(system.table.requests).toEqual([]);
  });

  test('fails for a ticket that is not there, in one round trip, and creates none', async () => {
    expect(await system.send({ method: 'PATCH', id: ticketId(999), body: { title: 'x' } })).toMatchObject({ status: 404 });
    expect(system.table.requests).toEqual(['UpdateItem']);
    expect(system.table.items.size).toBe(1);
  });

  test('fails for a version that is no longer there, in one round trip', async () => {
    expect(await patch({ title: 'x' }, { 'If-Match': '"2"' })).toMatchObject({ status: 412 });
    expect(await patch({ title: 'x' }, { 'If-Match': '"1"' })).toMatchObject({ status: 200 });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });
});

describe('patching inside an object, which takes the stored one', () => {
  test('its members are merged', async () => {
    const answer = await patch({ details: { a: null, b: { d: [null] } } });

    expect(answer.body).toEqual({ ...ticket, details: { b: { c: 2, d: [null] } }, updatedAt: '2026-11-24T11:00:00.000Z', version: 2 });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem']);
  });

  test('a change by somebody else in between is kept, too', async () => {
    anotherWritesFirst(2);

    expect(await patch({ details: { a: 7 } })).toMatchObject({ status: 200, body: { size: 0, details: { a: 7, b: { c: 2 } }, version: 4 } });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem', 'UpdateItem', 'UpdateItem']);
  });

  test('fails when others keep changing it', async () => {
    anotherWritesFirst(Infinity);

    expect(await patch({ details: { a: 7 } })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('again') } });
    expect(system.table.requests.length).toBeLessThanOrEqual(5);
  });

  test('fails at once for a client that named its version', async () => {
    anotherWritesFirst(1);

    expect(await patch({ details: { a: 7 } }, { 'If-Match': '"1"' })).toMatchObject({ status: 412 });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem']);
  });

  test('fails for a stale version before writing', async () => {
    expect(await patch({ details: { a: 7 } }, { 'If-Match': '"2"' })).toMatchObject({ status: 412 });
    expect(await patch({ details: { a: 7 } }, { 'If-None-Match': '*' })).toMatchObject({ status: 412 });
    expect(system.table.requests).toEqual(['GetItem', 'GetItem']);
  });

  test('fails for a ticket that is not there, or is deleted in between', async () => {
    expect(await system.send({ method: 'PATCH', id: ticketId(999), body: { details: {} } })).toMatchObject({ status: 404 });

    system.table.before = (operation) => { if (operation === 'UpdateItem') { system.table.items.clear(); } };
    expect(await patch({ details: { a: 7 } })).toMatchObject({ status: 404 });
  });

  test('fails for an object that is not what the schema allows once merged', async () => {
    expect(await patch({ details: { 'a': 7, '': 1 } })).toMatchObject({ status: 400 });
  });
});

describe('patching where one field depends on another', () => {
  test('the merged ticket is judged, not the patch', async () => {
    const rules = { if: { properties: { status: { const: 'CLOSED' } } }, then: { required: ['size'], properties: { size: {} } } };
    const dependent = await startTicketSystem({ definition: { crossFieldRules: true }, validators: ticketValidators(rules) });
    const { body: { id } } = await dependent.send({ method: 'POST', body: { title: 'x', status: 'OPEN' } });

    expect(await dependent.send({ method: 'PATCH', id, body: { status: 'CLOSED' } })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/size' }] } });
    expect(await dependent.send({ method: 'PATCH', id, body: { status: 'CLOSED', size: 1 } })).toMatchObject({ status: 200, body: { status: 'CLOSED', size: 1, version: 2 } });
    expect(await dependent.send({ method: 'PATCH', id, body: { size: null } })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/size' }] } });
    await dependent.stop();
  });
});
