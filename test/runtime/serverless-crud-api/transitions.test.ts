import fc from 'fast-check';
import { startTicketSystem, TICKET_PROPERTIES, ticketValidators, type Answer, type TicketSystem } from '../../support/ticket-system';

const STATES = ['OPEN', 'IN_PROGRESS', 'CLOSED'];
const NEXT: { readonly [state: string]: readonly string[] } = { OPEN: ['IN_PROGRESS', 'CLOSED'], IN_PROGRESS: ['CLOSED'], CLOSED: [] };
const PROPERTIES = { ...TICKET_PROPERTIES, status: { enum: STATES } };

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => {
  system = await startTicketSystem({
    definition: { transitions: { attribute: 'status', initial: ['OPEN'], next: NEXT } },
    validators: ticketValidators({ properties: PROPERTIES }, PROPERTIES),
  });
});
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'x', status: 'OPEN' } })).body;
  system.table.requests.length = 0;
});

const patch = (body: unknown, headers: Record<string, string> = {}) => system.send({ method: 'PATCH', id: ticket.id, body, headers });
const put = (body: unknown) => system.send({ method: 'PUT', id: ticket.id, body });

describe('the states of a ticket', () => {
  test('it goes on from state to state, each in one round trip', async () => {
    expect(await patch({ status: 'IN_PROGRESS' })).toMatchObject({ status: 200, body: { status: 'IN_PROGRESS' } });
    expect(await put({ title: 'y', status: 'CLOSED' })).toMatchObject({ status: 200, body: { status: 'CLOSED' } });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test('staying is always allowed', async () => {
    await patch({ status: 'CLOSED' });

    expect(await patch({ status: 'CLOSED', title: 'y' })).toMatchObject({ status: 200, body: { title: 'y' } });
  });

  test('fails for a state that does not follow, telling those that do', async () => {
    await patch({ status: 'IN_PROGRESS' });

    expect(await patch({ status: 'OPEN' })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/status', detail: 'status is IN_PROGRESS, which only CLOSED may follow.' }] } });
    expect(await put({ title: 'y', status: 'OPEN' })).toMatchObject({ status: 409 });
    await patch({ status: 'CLOSED' });
    expect(await patch({ status: 'OPEN' })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/status', detail: 'status is CLOSED, which no other may follow.' }] } });
    expect(system.table.items.get(ticket.id)).toMatchObject({ status: { S: 'CLOSED' }, version: { N: '3' } });
  });

  test('fails for taking the state away', async () => {
    expect(await patch({ status: null })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/status', detail: 'status is OPEN, which only IN_PROGRESS or CLOSED may follow.' }] } });
    expect(await put({ title: 'y' })).toMatchObject({ status: 409 });
  });

  test('fails beside a merge, too, before anything is written', async () => {
    await patch({ status: 'CLOSED' });
    system.table.requests.length = 0;

    expect(await patch({ status: 'OPEN', details: {} })).toMatchObject({ status: 409 });
    expect(system.table.requests).toEqual(['GetItem']);
  });

  test('fails for a ticket that does not begin where tickets begin', async () => {
    expect(await system.send({ method: 'POST', body: { title: 'x', status: 'CLOSED' } })).toMatchObject({
      status: 400, body: { errors: [{ pointer: '/status', detail: 'status begins as OPEN.' }] },
    });
  });

  test('one without a state begins with its first', async () => {
    ticket = (await system.send({ method: 'POST', body: { title: 'x' } })).body;

    expect(await patch({ status: 'CLOSED' })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/status', detail: 'status begins as OPEN.' }] } });
    expect(await put({ title: 'y' })).toMatchObject({ status: 200 });
    expect(await patch({ status: 'OPEN' })).toMatchObject({ status: 200, body: { status: 'OPEN' } });
  });

  test('a stale version is told before', async () => {
    await patch({ status: 'CLOSED' });

    expect(await patch({ status: 'OPEN' }, { 'If-Match': '"1"' })).toMatchObject({ status: 412 });
  });

  test('whatever is sent, it only ever went where it may', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...STATES), { maxLength: 6 }), async (wished) => {
      const { body: { id } } = await system.send({ method: 'POST', body: { title: 'x', status: 'OPEN' } });
      let state = 'OPEN';
      for (const next of wished) {
        const may = next === state || NEXT[state].includes(next);
        expect((await system.send({ method: 'PATCH', id, body: { status: next } })).status).toBe(may ? 200 : 409);
        if (may) { state = next; }
      }
      expect((await system.send({ id })).body.status).toBe(state);
    }), { numRuns: 30 });
  });
});
