import { SIDE_TABLE_EXPIRES_AT } from '../../../src/contract/serverless-crud-api';
import { startTicketSystem, type TicketSystem } from '../../support/ticket-system';

const NOON = '2026-11-24T12:00:00.000Z';
const NOON_SECONDS = Date.parse(NOON) / 1000;
const after = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();
const ALL = ['create', 'list', 'read', 'replace', 'patch', 'delete', 'restore'] as const;

let system: TicketSystem;
beforeAll(async () => { system = await startTicketSystem({ definition: { unique: ['reminder', 'size'] } }); });
afterAll(() => system.stop());
beforeEach(() => {
  system.table.reset();
  system.now = NOON;
});

const post = async (body: object, headers: Record<string, string> = {}) => {
  const answer = await system.send({ method: 'POST', body: { title: 'x', ...body }, headers });
  system.table.requests.length = 0;
  return answer;
};
const change = (method: string, id: string, body?: object, headers: Record<string, string> = {}) => system.send({ method, id, body, headers });
const TAKEN = { status: 409, body: { errors: [{ pointer: '/reminder', detail: 'reminder is taken: another item has this value.' }] } };

describe('a value that no two tickets share', () => {
  test('is claimed with the ticket, in one round trip', async () => {
    expect(await system.send({ method: 'POST', body: { title: 'x', reminder: 'r', size: 1 } })).toMatchObject({ status: 201 });
    expect(system.table.requests).toEqual(['TransactWriteItems']);
    expect([...system.side.items.keys()].map((key) => key.split('#').slice(0, 3).join())).toEqual(['unique,tickets,reminder', 'unique,tickets,size']);
  });

  test('fails for a second ticket, at the field, and stores nothing of it', async () => {
    await post({ reminder: 'r' });

    expect(await post({ reminder: 'r', size: 2 })).toMatchObject(TAKEN);
    expect(system.table.items.size).toBe(1);
    expect(system.side.items.size).toBe(1);
  });

  test('none and null are shared by all', async () => {
    for (const body of [{}, {}, { reminder: null }, { reminder: null }]) { expect(await post(body)).toMatchObject({ status: 201 }); }
  });

  test('values of different types or properties are different', async () => {
    for (const body of [{ reminder: '1' }, { size: 1 }]) { expect(await post(body)).toMatchObject({ status: 201 }); }
    expect(await post({ size: 1.0 })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/size' }] } });
  });

  test('with an Idempotency-Key the whole is still one round trip, and a repetition is a replay', async () => {
    const key = { 'Idempotency-Key': 'k' };
    await system.send({ method: 'POST', body: { title: 'x', reminder: 'r' }, headers: key });
    expect(system.table.requests).toEqual(['TransactWriteItems']);

    expect(await post({ reminder: 'r' }, key)).toMatchObject({ status: 201, headers: { 'Idempotency-Replayed': 'true' } });
    expect(await post({ reminder: 'r' }, { 'Idempotency-Key': 'other' })).toMatchObject(TAKEN);
    expect(system.side.items.size).toBe(2);
  });
});

describe('changing a value that no two tickets share', () => {
  test.each(['PUT', 'PATCH'])('%s claims the new one and frees the old one: a read and a transaction', async (method) => {
    const { body: ticket } = await post({ reminder: 'r', size: 1 });
    const answer = await change(method, ticket.id, { title: 'x', reminder: 's', size: 1 });

    expect(answer.body).toEqual({ ...ticket, reminder: 's', version: 2 });
    expect((await system.send({ id: ticket.id })).body).toEqual(answer.body);
    expect(system.table.requests).toEqual(['GetItem', 'TransactWriteItems', 'GetItem']);
    expect(await post({ reminder: 'r' })).toMatchObject({ status: 201 });
    expect(await post({ reminder: 's' })).toMatchObject(TAKEN);
  });

  test('a change that leaves it is a read and a write, and one that does not name it a write', async () => {
    const { body: { id } } = await post({ reminder: 'r' });
    await change('PUT', id, { title: 'y', reminder: 'r' });
    expect(system.table.requests).toEqual(['GetItem', 'UpdateItem']);

    system.table.requests.length = 0;
    expect(await change('PATCH', id, { title: 'z' })).toMatchObject({ status: 200, body: { title: 'z', reminder: 'r' } });
    expect(system.table.requests).toEqual(['UpdateItem']);
  });

  test('fails for one that is taken, and changes nothing', async () => {
    await post({ reminder: 'r' });
    const { body: ticket } = await post({ reminder: 's' });

    expect(await change('PATCH', ticket.id, { title: 'y', reminder: 'r' })).toMatchObject(TAKEN);
    expect(await change('PUT', ticket.id, { title: 'y', reminder: 'r' })).toMatchObject(TAKEN);
    expect((await system.send({ id: ticket.id })).body).toEqual(ticket);
  });

  test('taking it away frees it', async () => {
    const { body: { id } } = await post({ reminder: 'r', size: 1 });
    await change('PATCH', id, { reminder: null });
    await change('PUT', id, { title: 'y' });

    expect(system.side.items.size).toBe(0);
  });

  test('a change by somebody else in between is not undone', async () => {
    const { body: { id } } = await post({ reminder: 'r' });
    let left = 1;
    system.table.before = (operation) => {
      if (operation !== 'TransactWriteItems' || left-- <= 0) { return; }
      system.table.items.set(id, { ...system.table.items.get(id)!, title: { S: 'theirs' }, version: { N: '2' } });
    };

    expect(await change('PATCH', id, { reminder: 's' })).toMatchObject({ status: 200, body: { title: 'theirs', reminder: 's', version: 3 } });
    left = 1;
    expect(await change('PATCH', id, { reminder: 't' }, { 'If-Match': '"3"' })).toMatchObject({ status: 412 });
    expect(system.table.items.get(id)).toMatchObject({ reminder: { S: 's' } });
  });

  test('fails for a ticket that is not there or of another version, before anything is claimed', async () => {
    const { body: { id } } = await post({ reminder: 'r' });

    expect(await change('PATCH', 'x', { reminder: 's' })).toMatchObject({ status: 404 });
    expect(await change('PATCH', id, { reminder: 's' }, { 'If-Match': '"2"' })).toMatchObject({ status: 412 });
    expect(system.side.items.size).toBe(1);
  });

  test('an older ticket whose value was never claimed, or is another’s by now, can still change', async () => {
    const { body: { id } } = await post({ reminder: 'r' });
    const [[key, row]] = system.side.items;
    system.side.items.set(key, { ...row, id: { S: 'another' } });
    expect(await change('PATCH', id, { reminder: 's' })).toMatchObject({ status: 200 });
    expect([...system.side.items.values()].map((one) => one.id.S)).toEqual(['another', id]);

    system.side.items.clear();
    expect(await change('DELETE', id)).toMatchObject({ status: 204 });
  });

  test('an older ticket whose value is another’s can still be deleted, and leaves it to the other', async () => {
    const { body: { id } } = await post({ reminder: 'r' });
    const [[key, row]] = system.side.items;
    system.side.items.set(key, { ...row, id: { S: 'another' } });
    expect(await change('DELETE', id)).toMatchObject({ status: 204 });
    expect([...system.side.items.values()].map((one) => one.id.S)).toEqual(['another']);
  });

  test('a plain change that meets a transaction on its way is tried again', async () => {
    const { body: { id } } = await post({});
    system.table.fail({ status: 400, type: 'TransactionConflictException' }, 2);
    expect(await change('PATCH', id, { title: 'y' })).toMatchObject({ status: 200 });

    system.table.fail({ status: 400, type: 'TransactionConflictException' }, 10);
    expect(await change('PATCH', id, { title: 'y' })).toMatchObject({ status: 409, headers: { 'Retry-After': '1' } });
  });
});

describe('ending a ticket with a value that no two share', () => {
  test('deleting frees it: a read and a transaction', async () => {
    const { body: { id } } = await post({ reminder: 'r', size: 1 });

    expect(await change('DELETE', id)).toMatchObject({ status: 204 });
    expect(system.table.requests).toEqual(['GetItem', 'TransactWriteItems']);
    expect(system.table.items.size + system.side.items.size).toBe(0);
    expect(await change('DELETE', id)).toMatchObject({ status: 404 });
  });

  test('while a deleted ticket can be restored its value stays its own', async () => {
    const restorable = await startTicketSystem({ definition: { unique: ['reminder'], restorableForSeconds: 60, operations: ALL } });
    restorable.now = NOON;
    const create = () => restorable.send({ method: 'POST', body: { title: 'x', reminder: 'r' } });
    const restore = (id: string, headers = {}) => restorable.send({ method: 'POST', id, resource: '/v1/tickets/{id}/restore', headers });
    const { body: { id } } = await create();
    restorable.table.requests.length = 0;

    expect(await restorable.send({ method: 'DELETE', id })).toMatchObject({ status: 204 });
    expect([...restorable.side.items.values()]).toMatchObject([{ [SIDE_TABLE_EXPIRES_AT]: { N: String(NOON_SECONDS + 60) } }]);
    expect(await create()).toMatchObject(TAKEN);
    restorable.table.requests.length = 0;
    expect(await restore(id, { 'If-Match': '"1"' })).toMatchObject({ status: 412 });
    expect(await restore(id)).toMatchObject({ status: 200, body: { reminder: 'r', version: 3 }, headers: { ETag: '"3"' } });
    expect(restorable.table.requests).toEqual(['GetItem', 'GetItem', 'TransactWriteItems']);
    expect([...restorable.side.items.values()][0]).not.toHaveProperty(SIDE_TABLE_EXPIRES_AT);
    expect(await restore(id)).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await restorable.send({ id })).body).toMatchObject({ version: 3, reminder: 'r' });

    await restorable.send({ method: 'DELETE', id });
    restorable.now = after(60);
    expect(await restore(id)).toMatchObject({ status: 404 });
    expect(await create()).toMatchObject({ status: 201 });
    await restorable.stop();
  });

  test('fails for restoring a ticket whose value is another’s by now, and leaves it deleted', async () => {
    const restorable = await startTicketSystem({ definition: { unique: ['reminder'], restorableForSeconds: 60, operations: ALL } });
    restorable.now = NOON;
    const { body: { id } } = await restorable.send({ method: 'POST', body: { title: 'x', reminder: 'r' } });
    await restorable.send({ method: 'DELETE', id });
    const [[key, row]] = restorable.side.items;
    restorable.side.items.set(key, { ...row, id: { S: 'another' }, [SIDE_TABLE_EXPIRES_AT]: { N: String(NOON_SECONDS + 600) } });
    expect(await restorable.send({ method: 'POST', id, resource: '/v1/tickets/{id}/restore' })).toMatchObject(TAKEN);
    expect(await restorable.send({ id })).toMatchObject({ status: 404 });
    await restorable.stop();
  });

  test('a ticket that ends by itself takes its claim with it', async () => {
    const lasting = await startTicketSystem({ definition: { unique: ['reminder'], expireAfterSeconds: 60 } });
    lasting.now = NOON;
    const create = () => lasting.send({ method: 'POST', body: { title: 'x', reminder: 'r' } });
    await create();
    lasting.now = after(59);
    expect(await create()).toMatchObject(TAKEN);
    lasting.now = after(60);
    expect(await create()).toMatchObject({ status: 201 });
    await lasting.stop();
  });
});
