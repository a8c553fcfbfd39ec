import { Conflict } from '../../../src/runtime/kit/failures';
import { deleteUser, settleUser, type UserPorts } from '../../../src/runtime/serverless-crud-api/users-flow';
import { UserModel } from '../../support/user-model';

let model: UserModel;
let ports: UserPorts;
const settle = (id = 'ana') => settleUser(id, ports);
const settledUser = async (id?: string) => (await settle(id)).user;

beforeEach(() => {
  model = new UserModel();
  ports = model.process();
});

test('a pending user gets its login, its groups and then its state', async () => {
  model.add('ana', { groups: ['admins', 'staff'] });
  expect(await settledUser()).toMatchObject({ id: 'ana', status: 'ACTIVE', sub: 'sub-1', version: 2 });
  expect(model.pool.get('ana')).toEqual({ sub: 'sub-1', email: 'ana@example.com', enabled: true, signedOut: false, groups: new Set(['admins', 'staff']) });
  expect(model.table.get('ana')).not.toHaveProperty('$unsettled');
});

test('an active user is left as it is', async () => {
  model.add('ana', { status: 'ACTIVE', sub: 'sub-9' });
  expect(await settledUser()).toMatchObject({ status: 'ACTIVE', sub: 'sub-9', version: 1 });
  expect(model.requests).toBe(1);
});

test('there is nothing to do for a user that never was', async () => {
  expect(await settle()).toEqual({});
  expect(model.pool.size).toBe(0);
});

test('a user that is being deleted loses its login, then its row', async () => {
  model.add('ana');
  await settle();
  model.table.set('ana', { ...model.table.get('ana')!, status: 'DELETING' });
  expect(await settle()).toEqual({});
  expect(model.table.size).toBe(0);
  expect(model.pool.get('ana')).toMatchObject({ enabled: false, signedOut: true, email: '' });
});

test('fails, and leaves no row, when there can be no such login', async () => {
  model.addLogin('made-elsewhere', 'ana@example.com');
  model.add('ana');
  expect((await settle()).refusal?.message).toBe('taken');
  expect(model.table.size).toBe(0);
  expect(await settle()).toEqual({});
});

test('a user that changes meanwhile keeps the change', async () => {
  model.add('ana');
  const ensure = ports.logins.ensure;
  let edits = 0;
  ports.logins.ensure = async (...login) => {
    if (edits++ === 0) { model.table.set('ana', { ...model.table.get('ana')!, name: 'Ana', version: 2 }); }
    return ensure(...login);
  };
  expect(await settledUser()).toMatchObject({ status: 'ACTIVE', name: 'Ana', version: 3 });
  expect(model.pool.size).toBe(1);
});

test('fails with 503 for a user that never stops changing', async () => {
  model.add('ana');
  ports.rows.change = async () => undefined;
  await expect(settle()).rejects.toMatchObject({ status: 503 });
});

test('a login made for a row that is gone by then is disabled again', async () => {
  model.add('ana');
  const ensure = ports.logins.ensure;
  ports.logins.ensure = async (...login) => { model.table.delete('ana'); return ensure(...login); };
  expect(await settle()).toEqual({});
  expect(model.pool.get('ana')).toMatchObject({ enabled: false });
});

test('fails, and leaves neither row nor login, when a group is not there', async () => {
  model.add('ana', { groups: ['admins'] });
  ports.logins.join = async () => new Conflict('no such group');
  expect((await settle()).refusal?.message).toBe('no such group');
  expect(model.table.size).toBe(0);
  expect(model.pool.get('ana')).toMatchObject({ enabled: false, email: '' });
});

describe('deleting', () => {
  const remove = (condition = {}) => deleteUser('ana', condition, ports);
  beforeEach(async () => {
    model.add('ana');
    await settle();
  });

  test('disables the login, then takes the row away', async () => {
    expect(await remove()).toEqual({ kind: 'written', result: undefined });
    expect(model.table.size).toBe(0);
    expect(model.pool.get('ana')).toMatchObject({ enabled: false, signedOut: true, email: '' });
  });

  test('frees the e-mail for another user', async () => {
    await remove();
    model.add('ana-again', { email: 'ana@example.com' });
    expect(await settledUser('ana-again')).toMatchObject({ status: 'ACTIVE', sub: 'sub-2' });
  });

  test('fails for another version, and changes nothing', async () => {
    expect(await remove({ among: [1] })).toMatchObject({ kind: 'refused', current: { version: 2 } });
    expect(await remove({ notAmong: '*' })).toMatchObject({ kind: 'refused' });
    expect(model.table.get('ana')).toMatchObject({ status: 'ACTIVE', version: 2 });
  });

  test('fails for a user that is not there', async () => {
    await remove();
    expect(await remove()).toEqual({ kind: 'absent' });
  });

  test('goes on where it was begun', async () => {
    await ports.rows.change(model.table.get('ana')!, { set: { status: 'DELETING' }, remove: [] });
    expect(await remove({ among: [2] })).toMatchObject({ kind: 'refused' });
    expect(await remove({ among: [3] })).toMatchObject({ kind: 'written' });
    expect(model.table.size).toBe(0);
  });

  test('of a user that is only begun makes it first, so that nobody makes its login afterwards', async () => {
    model.add('ben');
    expect(await deleteUser('ben', { among: [1] }, ports)).toMatchObject({ kind: 'written' });
    expect([...model.table.keys()]).toEqual(['ana']);
    expect(model.pool.get('ben')).toMatchObject({ enabled: false });
  });

  test('of a user that is only begun fails where somebody changes it meanwhile: it is another version by then', async () => {
    model.add('ben');
    const { find } = ports.rows;
    let reads = 0;
    ports.rows.find = async (id) => {
      const row = await find(id);
      if (reads++ === 0) { // its maker is done with it, and it changes its name, just after it was read
        const made = model.change(row!, { set: { status: 'ACTIVE' }, remove: ['$unsettled'] });
        model.change(made!, { set: { name: 'Ben' }, remove: [] });
      }
      return row;
    };
    expect(await deleteUser('ben', { among: [1] }, ports)).toMatchObject({ kind: 'refused', current: { version: 3 } });
    expect(model.table.get('ben')).toMatchObject({ status: 'ACTIVE', name: 'Ben' });
  });

  test('of a user that can\'t be made ends it all the same', async () => {
    model.add('ben', { email: 'ana@example.com' });
    expect(await deleteUser('ben', {}, ports)).toMatchObject({ kind: 'written' });
    expect([...model.table.keys()]).toEqual(['ana']);
  });

  test('fails with 503 for a user that never stops changing', async () => {
    ports.rows.change = async () => undefined;
    await expect(remove()).rejects.toMatchObject({ status: 503 });
  });
});
