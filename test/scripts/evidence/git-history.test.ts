import { cyclesOf, parseLog, type Commit } from '../../../scripts/evidence/git-history';

const commit = (hash: string, subject: string, ...paths: string[]): Commit =>
  ({ hash, date: '2026-11-24T03:37:50+00:00', subject, files: paths.map((path) => ({ path, added: 3, removed: 1 })) });

test('a log is read with the lines that each commit added and removed', () => {
  const text = '\x1eabc\x1f2026-11-24T03:37:50+00:00\x1ftdd: RED a door\n\n37\t0\ttest/door.test.ts\n-\t-\tdoor.png\n'
    + '\x1edef\x1f2026-11-24T03:38:30+00:00\x1fchore: nothing\n';
  expect(parseLog(text)).toEqual([
    {
      hash: 'abc',
      date: '2026-11-24T03:37:50+00:00',
      subject: 'tdd: RED a door',
      files: [{ path: 'test/door.test.ts', added: 37, removed: 0 }, { path: 'door.png', added: 0, removed: 0 }],
    },
    { hash: 'def', date: '2026-11-24T03:38:30+00:00', subject: 'chore: nothing', files: [] },
  ]);
});

test('fails for a log of another format, with the line', () => {
  expect(() => parseLog('\x1eabc\x1f2026-11-24T03:37:50+00:00\x1fa\n\nnonsense\n')).toThrow(/'nonsense'.*--numstat/);
});

test('a cycle is a RED and the first GREEN after it of the same behaviour, whatever lies between', () => {
  const history = [
    commit('1', 'tdd: RED a door'), commit('2', 'tdd: RED a window'), commit('3', 'tdd: GREEN a window'),
    commit('4', 'docs: a house'), commit('5', 'tdd: GREEN a door'), commit('6', 'tdd: GREEN a door'),
  ];
  const { cycles, unfinished } = cyclesOf(history);
  expect(cycles.map(({ behaviour, red, green }) => [behaviour, red.hash, green.hash])).toEqual([['a door', '1', '5'], ['a window', '2', '3']]);
  expect(unfinished).toEqual([]);
});

test('a REFACTOR closes the last cycle whose GREEN touched one of its files', () => {
  const history = [
    commit('1', 'tdd: RED a door'), commit('2', 'tdd: GREEN a door', 'door.ts'),
    commit('3', 'tdd: RED a window'), commit('4', 'tdd: GREEN a window', 'window.ts'),
    commit('5', 'tdd: REFACTOR hinges are made once', 'door.ts', 'hinge.ts'), commit('6', 'tdd: REFACTOR paint', 'paint.ts'),
  ];
  expect(cyclesOf(history).cycles.map(({ refactors }) => refactors.map(({ hash }) => hash))).toEqual([['5'], []]);
});

test('a RED without its GREEN is told, and is no cycle', () => {
  const { cycles, unfinished } = cyclesOf([commit('1', 'tdd: GREEN a door'), commit('2', 'tdd: RED a door')]);
  expect(cycles).toEqual([]);
  expect(unfinished.map(({ hash }) => hash)).toEqual(['2']);
});
