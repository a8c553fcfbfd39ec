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
