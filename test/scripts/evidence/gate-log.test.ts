import { stepsOf, withoutRepeats } from '../../../scripts/evidence/gate-log';

const LOG = `
=== npm ci
added 900 packages
--- passed in 40 s: npm ci

=== npm test
=== not a step, a test says so
--- FAILED after 181 s: npm test

FAILED: npm test
221 s in all
1 passed, 1 failed
`;

test('a log of the gate is read as its steps, with their times and the counts at its end', () => {
  expect(stepsOf(LOG)).toEqual({
    steps: [{ name: 'npm ci', passed: true, seconds: 40 }, { name: 'npm test', passed: false, seconds: 181 }],
    seconds: 221,
    passed: 1,
    failed: 1,
  });
});

test.each([
  ['a log of something else', 'hello\n', /no line '--- passed in N s: …'/],
  ['a run that was broken off', LOG.slice(0, LOG.indexOf('221 s')), /no line 'N passed, N failed'/],
  ['counts that are not those of its steps', LOG.replace('1 passed, 1 failed', '2 passed, 0 failed'), /says 2 passed, 0 failed, and shows 1 passed, 1 failed/],
])('fails for %s', (_, log, message) => {
  expect(() => stepsOf(log)).toThrow(message);
});

test('a warning that each process prints is kept once, and counted', () => {
  const warning = (pid: number) => `(node:${pid}) Warning: NodeVersionSupportWarning: The SDK\nwill need a newer one.\n\nMore information can be found at: https://a.example/b\n`;
  expect(withoutRepeats(`PASS a\n${warning(1)}PASS b\n${warning(22)}${warning(3)}PASS c\n`))
    .toEqual({ text: `PASS a\n${warning(1)}PASS b\nPASS c\n`, left: 2 });
});
