import fc from 'fast-check';
import { deleteUser, settleUser } from '../../../src/runtime/serverless-crud-api/users-flow';
import { Crash, UserModel, type ProcessOptions } from '../../support/user-model';

/** More requests than any of these calls makes. */
const REQUESTS_MAX = 16;

const ignoringCrash = (work: Promise<unknown>) => work.catch((error) => { if (!(error instanceof Crash)) { throw error; } });

/** Every request at which a call that runs alone can crash, before or after the request's effect. */
const EVERY_CRASH = Array.from({ length: REQUESTS_MAX }, (_, request) => [false, true].map((afterEffect) => ({ request, afterEffect }))).flat();

describe.each(EVERY_CRASH)('a crash at request $request, its effect done: $afterEffect', (crash) => {
  test('while a user is made ends, with the sweep, in one active user and one login', async () => {
    const model = new UserModel();
    model.add('ana', { groups: ['staff'] });
    await ignoringCrash(settleUser('ana', model.process({ crash })));
    await settleUser('ana', model.process());
    expect([...model.table.values()]).toMatchObject([{ status: 'ACTIVE', sub: 'sub-1' }]);
    expect([...model.pool.values()]).toMatchObject([{ sub: 'sub-1', enabled: true, groups: new Set(['staff']) }]);
  });

  test('while a user is deleted ends, asked again, in no row and a disabled login', async () => {
    const model = new UserModel();
    model.add('ana');
    await settleUser('ana', model.process());
    await ignoringCrash(deleteUser('ana', { among: [2] }, model.process({ crash })));
    await deleteUser('ana', {}, model.process());
    expect(model.table.size).toBe(0);
    expect(model.pool.get('ana')).toMatchObject({ enabled: false, signedOut: true, email: '' });
  });

  test('while a user is refused ends, with the sweep, in neither row nor login', async () => {
    const model = new UserModel();
    model.addLogin('made-elsewhere', 'ana@example.com');
    model.add('ana');
    await ignoringCrash(settleUser('ana', model.process({ crash })));
    await settleUser('ana', model.process());
    expect(model.table.size).toBe(0);
    expect([...model.pool.keys()]).toEqual(['made-elsewhere']);
    expect(model.pool.get('made-elsewhere')).toMatchObject({ enabled: true, email: 'ana@example.com' });
  });
});

const call = fc.record({
  does: fc.constantFrom('settle', 'settle', 'edit', 'delete'),
  crash: fc.option(fc.record({ request: fc.nat(REQUESTS_MAX), afterEffect: fc.boolean() }), { nil: undefined }),
});

function run(model: UserModel, does: string, options: ProcessOptions): Promise<unknown> {
  const ports = model.process(options);
  if (does === 'settle') { return settleUser('ana', ports); }
  if (does === 'delete') { return deleteUser('ana', {}, ports); }
  return (async () => {
    const row = await ports.rows.find('ana');
    return row && ports.rows.change(row, { set: { name: 'Ana' }, remove: [] });
  })();
}

test('whatever retries, edits, deletions and sweeps come together and crash where they will, row and login agree in the end', async () => {
  await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 6 }), fc.boolean(), fc.scheduler(), async (calls, isTaken, scheduler) => {
    const model = new UserModel();
    model.add('ana', { groups: ['staff'] });
    if (isTaken) { model.addLogin('made-elsewhere', 'ana@example.com'); }
    const turn = () => scheduler.schedule(Promise.resolve());
    const work = Promise.all(calls.map(({ does, crash }) => ignoringCrash(run(model, does, { crash, turn }))));
    await scheduler.waitFor(work);
    await settleUser('ana', model.process()); // the sweep, once all is quiet

    const row = model.table.get('ana');
    const login = model.pool.get('ana');
    if (isTaken) { expect([row, login]).toEqual([undefined, undefined]); }
    if (!calls.some(({ does }) => does === 'delete') && !isTaken) { expect(row).toBeDefined(); }
    if (row) {
      expect(row).toMatchObject({ status: 'ACTIVE', sub: login?.sub });
      expect(row).not.toHaveProperty('$unsettled');
      expect(login).toMatchObject({ enabled: true, groups: new Set(['staff']) });
    } else if (login) {
      expect(login).toMatchObject({ enabled: false, signedOut: true, email: '' });
    }
  }), { numRuns: 2_000 });
});
