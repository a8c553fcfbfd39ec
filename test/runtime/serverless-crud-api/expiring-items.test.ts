import { DELETED_AT, EXPIRES_AT } from '../../../src/contract/serverless-crud-api';
import { ANA, BEN } from '../../support/events';
import { ownedTickets, startTicketSystem, type TicketSystem } from '../../support/ticket-system';

const NOON = '2026-11-24T12:00:00.000Z';
const NOON_SECONDS = Date.parse(NOON) / 1000;
const HOUR = 3600;
const after = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();

const started: TicketSystem[] = [];
afterEach(async () => { await Promise.all(started.splice(0).map((system) => system.stop())); });
async function start(definition: Parameters<typeof startTicketSystem>[0] = {}) {
  const system = await startTicketSystem(definition);
  started.push(system);
  system.now = NOON;
  const { body: ticket } = await system.send({ method: 'POST', body: { title: 'x' } });
  system.table.requests.length = 0;
  return { system, ticket };
}

describe('tickets that last an hour', () => {
  const lasting = { definition: { expireAfterSeconds: HOUR } };

  test('one is there to the last second, and gone from then on', async () => {
    const { system, ticket } = await start(lasting);

    expect(system.table.items.get(ticket.id)).toMatchObject({ [EXPIRES_AT]: { N: String(NOON_SECONDS + HOUR) } });
    system.now = after(HOUR - 0.001);
    expect(await system.send({ id: ticket.id })).toMatchObject({ status: 200, body: ticket });
    system.now = after(HOUR);
    expect(await system.send({ id: ticket.id })).toMatchObject({ status: 404 });
  });

  test('a change does not prolong it', async () => {
    const { system, ticket } = await start(lasting);
    system.now = after(HOUR / 2);
    await system.send({ method: 'PUT', id: ticket.id, body: { title: 'y' } });

    expect(system.table.items.get(ticket.id)).toMatchObject({ title: { S: 'y' }, [EXPIRES_AT]: { N: String(NOON_SECONDS + HOUR) } });
  });
});

describe('tickets that can be restored for an hour', () => {
  const restorable = { definition: { restorableForSeconds: HOUR, operations: ['create', 'list', 'read', 'replace', 'patch', 'delete', 'restore'] as const } };
  const restore = (system: TicketSystem, id: string, claims = ANA, headers = {}) => (
    system.send({ method: 'POST', id, resource: '/v1/tickets/{id}/restore', claims, headers })
  );

  test('a deleted one is absent and kept, in one round trip', async () => {
    const { system, ticket } = await start(restorable);
    system.now = after(60);

    expect(await system.send({ method: 'DELETE', id: ticket.id })).toMatchObject({ status: 204, text: '' });
    expect(system.table.requests).toEqual(['UpdateItem']);
    expect(system.table.items.get(ticket.id)).toMatchObject({
      [DELETED_AT]: { S: after(60) }, [EXPIRES_AT]: { N: String(NOON_SECONDS + 60 + HOUR) }, version: { N: '2' },
    });
    for (const method of ['GET', 'DELETE']) { expect(await system.send({ method, id: ticket.id })).toMatchObject({ status: 404 }); }
    expect((await system.send({})).body).toEqual({ items: [] });
  });

  test.each<{ readonly [name: string]: string }>([{}, { 'If-Match': '"1"' }])('one whose deletion DynamoDB made and did not answer is deleted, and restored, with %j', async (headers) => {
    const { system, ticket } = await start({ ...restorable, maxAttempts: 2 });
    const lost = { status: 500, type: 'InternalServerError', answerLost: true };
    system.table.fail(lost);
    expect(await system.send({ method: 'DELETE', id: ticket.id, headers })).toMatchObject({ status: 204 });
    system.table.fail(lost);
    expect(await restore(system, ticket.id, ANA, Object.keys(headers).length > 0 ? { 'If-Match': '"2"' } : {})).toMatchObject({ status: 200, body: { version: 3 } });
    expect(system.table.requests).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem', 'UpdateItem']);
  });

  test('and comes back as it was, as a new version, in one round trip', async () => {
    const { system, ticket } = await start(restorable);
    await system.send({ method: 'DELETE', id: ticket.id });
    system.table.requests.length = 0;
    system.now = after(HOUR - 1);

    const answer = await restore(system, ticket.id);
    expect(answer).toMatchObject({ status: 200, headers: { ETag: '"3"' } });
    expect(answer.body).toEqual({ ...ticket, version: 3, updatedAt: after(HOUR - 1) });
    expect(system.table.requests).toEqual(['UpdateItem']);
    expect(Object.keys(system.table.items.get(ticket.id)!).filter((name) => name.startsWith('$'))).toEqual([]);
    expect((await system.send({ id: ticket.id })).body).toEqual(answer.body);
  });

  test('restoring one that is not deleted answers it as it is', async () => {
    const { system, ticket } = await start(restorable);

    expect(await restore(system, ticket.id)).toMatchObject({ status: 200, body: ticket, headers: { ETag: '"1"' } });
    expect(system.table.requests).toEqual(['UpdateItem']);
  });

  test('fails when the hour is over, and for one that never was', async () => {
    const { system, ticket } = await start(restorable);
    await system.send({ method: 'DELETE', id: ticket.id });
    system.now = after(HOUR);

    expect(await restore(system, ticket.id)).toMatchObject({ status: 404 });
    expect(await restore(system, '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toMatchObject({ status: 404 });
    expect(await restore(system, '')).toMatchObject({ status: 404 });
    expect(system.table.items.get(ticket.id)).toHaveProperty([DELETED_AT]);
  });

  test('If-Match is obeyed by both', async () => {
    const { system, ticket } = await start(restorable);

    expect(await system.send({ method: 'DELETE', id: ticket.id, headers: { 'If-Match': '"2"' } })).toMatchObject({ status: 412 });
    expect(await system.send({ method: 'DELETE', id: ticket.id, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 204 });
    expect(await restore(system, ticket.id, ANA, { 'If-Match': '"1"' })).toMatchObject({ status: 412 });
    expect(await restore(system, ticket.id, ANA, { 'If-Match': 'two' })).toMatchObject({ status: 400 });
    expect(await restore(system, ticket.id, ANA, { 'If-Match': '"2"' })).toMatchObject({ status: 200 });
    expect(await restore(system, ticket.id, ANA, { 'If-Match': '"2"' })).toMatchObject({ status: 412 });
  });

  test('another’s deleted ticket fails as one that never was', async () => {
    const { system, ticket } = await start({ definition: { ...ownedTickets(), ...restorable.definition } });

    expect(await restore(system, ticket.id, BEN)).toMatchObject({ status: 404 });
    await system.send({ method: 'DELETE', id: ticket.id });
    expect(await restore(system, ticket.id, BEN)).toMatchObject({ status: 404 });
    expect(await restore(system, ticket.id)).toMatchObject({ status: 200, body: ticket && { title: 'x' } });
  });

  test('one that would have ended by itself ends then, deleted or restored', async () => {
    const { system, ticket } = await start({ definition: { ...restorable.definition, expireAfterSeconds: HOUR } });
    system.now = after(HOUR / 2);
    await system.send({ method: 'DELETE', id: ticket.id });
    expect(system.table.items.get(ticket.id)).toMatchObject({ [EXPIRES_AT]: { N: String(NOON_SECONDS + HOUR) } });

    await restore(system, ticket.id);
    expect(system.table.items.get(ticket.id)).toMatchObject({ [EXPIRES_AT]: { N: String(NOON_SECONDS + HOUR) } });
  });

  test('fails for every other method, telling the one there is', async () => {
    const { system, ticket } = await start(restorable);
    const send = (method: string) => system.send({ method, id: ticket.id, resource: '/v1/tickets/{id}/restore' });

    expect(await send('GET')).toMatchObject({ status: 405, headers: { Allow: 'POST, OPTIONS' } });
    expect(await send('OPTIONS')).toMatchObject({ status: 204, headers: { Allow: 'POST, OPTIONS' } });
  });
});
