import { pastConflicts } from '../../../src/runtime/serverless-crud-api/past-conflicts';

let waits: number[];
beforeEach(() => {
  waits = [];
  jest.spyOn(Math, 'random').mockReturnValue(1);
  jest.spyOn(global, 'setTimeout').mockImplementation(((done: () => void, ms: number) => { waits.push(ms); done(); }) as any);
});
afterEach(() => { jest.restoreAllMocks(); });

/** Meets a transaction so many times before it is answered. */
function meets(conflicts: number) {
  let attempts = 0;
  return () => Promise.resolve(attempts++ < conflicts ? undefined : { attempts });
}

test('a write that meets no transaction is made at once', async () => {
  expect(await pastConflicts(meets(0))).toEqual({ attempts: 1 });
  expect(waits).toEqual([]);
});

test('one that meets some waits up to twice as long each time, 375 ms in all', async () => {
  expect(await pastConflicts(meets(4))).toEqual({ attempts: 5 });
  expect(waits).toEqual([25, 50, 100, 200]);
});

test('a wait is anything up to that, so that two that met do not meet again', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  await pastConflicts(meets(2));
  expect(waits).toEqual([12.5, 25]);
});

test('fails with 409 after the fifth, and says what to do and when', async () => {
  await expect(pastConflicts(meets(5))).rejects.toMatchObject({ status: 409, headers: { 'Retry-After': '1' }, message: 'Others are writing the same. Send the request again.' });
});
