import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipEntries } from '../../support/zip-entries';

const EVIDENCE = join(__dirname, '..', '..', '..', 'evidence');
const file = (path: string) => readFileSync(join(EVIDENCE, path));
const valueAt = (path: string, pointer: string) => pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
  .reduce((value: any, part) => value?.[part], JSON.parse(file(path).toString()));
const textOf = (xml: string) => xml.replace(/<\/(?:w|a):p>/g, '\n').replace(/<[^>]+>/g, '');
const PLACEHOLDER = /lorem ipsum|\bTODO\b|\bTBD\b|\bNaN\b|\[object Object\]|\{\{\w|^\s*(?:undefined|null)\s*$/m;

test('V1: every figure of the report is the one in the file that it names', () => {
  const cited: any[] = JSON.parse(file('metrics.json').toString());
  expect(cited.length).toBeGreaterThan(40);
  const found = ({ file: path, pointer, counted }: any) => (counted ? valueAt(path, pointer)?.length : valueAt(path, pointer));
  const wrong = cited.filter((citation) => found(citation) !== citation.value);
  expect(wrong).toEqual([]);
});

test('V1: the report as Word has its cover, a section a lesson and the conclusions, in Spanish, and no placeholder', () => {
  const entries = zipEntries(file('report.docx'));
  const said = textOf(entries.get('word/document.xml')!.toString());
  for (const part of ['Proyecto Serverless Inteligente', 'Tabla de métricas', ...[1, 2, 3, 4, 5, 6, 7].map((lesson) => `Lección ${lesson}`), 'Conclusiones']) { expect(said).toContain(part); }
  expect(said).not.toMatch(PLACEHOLDER);
  expect([...entries.keys()].filter((name) => /^word\/media\/.*\.png$/.test(name)).length).toBeGreaterThanOrEqual(12);
  expect(entries.get('docProps/core.xml')!.toString()).toMatch(/<dcterms:created[^>]*>\d{4}-\d\d-\d\dT00:00:00Z</);
});

test('V1: the presentation has five slides, each with its title, and paragraphs that PowerPoint takes', () => {
  const entries = zipEntries(file('presentation.pptx'));
  const slides = [...entries].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).sort(([a], [b]) => a.localeCompare(b, 'en')).map(([, xml]) => xml.toString());
  expect(slides.map((xml) => textOf(xml).split('\n').find((line) => /^[A-ZÉ ]+$/.test(line)))).toEqual(['ARQUITECTURA', 'MÉTRICAS CLAVE', 'OPTIMIZACIONES', 'DEMO', 'CONCLUSIONES']);
  for (const xml of slides) {
    expect(textOf(xml)).not.toMatch(PLACEHOLDER);
    for (const [paragraph] of xml.matchAll(/<a:p>.*?<\/a:p>/gs)) { expect(paragraph).toMatch(/^<a:p>(?:<a:pPr\b(?:[^>]*\/>|(?:(?!<\/a:pPr>).)*<\/a:pPr>))?(?:(?!<a:pPr).)*$/s); }
  }
});

/** As Chromium writes them: what is within a page is compressed, the pages are not. */
const pagesOf = (path: string) => [...file(path).toString('latin1').matchAll(/\/Type \/Page\b/g)].length;

test('V1: the presentation as PDF has its five slides, the report a page a lesson at least, beside cover and conclusions', () => {
  for (const path of ['report.pdf', 'presentation.pdf']) { expect(file(path).subarray(0, 5).toString()).toBe('%PDF-'); }
  expect(pagesOf('presentation.pdf')).toBe(5);
  expect(pagesOf('report.pdf')).toBeGreaterThanOrEqual(1 + 7 + 1);
});

test('V1: each path of the table is there, and nothing of it is empty', () => {
  const rows = file('README.md').toString().split('\n').filter((line) => line.startsWith('| `') && !line.endsWith('| not yet |'));
  const named = rows.flatMap((line) => [...line.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, path]) => path));
  expect(named.length).toBeGreaterThan(25);
  const all = readdirSync(EVIDENCE, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(EVIDENCE, path)).isFile());
  // what is not the first of its row is named by its end: `-2.txt`, `.json`, `screenshots/`
  const ending = (path: string) => new RegExp(`(^|/|\\w)${path.replace(/\./g, '\\.').replace(/\*/g, '[^/]*')}${path.endsWith('/') ? '' : '$'}`);
  expect(named.filter((path) => !all.some((one) => ending(path).test(one)))).toEqual([]);
  expect(all.filter((path) => statSync(join(EVIDENCE, path)).size === 0)).toEqual([]);
});

test('Q1: what was kept of the coverage is over 80 % in each measure, of at least 12 tests of which none failed', () => {
  const { lines, statements, functions, branches } = valueAt('coverage-report/summary.json', '/total');
  for (const { pct } of [lines, statements, functions, branches]) { expect(pct).toBeGreaterThanOrEqual(80); }
  expect(valueAt('lesson1/tests.json', '/tests')).toBeGreaterThanOrEqual(12);
  expect([valueAt('lesson1/tests.json', '/failures'), valueAt('lesson1/tests.json', '/errors')]).toEqual([0, 0]);
  expect(file('coverage-report/index.html').toString()).toContain('<title>Code coverage report for All files</title>');
});

test('V1: the evidence is all there, in the client’s folders, and no more than 15 MB', () => {
  const all = readdirSync(EVIDENCE, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(EVIDENCE, path)).isFile());
  for (const path of [
    'README.md', 'coverage-report/index.html', 'lesson1/tdd-cycles.md', 'lesson1/red-green-1.txt', 'lesson2/latency.csv', 'lesson2/latency.png', 'lesson3/cold-start.md', 'lesson3/cold-start.png',
    'lesson4/reference-system.postman_collection.json', 'lesson4/newman.txt', 'lesson5/tables.md', 'lesson5/invoice.pdf', 'lesson6/architecture.png', 'lesson6/cost.csv', 'lesson7/refactorings.md', 'lesson7/alarms.md',
  ]) { expect(existsSync(join(EVIDENCE, path)) ? path : `${path} is missing`).toBe(path); }
  expect(all.reduce((sum, path) => sum + statSync(join(EVIDENCE, path)).size, 0)).toBeLessThan(15 * 1024 * 1024);
});

test('Q2, Q3: at least 12 cycles and 3 refactorings are documented', () => {
  expect(valueAt('lesson1/tdd-cycles.json', '/cycles').length).toBeGreaterThanOrEqual(12);
  const refactorings: any[] = valueAt('lesson7/refactorings.json', '');
  expect(refactorings.length).toBeGreaterThanOrEqual(3);
  for (const { before, after, diff } of refactorings) {
    expect([before, after].map(({ files }) => typeof files)).toEqual(['number', 'number']);
    expect(diff).toMatch(/^[+-]/m);
  }
});

test('no text of the evidence has a place of the machine that made it, a token or a colour of a terminal', () => {
  const texts = readdirSync(EVIDENCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(md|txt|csv|json|svg|html)$/.test(path));
  const bad = texts.filter((path) => /(?:^|[\s"'(=])\/(?:work|home|root|Users|tmp)\/|\beyJ[\w-]{20,}\.|\x1b\[/.test(file(path).toString())); // eslint-disable-line no-control-regex
  expect(bad).toEqual([]);
});
