import { fuzzProblems, type FuzzReport } from '../../scripts/openapi/fuzz-report';

function report(changes: Partial<FuzzReport> = {}): FuzzReport {
  const rates = (accepted: number) => ({ fuzzing: { accepted }, coverage: { accepted: 0 } });
  return {
    complete: true,
    operations: { total: 2, tested: 2 },
    test_cases: { generated: 1500, with_failures: 0, errored: 0 },
    failures: [],
    errors: [],
    valid_rates: { 'GET /a': rates(5), 'POST /a': rates(1) },
    ...changes,
  };
}

test('a run without a failure passes', () => {
  expect(fuzzProblems([report(), report()], 3000)).toEqual([]);
});

test.each<[string, Partial<FuzzReport>, string]>([
  ['failed', { failures: [{}, {}] }, '2 failures'],
  ['could not be judged', { errors: [{}] }, '1 errors'],
  ['was cut short', { complete: false }, 'a run was cut short'],
  ['left an operation out', { operations: { total: 3, tested: 2 } }, '1 operations were not tested'],
  ['never got through', { valid_rates: { 'GET /a': { fuzzing: { accepted: 0 } }, 'POST /a': { fuzzing: { accepted: 1 } } } }, 'GET /a was never accepted: what is behind the first refusal is untested'],
])('fails when something %s', (_, changes, problem) => {
  expect(fuzzProblems([report(changes)], 1000)).toEqual([problem]);
});

test('an operation is accepted when any run got through', () => {
  const refused = { 'GET /a': { fuzzing: { accepted: 0 } } };
  expect(fuzzProblems([report({ valid_rates: refused }), report()], 1000)).toEqual([]);
});

test('fails for fewer cases than were wanted', () => {
  expect(fuzzProblems([report()], 2000)).toEqual(['1500 cases of 2000']);
});

test('nothing is expected of what takes a secret that no generator knows', () => {
  const secret = { 'POST /auth/challenge': { fuzzing: { accepted: 0 } }, 'POST /auth/refresh': { fuzzing: { accepted: 0 } } };
  expect(fuzzProblems([report({ valid_rates: secret })], 1000)).toEqual([]);
});
