import { barChart } from '../../../scripts/evidence/bar-chart';
import { codeMetrics } from '../../../scripts/evidence/code-metrics';
import { csv, markdownTable } from '../../../scripts/evidence/place';
import { inline } from '../../../scripts/evidence/report/html';
import { shortResource } from '../../../scripts/evidence/report/lesson5';
import { table } from '../../../scripts/evidence/report/model';

test('a table of Markdown keeps its columns, whatever is in a cell', () => {
  expect(markdownTable(['a', 'b'], [['x|y', 'one\ntwo'], [1, '']])).toBe('| a | b |\n|---|---|\n| x\\|y | one two |\n| 1 |  |');
});

test('values separated by commas are quoted where they must be', () => {
  expect(csv(['a', 'b'], [['x,y', 'say "no"'], [1.5, 'plain']])).toBe('a,b\n"x,y","say ""no"""\n1.5,plain\n');
});

test('bars are as long as their values, and the greatest is the whole', () => {
  const svg = barChart({ title: 't', note: 'n', unit: 'ms', bars: [{ label: 'a & b', value: 50 }, { label: 'c', value: 100, ours: true }] });
  const [half, whole] = [...svg.matchAll(/<rect x="320"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(half).toBe(whole / 2);
  expect(svg).toContain('a &amp; b');
  expect(svg).toContain('>50,0 ms<');
});

test.each([[[]], [[{ label: 'a', value: -1 }]], [[{ label: 'a', value: NaN }]]])('fails for bars that cannot be drawn: %j', (bars) => {
  expect(() => barChart({ title: 'Latency', note: '', unit: 'ms', bars })).toThrow(/'Latency': bars are from zero up/);
});

test('code is measured by its lines, functions and branches', () => {
  const source = 'export function a(x: number) {\n  if (x > 1 && x < 9) { return 1; }\n\n  return [x].map((y) => (y ? 1 : 2));\n}\n';
  expect(codeMetrics([source, 'const b = 1;\n'])).toEqual({ files: 2, lines: 5, longestFile: 4, functions: 2, longestFunction: 5, mostBranches: 3 });
});

test('fails for a row that is not as wide as its head', () => {
  expect(() => table(['a', 'b'], [['1', '2'], ['3']])).toThrow(/a, b has 2 columns, and not so: \["3"\]/);
});

test('what is said in the report cannot be markup', () => {
  expect(inline('**a** < `b<c`')).toBe('<strong>a</strong> &lt; <code>b&lt;c</code>');
});

test.each([
  ['<TicketsApiUserPoolABC234EB.Arn>', 'TicketsApiUserPool'],
  ['<Data:ExportsOutputFnGetAttCommerceApiTablesorders51C0FAF4Arn0A1B2C3D>/index/status-index', 'CommerceApiTablesorders/index/status-index'],
  ['<PriceOrderC1D8E794.Arn>', 'PriceOrder'],
  ['*', '*'],
])('%s is shown by its name', (resource, name) => {
  expect(shortResource(resource)).toBe(`\`${name}\``);
});
