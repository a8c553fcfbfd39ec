import { settleUser } from '../../../src/runtime/serverless-crud-api/users-flow';
import { UserModel } from '../../support/user-model';

let model: UserModel;
const settle = (id = 'ana') => settleUser(id, { rows: model.rows, logins: model.logins });

beforeEach(() => { model = new UserModel(); });

test('a pending user gets its login, its groups and then its state', async () => {
  model.add('ana', { groups: ['admins', 'staff'] });
  expect(await settle()).toMatchObject({ id: 'ana', status: 'ACTIVE', sub: 'sub-1', version: 2 });
  expect(model.pool.get('ana')).toEqual({ sub: 'sub-1', email: 'ana@example.com', enabled: true, signedOut: false, groups: new Set(['admins', 'staff']) });
  expect(model.table.get('ana')).not.toHaveProperty('$unsettled');
});

test('an active user is left as it is', async () => {
  model.add('ana', { status: 'ACTIVE', sub: 'sub-9' });
  expect(await settle()).toMatchObject({ status: 'ACTIVE', sub: 'sub-9', version: 1 });
  expect(model.requests).toBe(1);
});

test('there is nothing to do for a user that never was', async () => {
  expect(await settle()).toBeUndefined();
  expect(model.pool.size).toBe(0);
});

test('a user that is being deleted loses its login, then its row', async () => {
  model.add('ana');
  await settle();
  model.table.set('ana', { ...model.table.get('ana')!, status: 'DELETING' });
  expect(await settle()).toBeUndefined();
  expect(model.table.size).toBe(0);
  expect(model.pool.get('ana')).toMatchObject({ enabled: false, signedOut: true, email: '' });
});

test('fails, and leaves no row, when there can be no such login', async () => {
  model.pool.set('made-elsewhere', { sub: 'x', email: 'ana@example.com', enabled: true, signedOut: false, groups: new Set() });
  model.add('ana');
  await expect(settle()).rejects.toThrow('taken');
  expect(model.table.size).toBe(0);
  expect(await settle()).toBeUndefined();
});

test('a user that changes meanwhile keeps the change', async () => {
  model.add('ana');
  const ensure = model.logins.ensure;
  let edits = 0;
  model.logins.ensure = async (...login) => {
    if (edits++ === 0) { model.table.set('ana', { ...model.table.get('ana')!, name: 'Ana', version: 2 }); }
    return ensure(...login);
  };
  expect(await settle()).toMatchObject({ status: 'ACTIVE', name: 'Ana', version: 3 });
  expect(model.pool.size).toBe(1);
});

test('fails with 503 for a user that never stops changing', async () => {
  model.add('ana');
  model.rows.change = async () => undefined;
  await expect(settle()).rejects.toMatchObject({ status: 503 });
});

test('a login made for a row that is gone by then is disabled again', async () => {
  model.add('ana');
  const ensure = model.logins.ensure;
  model.logins.ensure = async (...login) => { model.table.delete('ana'); return ensure(...login); };
  expect(await settle()).toBeUndefined();
  expect(model.pool.get('ana')).toMatchObject({ enabled: false });
});
