import { ANA, BEN } from '../../support/events';
import { START, startUsersSystem, userId, type UsersSystem } from '../../support/users-system';

const SCHEMA = { type: 'object', properties: { name: { type: 'string' } } };
const AT_START = { createdAt: START, updatedAt: START };
const ANA_SENT = { email: 'ana@example.com', name: 'Ana' };

let users: UsersSystem;

beforeAll(async () => { users = await startUsersSystem({ schema: SCHEMA, groups: ['staff'] }); });
beforeEach(() => {
  users.reset();
  users.pool.groups.add('staff');
});
afterEach(() => users.pool.cognito.verify());
afterAll(() => users.stop());

const create = (body: object = ANA_SENT, request = {}) => users.send({ method: 'POST', body, ...request });
/** Creates Ana. @returns her claims */
async function createdAna() {
  const { body: { sub } } = await create();
  return { ...ANA, sub };
}

describe('creating a user', () => {
  test('answers the active user, whose login is made', async () => {
    const answer = await create({ ...ANA_SENT, groups: ['staff'] });
    expect(answer).toMatchObject({ status: 201, headers: { Location: `users/${userId(1)}`, ETag: '"2"' } });
    expect(answer.body).toEqual({
      id: userId(1),
      email: 'ana@example.com',
      groups: ['staff'],
      name: 'Ana',
      status: 'ACTIVE',
      sub: 'sub-1',
      ...AT_START,
      version: 2,
    });
    expect(users.pool.users.get(userId(1))).toMatchObject({ sub: 'sub-1', email: 'ana@example.com', enabled: true, groups: new Set(['staff']) });
  });

  test('takes one transaction, a read, a write and one request to the pool, and one more a group', async () => {
    await create({ ...ANA_SENT, groups: ['staff'] });
    expect(users.table.requests).toEqual(['TransactWriteItems', 'GetItem', 'UpdateItem']);
    expect(users.pool.cognito.calls.map(({ operation }) => operation)).toEqual(['AdminCreateUser', 'AdminAddUserToGroup']);
  });

  test('keeps the e-mail in lower case, as the user pool tells logins apart', async () => {
    expect((await create({ email: 'Ana@Example.COM' })).body.email).toBe('ana@example.com');
    expect(users.pool.users.get(userId(1))).toMatchObject({ email: 'ana@example.com' });
  });

  test('fails with 409 at the e-mail when a login made elsewhere has it, and leaves nothing', async () => {
    users.pool.add('made-elsewhere', 'ana@example.com');
    expect(await create()).toMatchObject({ status: 409, body: { errors: [{ pointer: '/email' }] } });
    expect([users.table.items.size, users.side.items.size]).toEqual([0, 0]);
    expect([...users.pool.users.keys()]).toEqual(['made-elsewhere']);
  });

  test('fails with 503 while the user pool is down, and the user is PENDING', async () => {
    users.pool.faults.set('AdminCreateUser', { error: 'InternalErrorException', status: 500 });
    expect(await create()).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    expect((await users.send({ id: userId(1) })).body).toEqual({
      id: userId(1),
      email: 'ana@example.com',
      name: 'Ana',
      status: 'PENDING',
      ...AT_START,
      version: 1,
    });
  });

  test.each([
    ['without an e-mail', { name: 'Ana' }, '/email'],
    ['with what is no e-mail', { email: 'ana' }, '/email'],
    ['with an e-mail that is no text', { email: 7 }, '/email'],
    ['into a group that is not offered', { ...ANA_SENT, groups: ['admins'] }, '/groups/0'],
    ['with a state of its own', { ...ANA_SENT, status: 'ACTIVE' }, '/status'],
    ['with a sub of its own', { ...ANA_SENT, sub: 'x' }, '/sub'],
  ])('fails with 400 %s', async (_, body, pointer) => {
    expect(await create(body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect(users.pool.cognito.calls).toEqual([]);
  });
});

describe('creating a user under an Idempotency-Key', () => {
  const key = { headers: { 'Idempotency-Key': 'one' } };

  test('twice makes one user, and answers it as it now is', async () => {
    await create(ANA_SENT, key);
    await users.send({ method: 'PATCH', id: userId(1), body: { name: 'Ana María' } });
    const again = await create(ANA_SENT, key);
    expect(again).toMatchObject({ status: 201, headers: { 'Idempotency-Replayed': 'true', 'ETag': '"3"', 'Location': `users/${userId(1)}` }, body: { name: 'Ana María', version: 3 } });
    expect([...users.pool.users.keys()]).toEqual([userId(1)]);
  });

  test('goes on with the user that the pool was down for', async () => {
    users.pool.faults.set('AdminCreateUser', { error: 'TooManyRequestsException' });
    expect(await create(ANA_SENT, key)).toMatchObject({ status: 503 });
    expect(await create(ANA_SENT, key)).toMatchObject({ status: 201, body: { id: userId(1), status: 'ACTIVE' } });
  });

  test('fails with 409 when the user it made is gone', async () => {
    await create(ANA_SENT, key);
    await users.send({ method: 'DELETE', id: userId(1) });
    expect(await create(ANA_SENT, key)).toMatchObject({ status: 409 });
    expect(await create(ANA_SENT, { headers: { 'Idempotency-Key': 'two' } })).toMatchObject({ status: 201, body: { id: userId(3) } });
  });

  test('fails with 422 for another user', async () => {
    await create(ANA_SENT, key);
    expect(await create({ email: 'ben@example.com' }, key)).toMatchObject({ status: 422 });
  });
});

describe('creating two users of one e-mail', () => {
  test('fails with 409 at the e-mail, which is compared without its case', async () => {
    await create();
    expect(await create({ email: 'ANA@example.com' })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/email' }] } });
    expect(users.pool.cognito.calls.map(({ operation }) => operation)).toEqual(['AdminCreateUser']);
  });

  test('at once makes one of them', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(users.pool.users.size).toBe(1);
  });
});

describe('a user', () => {
  test('reads and changes itself', async () => {
    const claims = await createdAna();
    expect(await users.send({ id: userId(1), claims })).toMatchObject({ status: 200, body: { email: 'ana@example.com', sub: claims.sub } });
    expect(await users.send({ method: 'PATCH', id: userId(1), claims, body: { name: 'Ana María' } })).toMatchObject({ status: 200, body: { name: 'Ana María', status: 'ACTIVE' } });
    expect(await users.send({ method: 'PUT', id: userId(1), claims, body: { email: 'ANA@example.com', name: 'A.' } })).toMatchObject({ status: 200, body: { name: 'A.', email: 'ana@example.com' } });
  });

  test.each([
    ['GET', undefined], ['PATCH', { name: 'Eve' }], ['PUT', ANA_SENT],
  ])('fails with 404 to another user (%s)', async (method, body) => {
    await createdAna();
    expect(await users.send({ method, id: userId(1), claims: BEN, body })).toMatchObject({ status: 404 });
  });

  test.each([
    ['POST', undefined, ANA_SENT], ['GET', undefined, undefined], ['DELETE', userId(1), undefined],
  ])('fails with 403 to %s, which takes an administrator', async (method, id, body) => {
    const claims = await createdAna();
    expect(await users.send({ method, id, claims, body })).toMatchObject({ status: 403 });
  });

  test.each([
    ['its e-mail', { email: 'other@example.com' }, '/email'], ['its groups', { groups: ['staff'] }, '/groups'],
  ])('fails with 409 to change %s', async (_, body, pointer) => {
    const claims = await createdAna();
    expect(await users.send({ method: 'PATCH', id: userId(1), claims, body })).toMatchObject({ status: 409, body: { errors: [{ pointer }] } });
  });
});

describe('an administrator', () => {
  test('lists, reads and changes every user', async () => {
    await createdAna();
    await create({ email: 'ben@example.com' });
    expect((await users.send({})).body.items).toMatchObject([{ email: 'ana@example.com' }, { email: 'ben@example.com' }]);
    expect(await users.send({ id: userId(2) })).toMatchObject({ status: 200 });
    expect(await users.send({ method: 'PATCH', id: userId(2), body: { name: 'Ben' } })).toMatchObject({ status: 200, body: { name: 'Ben' } });
  });

  test('deletes a user: its login is disabled and its row gone', async () => {
    await createdAna();
    expect(await users.send({ method: 'DELETE', id: userId(1), headers: { 'If-Match': '"2"' } })).toMatchObject({ status: 204 });
    expect(await users.send({ id: userId(1) })).toMatchObject({ status: 404 });
    expect(users.pool.users.get(userId(1))).toMatchObject({ enabled: false, signedOut: true, email: '' });
  });

  test('gives the e-mail of a deleted user to another', async () => {
    await createdAna();
    await users.send({ method: 'DELETE', id: userId(1) });
    expect(await create()).toMatchObject({ status: 201, body: { id: userId(2), sub: 'sub-2', status: 'ACTIVE' } });
  });

  test('fails with 412 to delete a version that is not the latest', async () => {
    await createdAna();
    expect(await users.send({ method: 'DELETE', id: userId(1), headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 412 });
    expect(users.pool.users.get(userId(1))).toMatchObject({ enabled: true });
  });

  test('fails with 404 to delete nobody', async () => {
    expect(await users.send({ method: 'DELETE', id: userId(1) })).toMatchObject({ status: 404 });
  });

  test('fails with 503 to delete while the user pool is down, and asks again to end it', async () => {
    await createdAna();
    users.pool.faults.set('AdminDisableUser', { error: 'InternalErrorException', status: 500 });
    expect(await users.send({ method: 'DELETE', id: userId(1), headers: { 'If-Match': '"2"' } })).toMatchObject({ status: 503 });
    expect(await users.send({ id: userId(1) })).toMatchObject({ body: { status: 'DELETING', version: 3 } });
    expect(await users.send({ method: 'DELETE', id: userId(1), headers: { 'If-Match': '"3"' } })).toMatchObject({ status: 204 });
  });
});
