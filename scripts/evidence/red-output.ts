import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cyclesOf, readHistory, type Cycle } from './git-history';
import { keep, keepJson, kept, ROOT, shown } from './place';
import { pictureOfOutput } from './terminal';
import { run } from '../run';

/** Cycles whose failing and passing output is shown: one of the environment, one whose code was there and did less. */
const SHOWN = ['the demo refuses flags it does not know', 'a header sent in two lines is one list'];

/** lesson1/red-green-N.txt: what Jest says at the commit of a RED, and of its GREEN. */
export async function redOutput() {
  const { cycles } = cyclesOf(readHistory(ROOT));
  const results = SHOWN.map((behaviour, i) => {
    const cycle = cycles.find((one) => one.behaviour === behaviour);
    if (!cycle) { throw new Error(`the history has no cycle '${behaviour}': name one of evidence/lesson1/tdd-cycles.md in red-output.ts`); }
    return recorded(cycle, `lesson1/red-green-${i + 1}.txt`);
  });
  keepJson('lesson1/red-green.json', results);
  const [{ file, behaviour }] = results;
  await pictureOfOutput(kept(file), 'lesson1/screenshots/red-green-1.png', { title: `tdd: RED y GREEN de «${behaviour}»` });
}

function recorded({ behaviour, red, green }: Cycle, file: string) {
  const tests = red.files.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));
  const [failing, passing] = [red, green].map(({ hash }) => jestAt(hash, tests));
  if (failing.status === 0 || passing.status !== 0) {
    throw new Error(`'${behaviour}' does not fail at ${red.hash} and pass at ${green.hash}:\n${failing.output}\n${passing.output}`);
  }
  const part = (phase: string, hash: string, { output }: Outcome) => `$ git checkout ${hash}   # tdd: ${phase} ${behaviour}\n$ npx jest ${tests.join(' ')}\n\n${output.trim()}\n`;
  keep(file, `${part('RED', red.hash, failing)}\n${'-'.repeat(80)}\n\n${part('GREEN', green.hash, passing)}`);
  return { behaviour, file, red: red.hash, green: green.hash, tests, failed: countOf(failing, 'failed'), passed: countOf(passing, 'passed') };
}

interface Outcome { readonly status: number | null; readonly output: string }

function jestAt(hash: string, tests: readonly string[]): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'red-'));
  try {
    run('git', ['worktree', 'add', '--quiet', '--detach', '--force', folder, hash], { cwd: ROOT });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const jest = [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--coverage=false', '--ci', '--reporters=default', '--runInBand', ...tests];
    const { status, stdout, stderr } = spawnSync(process.execPath, jest, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } });
    return { status, output: readable(shown(`${stdout}${stderr}`, folder)) };
  } finally {
    spawnSync('git', ['worktree', 'remove', '--force', folder], { cwd: ROOT });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without the way to node_modules, which is a link here, and without a warning on the Jest configuration of that commit. */
function readable(output: string): string {
  return output.replace(/(?:\/|\.\.\/)[\w./-]*?node_modules\//g, 'node_modules/').replace(/^ts-jest\[config\] \(WARN\).*\n.*isolatedModules.*\n\s*\n/gm, '');
}

/** Of suites, where no test of theirs could be loaded. */
function countOf({ output }: Outcome, what: 'failed' | 'passed'): number {
  const found = new RegExp(`^Tests:.*?(\\d+) ${what}`, 'm').exec(output) ?? new RegExp(`^Test Suites:.*?(\\d+) ${what}`, 'm').exec(output);
  return Number(found?.[1] ?? 0);
}
