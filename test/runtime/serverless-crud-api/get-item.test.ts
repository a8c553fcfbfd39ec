import { startTicketSystem, ticketId, type Answer, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => { system = await startTicketSystem(); });
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'Prueba' } })).body;
  system.table.requests.length = 0;
});

const get = (headers: Record<string, string> = {}, method = 'GET') => system.send({ method, id: ticket.id, headers });

describe('reading a ticket', () => {
  test('a stored ticket is answered with its version as the entity tag', async () => {
    const answer = await get();

    expect(answer).toMatchObject({ status: 200, body: ticket, headers: { 'ETag': '"1"', 'Content-Type': 'application/json' } });
    expect(system.table.requests).toEqual(['GetItem']);
  });

  test('attributes that the schema does not declare stay inside', async () => {
    system.table.items.get(ticket.id)!.secret = { S: 'internal' };

    expect((await get()).body).toEqual(ticket);
  });

  test.each(['"1"', 'W/"1"', '"7", "1"', '*'])('a client that has it already (%s) gets no body', async (tags) => {
    expect(await get({ 'If-None-Match': tags })).toMatchObject({ status: 304, text: '', headers: { ETag: '"1"' } });
  });

  test('a client that has another version gets this one', async () => {
    expect(await get({ 'If-None-Match': '"2", "01"' })).toMatchObject({ status: 200, body: ticket });
  });

  test('fails when the client asks for one version and there is another', async () => {
    expect(await get({ 'If-Match': '"1"' })).toMatchObject({ status: 200 });
    expect(await get({ 'If-Match': '"2"' })).toMatchObject({ status: 412 });
  });

  test('HEAD answers the same without a body', async () => {
    expect(await get({}, 'HEAD')).toMatchObject({ status: 200, text: '', headers: { 'ETag': '"1"', 'Content-Type': 'application/json' } });
  });

  test.each(['If-None-Match', 'If-Match'])('fails for a malformed %s, naming it', async (header) => {
    expect(await get({ [header]: '1' })).toMatchObject({ status: 400, body: { errors: [{ parameter: header }] } });
  });

  test.each([
    ['that is not stored', ticketId(999)],
    ['that no item can have, being empty', ''],
    ['that no item can have, being longer than a key', 'ñ'.repeat(1025)],
    ['with a percent sign', '%'],
    ['with a lone surrogate', '\ud800'],
    ['named like a part of JavaScript', '__proto__'],
  ])('fails for an id %s', async (_, id) => {
    expect(await system.send({ id })).toMatchObject({ status: 404, body: { status: 404, title: 'Not Found' } });
  });
});
