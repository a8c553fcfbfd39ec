import { startTicketSystem, type Answer, type TicketSystem } from '../../support/ticket-system';

let system: TicketSystem;
let ticket: Answer['body'];
beforeAll(async () => { system = await startTicketSystem(); });
afterAll(() => system.stop());
beforeEach(async () => {
  system.table.reset();
  ticket = (await system.send({ method: 'POST', body: { title: 'Prueba' } })).body;
  system.table.requests.length = 0;
});

const remove = (headers: Record<string, string> = {}) => system.send({ method: 'DELETE', id: ticket.id, headers });

describe('deleting a ticket', () => {
  test('a deleted ticket is gone, in one round trip', async () => {
    expect(await remove()).toMatchObject({ status: 204, text: '' });
    expect(system.table.requests).toEqual(['DeleteItem']);
    expect(system.table.items.size).toBe(0);
  });

  test('fails for a ticket that is gone already', async () => {
    await remove();

    expect(await remove()).toMatchObject({ status: 404 });
    expect(await remove({ 'If-Match': '*' })).toMatchObject({ status: 404 });
  });

  test.each(['"1"', '*', '"7", "1"', 'W/"1", "1"'])('a client that names its version (%s) deletes it', async (tags) => {
    expect(await remove({ 'If-Match': tags })).toMatchObject({ status: 204 });
  });

  test.each(['"2"', 'W/"1"', '"abc"', '"01"', '"1.0"', '"99999999999999999999"'])('fails for a client that names no current version (%s)', async (tags) => {
    expect(await remove({ 'If-Match': tags })).toMatchObject({ status: 412 });
    expect(system.table.requests).toEqual(['DeleteItem']);
    expect(system.table.items.size).toBe(1);
  });

  test('a ticket that changed since is kept: If-None-Match says which versions not to delete', async () => {
    expect(await remove({ 'If-None-Match': '"1"' })).toMatchObject({ status: 412 });
    expect(await remove({ 'If-None-Match': '*' })).toMatchObject({ status: 412 });
    expect(await remove({ 'If-None-Match': '"2"' })).toMatchObject({ status: 204 });
  });

  test('fails for a malformed If-Match, naming it', async () => {
    expect(await remove({ 'If-Match': 'one' })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'If-Match' }] } });
  });

  test('fails for more tags than one condition takes', async () => {
    expect(await remove({ 'If-Match': Array(101).fill('"2"').join() })).toMatchObject({ status: 400, body: { errors: [{ parameter: 'If-Match', detail: 'If-Match takes up to 100 entity tags.' }] } });
    expect(await remove({ 'If-Match': '2' })).toMatchObject({ status: 400, body: { errors: [{ detail: 'If-Match takes * or entity tags in double quotes, separated by commas.' }] } });
    expect(await remove({ 'If-Match': Array(100).fill('"2"').join() })).toMatchObject({ status: 412 });
  });

  test('fails without If-Match where the resource demands it', async () => {
    const strict = await startTicketSystem({ definition: { concurrency: 'required' } });
    const { body: { id } } = await strict.send({ method: 'POST', body: { title: 'Prueba' } });

    expect(await strict.send({ method: 'DELETE', id })).toMatchObject({ status: 428 });
    expect(await strict.send({ method: 'DELETE', id, headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 204 });
    await strict.stop();
  });
});
