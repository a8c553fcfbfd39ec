import { userRows } from '../../../src/runtime/serverless-crud-api/users-items';

/** A store of one item, which is written only on a version that its condition names. */
function storeOf(item: { readonly id: string; readonly version: number }) {
  let stored: typeof item | undefined = item;
  const onVersion = <T>({ versions: { among } }: any, write: () => T) => (
    among === undefined || among.includes(stored?.version) ? { kind: 'written', result: write() } : { kind: 'refused', current: stored }
  );
  const store = {
    find: async () => stored,
    update: async (_: string, { set }: any, condition: any) => onVersion(condition, () => {
      stored = { ...stored!, ...set, version: stored!.version + 1 };
      return stored;
    }),
    remove: async (_: string, condition: any) => onVersion(condition, () => { stored = undefined; }),
  };
  return { rows: userRows(store as any), current: () => stored };
}

test('a row that is as it was read is changed, and its next version told', async () => {
  const { rows, current } = storeOf({ id: 'ana', version: 1 });
  const row = (await rows.find('ana'))!;
  expect(await rows.change(row, { set: { status: 'ACTIVE' }, remove: [] })).toEqual({ id: 'ana', status: 'ACTIVE', version: 2 });
  expect(current()).toMatchObject({ status: 'ACTIVE' });
});

test('one that changed since it was read is neither changed nor taken away', async () => {
  const { rows, current } = storeOf({ id: 'ana', version: 1 });
  const row = (await rows.find('ana'))!;
  await rows.change(row, { set: { status: 'ACTIVE' }, remove: [] });
  expect(await rows.change(row, { set: { status: 'DELETING' }, remove: [] })).toBeUndefined();
  expect(await rows.forget(row)).toBe(false);
  expect(current()).toMatchObject({ status: 'ACTIVE', version: 2 });
});

test('one that is as it was read is taken away', async () => {
  const { rows, current } = storeOf({ id: 'ana', version: 1 });
  expect(await rows.forget((await rows.find('ana'))!)).toBe(true);
  expect(current()).toBeUndefined();
});
