import { cyclesOf, readHistory, type Commit } from './git-history';
import { keep, keepJson, markdownTable, ROOT } from './place';

/** lesson1/tdd-cycles: every cycle of test-first in the history (Q2). */
export function tddCycles() {
  const commits = readHistory(ROOT);
  const { cycles } = cyclesOf(commits);
  const rows = cycles.map(({ behaviour, red, green, refactors }) => ({
    behaviour,
    red: red.hash,
    green: green.hash,
    refactor: refactors.map(({ hash }) => hash),
    redAt: red.date,
    greenAt: green.date,
    testLines: added(red, (path) => path.startsWith('test/')),
    sourceLines: added(green, (path) => !path.startsWith('test/')),
    tests: red.files.map(({ path }) => path).filter((path) => path.endsWith('.test.ts')),
  }));
  const refactorCommits = commits.filter(({ subject }) => subject.startsWith('tdd: REFACTOR') || /^refactor(\(|:)/.test(subject));
  keepJson('lesson1/tdd-cycles.json', { commits: commits.length, cycles: rows, refactorCommits: refactorCommits.map(({ hash, subject }) => ({ hash, subject })) });
  keep('lesson1/tdd-cycles.md', [
    '# Ciclos TDD leídos del historial de git',
    '',
    `${rows.length} ciclos completos (RED y después GREEN) en ${commits.length} commits; ${refactorCommits.length} commits de refactorización.`,
    'Cada línea se comprueba con `git show <commit>`. El nombre de cada ciclo es el del comportamiento que su prueba exige.',
    '',
    markdownTable(
      ['#', 'Comportamiento', 'RED', 'GREEN', 'REFACTOR', 'Líneas de prueba', 'Líneas de código'],
      rows.map((row, i) => [i + 1, row.behaviour, `\`${row.red}\``, `\`${row.green}\``, row.refactor.map((hash) => `\`${hash}\``).join(' '), row.testLines, row.sourceLines]),
    ),
    '',
  ].join('\n'));
}

function added({ files }: Commit, of: (path: string) => boolean): number {
  return files.filter(({ path }) => of(path) && /\.tsx?$/.test(path)).reduce((sum, file) => sum + file.added, 0);
}
