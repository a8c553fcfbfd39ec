import { sweepUsers, type SweepPorts } from '../../../src/runtime/serverless-crud-api/users-sweep-flow';
import { UserModel } from '../../support/user-model';

let model: UserModel;
let lines: { readonly message: string; readonly fields: { readonly [name: string]: unknown } }[];
const write = (message: string, fields: { readonly [name: string]: unknown }) => { lines.push({ message, fields }); };

beforeEach(() => {
  model = new UserModel();
  lines = [];
});

function sweep(ports: Partial<SweepPorts> = {}) {
  const pages = async function* () {
    for (const row of [...model.table.values()]) { if ('$unsettled' in row) { yield [String(row.id)]; } }
  };
  return sweepUsers({ ...model.process(), unsettled: pages, hasTime: () => true, log: { info: write, error: write }, ...ports });
}

test('users begun or ended by a process that is gone are brought to their end', async () => {
  model.add('ana');
  model.add('ben');
  await sweep();
  model.change(model.table.get('ben')!, { set: { status: 'DELETING', $unsettled: 'users' }, remove: [] });
  await sweep();
  expect([...model.table.values()]).toMatchObject([{ id: 'ana', status: 'ACTIVE' }]);
  expect(model.pool.get('ana')).toMatchObject({ enabled: true });
  expect(model.pool.get('ben')).toMatchObject({ enabled: false });
  expect(lines.map(({ message, fields }) => [message, fields.settled])).toEqual([['sweep', 2], ['sweep', 1]]);
});

test('a user that there can be no login for is gone, and the log says why', async () => {
  model.addLogin('made-elsewhere', 'ana@example.com');
  model.add('ana');
  await sweep();
  expect(model.table.size).toBe(0);
  expect(lines).toMatchObject([{ message: 'refused', fields: { id: 'ana', error: { message: 'taken' } } }, { message: 'sweep', fields: { settled: 1 } }]);
});

test('fails in the end when a user could not be settled, having settled the others', async () => {
  model.add('ana');
  model.add('ben');
  const { logins, rows } = model.process();
  const ensure: typeof logins.ensure = async (id, email) => {
    if (id === 'ana') { throw new Error('the pool is down'); }
    return logins.ensure(id, email);
  };
  await expect(sweep({ rows, logins: { ...logins, ensure } })).rejects.toThrow('1 of 2 users could not be settled; the next sweep tries again');
  expect(model.table.get('ben')).toMatchObject({ status: 'ACTIVE' });
  expect(lines[0]).toMatchObject({ message: 'failed', fields: { id: 'ana', error: new Error('the pool is down') } });
});

test('where nobody is on the way it says so', async () => {
  await sweep();
  expect(lines).toEqual([{ message: 'sweep', fields: { settled: 0, failed: 0, ranOutOfTime: false } }]);
});

test('when the time is over no page more is read', async () => {
  let pages = 0;
  await sweep({ unsettled: async function* () { for (;;) { yield [`user-${pages++}`]; } }, hasTime: () => pages < 3 });
  expect(pages).toBe(3);
});

test('what there is no time for is left to the next sweep', async () => {
  for (const id of ['ana', 'ben', 'eva']) { model.add(id); }
  let users = 0;
  await sweep({ hasTime: () => users++ < 2 });
  expect([...model.table.values()].map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE', 'PENDING']);
  expect(lines).toMatchObject([{ message: 'sweep', fields: { settled: 2, ranOutOfTime: true } }]);
});
