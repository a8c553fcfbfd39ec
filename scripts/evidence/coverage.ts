import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EVIDENCE, keep, keepJson, markdownTable, ROOT, shown } from './place';
import type { Options, Provenance } from './steps';
import { run } from '../run';

const REPORT = join(EVIDENCE, 'coverage-report');
/** Jest writes both at its end; the slowest machine needs a minute for it. */
const SAME_RUN_MS = 120_000;
const MEASURES = ['statements', 'branches', 'functions', 'lines'] as const;

interface Measured { readonly total: number; readonly covered: number; readonly pct: number }
interface Summary { readonly [file: string]: Readonly<Record<typeof MEASURES[number], Measured>> }

/** coverage-report/: Istanbul's HTML of a run of all unit tests, its sums a room, and the tests counted (Q1). */
export function coverage({ testedIn }: Options): Provenance {
  const folder = testedIn === undefined ? ROOT : resolve(testedIn);
  if (testedIn === undefined) { run('npx', ['jest', '--ci'], { cwd: ROOT, env: { ...process.env, CDK_VALIDATION: 'false' } }); }
  const from = join(folder, 'coverage');
  if (!existsSync(join(from, 'index.html'))) { throw new Error(`${from} has no index.html: run npm test in ${folder} first, or leave --tested-in out`); }
  const junit = join(folder, 'test-reports', 'junit.xml');
  if (Math.abs(statSync(junit).mtimeMs - statSync(join(from, 'index.html')).mtimeMs) > SAME_RUN_MS) {
    throw new Error(`${junit} and ${from} are of different runs: run npm test in ${folder} again, and nothing of Jest after it`);
  }
  rmSync(REPORT, { recursive: true, force: true });
  cpSync(from, REPORT, { recursive: true, filter: (file) => !/lcov|clover|coverage-(summary|final)|\.json$/.test(file.slice(from.length)) });
  for (const file of readdirSync(REPORT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))) {
    const path = join(REPORT, file);
    writeFileSync(path, shown(undated(readFileSync(path, 'utf8')), folder));
  }
  const summary = JSON.parse(readFileSync(join(from, 'coverage-summary.json'), 'utf8')) as Summary;
  const rows = roomsOf(summary, folder);
  keepJson('coverage-report/summary.json', { total: summary.total, rooms: rows });
  const percent = (pct: number) => `${pct.toFixed(1)} %`;
  keep('coverage-report/summary.md', ['# Cobertura', '', markdownTable(['Parte', 'Ficheros', 'Sentencias', 'Ramas', 'Funciones', 'Líneas'], [
    ...rows.map(({ room, files, ...pct }) => [`\`${room}\``, files, ...MEASURES.map((measure) => percent(pct[measure]))]),
    ['**Total**', rows.reduce((sum, { files }) => sum + files, 0), ...MEASURES.map((measure) => `**${percent(summary.total[measure].pct)}**`)],
  ]), ''].join('\n'));
  keepJson('lesson1/tests.json', testsOf(readFileSync(junit, 'utf8')));
  return { date: statSync(junit).mtime.toISOString(), commit: run('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: folder }).trim() };
}

/** The same HTML for the same code: each page says when it was made, and the index of evidence/ says it once. */
function undated(html: string): string {
  return html.replace(/(\s+at )\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
}

function roomsOf(summary: Summary, folder: string) {
  const rooms = new Map<string, string[]>();
  for (const file of Object.keys(summary).filter((name) => name !== 'total')) {
    const room = file.slice(folder.length + 1).split('/').slice(0, 3).filter((part) => !part.endsWith('.ts')).join('/');
    rooms.set(room, [...rooms.get(room) ?? [], file]);
  }
  return [...rooms].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([room, files]) => {
    const pct = (measure: typeof MEASURES[number]) => {
      const [covered, total] = (['covered', 'total'] as const).map((count) => files.reduce((sum, file) => sum + summary[file][measure][count], 0));
      return total === 0 ? 100 : Math.round((covered / total) * 10_000) / 100;
    };
    return { room, files: files.length, statements: pct('statements'), branches: pct('branches'), functions: pct('functions'), lines: pct('lines') };
  });
}

/** Of a report in JUnit's format. */
function testsOf(junit: string) {
  const [, attributes] = /<testsuites ([^>]*)>/.exec(junit) ?? [];
  const number = (name: string) => Number(new RegExp(`\\b${name}="([\\d.]+)"`).exec(attributes)?.[1]);
  const suites = [...junit.matchAll(/<testsuite name="/g)].length;
  return { tests: number('tests'), failures: number('failures'), errors: number('errors'), suites, seconds: Math.round(number('time')) };
}
