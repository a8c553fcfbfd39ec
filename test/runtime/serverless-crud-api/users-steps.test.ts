import type { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unsettledUsers } from '../../../src/runtime/serverless-crud-api/users-unsettled-store';
import { startUsersSystem, userId, type UsersSystem } from '../../support/users-system';

/** Two minutes after the users are made. */
const LATER = '2026-11-24T10:02:00.000Z';
const DOWN = { status: 500, type: 'InternalServerError' };

let users: UsersSystem;

beforeAll(async () => { users = await startUsersSystem({ groups: ['staff'] }); });
beforeEach(() => {
  users.reset();
  users.pool.groups.add('staff');
});
afterEach(() => users.pool.cognito.verify());
afterAll(() => users.stop());

const create = () => users.send({ method: 'POST', body: { email: 'ana@example.com', groups: ['staff'] }, headers: { 'Idempotency-Key': 'one' } });
const remove = () => users.send({ method: 'DELETE', id: userId(1) });

/** Breaks the table's `n`th request from now on, before or after its effect. */
function breakTable(n: number, answerLost: boolean) {
  let requests = 0;
  users.table.before = () => {
    requests += 1;
    if (requests === n - 1) { users.table.fail({ ...DOWN, answerLost }); }
  };
  if (n === 1) { users.table.fail({ ...DOWN, answerLost }); }
}

const breakPool = (operation: string, answerLost: boolean) => {
  if (answerLost) { users.pool.answersLost.add(operation); } else { users.pool.faults.set(operation, { error: 'InternalErrorException', status: 500 }); }
};

const CREATION: [string, () => void][] = [
  ['the transaction, not made', () => breakTable(1, false)],
  ['the transaction, made', () => breakTable(1, true)],
  ['the read of the row', () => breakTable(2, false)],
  ['AdminCreateUser, not done', () => breakPool('AdminCreateUser', false)],
  ['AdminCreateUser, done', () => breakPool('AdminCreateUser', true)],
  ['AdminAddUserToGroup, not done', () => breakPool('AdminAddUserToGroup', false)],
  ['AdminAddUserToGroup, done', () => breakPool('AdminAddUserToGroup', true)],
  ['the last write, not made', () => breakTable(3, false)],
  ['the last write, made', () => breakTable(3, true)],
];

function expectOneUser() {
  expect(users.table.items.size).toBe(1);
  const [row] = users.table.items.values();
  const [[name, login], ...others] = users.pool.users;
  expect(others).toEqual([]);
  expect(row).toMatchObject({ id: { S: name }, status: { S: 'ACTIVE' }, sub: { S: login.sub } });
  expect(row).not.toHaveProperty('$unsettled');
  expect(login).toMatchObject({ enabled: true, groups: new Set(['staff']) });
}

describe.each(CREATION)('a creation that ends at %s', (step, breakIt) => {
  test('is gone on with under its Idempotency-Key', async () => {
    breakIt();
    expect(await create()).toMatchObject({ status: 503 });
    expect(await create()).toMatchObject({ status: 201, body: { status: 'ACTIVE' } });
    expectOneUser();
  });

  test('is ended by the sweep, if it was begun', async () => {
    breakIt();
    await create();
    await users.sweep(LATER);
    if (step === 'the transaction, not made') {
      expect([users.table.items.size, users.side.items.size, users.pool.users.size]).toEqual([0, 0, 0]);
    } else {
      expectOneUser();
    }
  });
});

const DELETION: [string, () => void][] = [
  ['the mark, not made', () => breakTable(3, false)],
  ['the mark, made', () => breakTable(3, true)],
  ['AdminDisableUser, not done', () => breakPool('AdminDisableUser', false)],
  ['AdminDisableUser, done', () => breakPool('AdminDisableUser', true)],
  ['AdminUserGlobalSignOut, not done', () => breakPool('AdminUserGlobalSignOut', false)],
  ['AdminUserGlobalSignOut, done', () => breakPool('AdminUserGlobalSignOut', true)],
  ['AdminUpdateUserAttributes, not done', () => breakPool('AdminUpdateUserAttributes', false)],
  ['AdminUpdateUserAttributes, done', () => breakPool('AdminUpdateUserAttributes', true)],
  ['the last write, not made', () => breakTable(5, false)],
  ['the last write, made', () => breakTable(5, true)],
];

function expectNoUser() {
  expect(users.table.items.size).toBe(0);
  expect([...users.side.items.keys()].filter((key) => key.startsWith('unique#'))).toEqual([]);
  expect(users.pool.users.get(userId(1))).toMatchObject({ enabled: false, signedOut: true, email: '' });
}

describe.each(DELETION)('a deletion that ends at %s', (step, breakIt) => {
  beforeEach(create);

  test('is ended when it is asked for again', async () => {
    breakIt();
    expect(await remove()).toMatchObject({ status: 503 });
    expect((await remove()).status).toBe(step === 'the last write, made' ? 404 : 204);
    expectNoUser();
  });

  test('is ended by the sweep, if it was begun', async () => {
    breakIt();
    await remove();
    await users.sweep(LATER);
    if (step === 'the mark, not made') { expectOneUser(); } else { expectNoUser(); }
  });
});

test('a sweep leaves users alone that a request may still be busy with', async () => {
  breakPool('AdminCreateUser', false);
  await create();
  await users.sweep('2026-11-24T10:00:59.999Z');
  expect(users.pool.users.size).toBe(0);
  await users.sweep('2026-11-24T10:01:00.001Z');
  expectOneUser();
});

test('a sweep reads nothing but what is unsettled', async () => {
  await create();
  users.table.requests.length = 0;
  await users.sweep(LATER);
  expect(users.table.requests).toEqual(['Query']);
});

test('a sweep goes on to the next page', async () => {
  const starts: unknown[] = [];
  const send = async ({ input }: QueryCommand) => {
    starts.push(input.ExclusiveStartKey);
    return input.ExclusiveStartKey ? { Items: [{ id: { S: 'ben' } }] } : { Items: [{ id: { S: 'ana' } }], LastEvaluatedKey: { id: { S: 'ana' } } };
  };
  const pages: (readonly string[])[] = [];
  for await (const ids of unsettledUsers({ send } as unknown as DynamoDBClient, 'Users', LATER)) { pages.push(ids); }
  expect(pages).toEqual([['ana'], ['ben']]);
  expect(starts).toEqual([undefined, { id: { S: 'ana' } }]);
});
