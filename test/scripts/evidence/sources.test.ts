import { Sources } from '../../../scripts/evidence/report/sources';

const files: { [path: string]: string } = { 'lesson2/latency.json': '{"lines":[{"p50Ms":1234.5},{"p50Ms":3}],"a/b":"x"}' };
const sources = () => new Sources((path) => files[path] ?? (() => { throw new Error(`no ${path}`); })());

test('a figure is read from the file that the run made, and that is noted', () => {
  const given = sources();
  expect(given.number('lesson2/latency.json', '/lines/0/p50Ms')).toBe(1234.5);
  expect(given.value('lesson2/latency.json', '/a~1b')).toBe('x');
  expect(given.cited).toEqual([
    { file: 'lesson2/latency.json', pointer: '/lines/0/p50Ms', value: 1234.5 },
    { file: 'lesson2/latency.json', pointer: '/a~1b', value: 'x' },
  ]);
});

test('numbers are written as Spanish writes them', () => {
  const given = sources();
  expect(given.shown('lesson2/latency.json', '/lines/0/p50Ms', { digits: 1, unit: 'ms' })).toBe('1.234,5\u00a0ms');
  expect(given.shown('lesson2/latency.json', '/lines/1/p50Ms')).toBe('3');
});

test('what was counted is a figure of its file, too', () => {
  const given = sources();
  expect(given.count('lesson2/latency.json', '/lines')).toBe(2);
  expect(given.cited).toEqual([{ file: 'lesson2/latency.json', pointer: '/lines', value: 2, counted: true }]);
});

test.each([
  ['/lines/7/p50Ms', /latency.json has nothing at \/lines\/7\/p50Ms/],
  ['/a~1b', /latency.json has no number at \/a~1b, but "x"/],
])('fails for a figure that was not measured: %s', (pointer, message) => {
  expect(() => sources().number('lesson2/latency.json', pointer)).toThrow(message);
});
