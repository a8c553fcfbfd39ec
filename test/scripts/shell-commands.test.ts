import { commandsIn } from '../../scripts/docs/shell-commands';

test('commands are as bash reads them: quotes, joins, comments, lines that go on', () => {
  expect(commandsIn('npm ci && npm run demo -- --check # a look\ncd "a b"\nnpx tool \\\n  --to \'x y\'\n')).toEqual([
    ['npm', 'ci'], ['npm', 'run', 'demo', '--', '--check'], ['cd', 'a b'], ['npx', 'tool', '--to', 'x y'],
  ]);
});

test('a placeholder is its name, or a value that its kind can be', () => {
  expect(commandsIn('npx tool replay <queue> --stack <stack> --since <time> --rps N')).toEqual([['npx', 'tool', 'replay', 'queue', '--stack', 'stack', '--since', '2026-11-24', '--rps', '1']]);
});

test('a command within another is one of them', () => {
  expect(commandsIn('npx tool "$(npx other <queue>)" b')).toEqual([['npx', 'other', 'queue'], ['npx', 'tool', '', 'b']]);
});

test('nothing is run', () => expect(commandsIn('rm -rf /nowhere/at/all')).toEqual([['rm', '-rf', '/nowhere/at/all']]));

test.each(["npx 'tool", 'npx tool &&', './tool'])('fails for what bash can’t read: %s', (code) => {
  expect(() => commandsIn(code)).toThrow(/^bash can't read it: /);
});
