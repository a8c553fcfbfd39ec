import { ANA, BEN } from '../../support/events';
import { ownedTickets, startTicketSystem, type Answer, type TicketSystem } from '../../support/ticket-system';

const ADMIN = { ...BEN, 'sub': 'admin', 'cognito:groups': 'admins' };
const OWNER_OR_ADMIN = { owner: true, groups: ['admins'] } as const;

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => { system = await startTicketSystem({ definition: ownedTickets(OWNER_OR_ADMIN) }); });
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'x', details: { a: 1 } } })).body;
  system.table.requests.length = 0;
});

describe('a ticket of one’s own', () => {
  test('is the user’s who creates it, and says so', async () => {
    expect(ticket).toMatchObject({ owner: ANA.sub });
    expect(system.table.items.get(ticket.id)).toMatchObject({ owner: { S: ANA.sub } });
  });

  test('is read, replaced, patched and deleted by its owner, each in one round trip', async () => {
    expect(await system.send({ id: ticket.id })).toMatchObject({ status: 200, body: ticket });
    expect(await system.send({ method: 'PUT', id: ticket.id, body: { title: 'y' } })).toMatchObject({ status: 200, body: { title: 'y', owner: ANA.sub } });
    expect(await system.send({ method: 'PATCH', id: ticket.id, body: { title: 'z' } })).toMatchObject({ status: 200, body: { title: 'z', owner: ANA.sub } });
    expect(await system.send({ method: 'DELETE', id: ticket.id })).toMatchObject({ status: 204 });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem', 'UpdateItem', 'DeleteItem']);
  });

  test.each(['POST', 'PUT', 'PATCH'])('fails for a %s that names an owner, even the user’s own', async (method) => {
    const answer = await system.send({ method, ...(method !== 'POST' && { id: ticket.id }), body: { title: 'x', owner: ANA.sub } });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/owner', detail: 'owner is set by the server.' }] } });
  });
});

describe('a ticket of somebody else', () => {
  const theirs = (headers: Record<string, string> = {}) => [
    { id: ticket.id, headers },
    { method: 'HEAD', id: ticket.id, headers },
    { method: 'PUT', id: ticket.id, body: { title: 'mine' }, headers },
    { method: 'PATCH', id: ticket.id, body: { title: 'mine' }, headers },
    { method: 'PATCH', id: ticket.id, body: { details: { a: 2 } }, headers },
    { method: 'DELETE', id: ticket.id, headers },
  ];

  test.each([
    ['at all', {}], ['in the version it has', { 'If-Match': '"1"' }], ['in one it has not', { 'If-Match': '"7"' }], ['in any but the one it has', { 'If-None-Match': '"1"' }],
  ])('fails as one that is not there, whatever is asked of it %s', async (_, headers) => {
    const stored = system.table.items.get(ticket.id);
    for (const request of theirs(headers as Record<string, string>)) {
      const answer = await system.send({ ...request, claims: BEN });
      const absent = await system.send({ ...request, id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f', claims: BEN });
      expect(answer).toMatchObject({ status: 404 });
      expect(answer).toEqual(absent);
    }
    expect(system.table.items.get(ticket.id)).toEqual(stored);
  });

  test('is open to the members of a group that may, and stays its owner’s', async () => {
    expect(await system.send({ id: ticket.id, claims: ADMIN })).toMatchObject({ status: 200, body: ticket });
    expect(await system.send({ method: 'PUT', id: ticket.id, body: { title: 'y' }, claims: ADMIN })).toMatchObject({ status: 200, body: { owner: ANA.sub } });
    expect(await system.send({ method: 'PATCH', id: ticket.id, body: { details: { b: 2 } }, claims: ADMIN })).toMatchObject({ status: 200, body: { owner: ANA.sub } });
    expect(await system.send({ method: 'DELETE', id: ticket.id, claims: ADMIN })).toMatchObject({ status: 204 });
  });

  test('fails where the ticket has no owner', async () => {
    const { owner, ...orphan } = system.table.items.get(ticket.id)!;
    system.table.items.set(ticket.id, orphan);

    for (const request of theirs()) { expect(await system.send(request)).toMatchObject({ status: 404 }); }
  });
});
