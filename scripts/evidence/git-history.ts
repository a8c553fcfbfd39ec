/** Reads the history as cycles of test-first: RED, GREEN and, where there was one, REFACTOR. */
import { run } from '../run';

export interface ChangedFile { readonly path: string; readonly added: number; readonly removed: number }

export interface Commit {
  readonly hash: string;
  /** ISO 8601, of its author */
  readonly date: string;
  readonly subject: string;
  readonly files: readonly ChangedFile[];
}

export interface Cycle {
  readonly behaviour: string;
  readonly red: Commit;
  readonly green: Commit;
  readonly refactors: readonly Commit[];
}

export interface History {
  /** In the order of their REDs. */
  readonly cycles: readonly Cycle[];
  /** REDs that no GREEN follows. */
  readonly unfinished: readonly Commit[];
}

const RECORD = '\x1e';
const FIELD = '\x1f';

/** Every commit up to HEAD, the first one first. */
export function readHistory(root: string): Commit[] {
  return parseLog(run('git', ['log', '--reverse', '--topo-order', '--no-renames', '--numstat', `--format=${RECORD}%h${FIELD}%aI${FIELD}%s`, '--abbrev=7'], { cwd: root }));
}

/** @throws Error for what `git log --numstat` does not write */
export function parseLog(text: string): Commit[] {
  return text.split(RECORD).slice(1).map((record) => {
    const [head, ...lines] = record.split('\n');
    const [hash, date, subject] = head.split(FIELD);
    return { hash, date, subject, files: lines.filter(Boolean).map(fileOf) };
  });
}

function fileOf(line: string): ChangedFile {
  const [, added, removed, path] = /^(\d+|-)\t(\d+|-)\t(.+)$/.exec(line) ?? [];
  if (path === undefined) { throw new Error(`'${line}' is no line of git log --numstat: two counts and a path, with tabs between`); }
  return { path, added: Number(added) || 0, removed: Number(removed) || 0 };
}

export function cyclesOf(commits: readonly Commit[]): History {
  const found: { behaviour: string; red: Commit; green?: Commit; greenAt: number; refactors: Commit[] }[] = [];
  commits.forEach((commit, at) => {
    const [, phase, behaviour] = /^tdd: (RED|GREEN|REFACTOR) (.+)$/.exec(commit.subject) ?? [];
    if (phase === 'RED') {
      found.push({ behaviour, red: commit, greenAt: -1, refactors: [] });
    } else if (phase === 'GREEN') {
      const begun = found.find((cycle) => cycle.behaviour === behaviour && !cycle.green);
      if (begun) { Object.assign(begun, { green: commit, greenAt: at }); }
    } else if (phase === 'REFACTOR') {
      found.filter(({ green }) => green && touchTheSame(green, commit)).sort((a, b) => b.greenAt - a.greenAt)[0]?.refactors.push(commit);
    }
  });
  return {
    cycles: found.flatMap(({ behaviour, red, green, refactors }) => (green ? [{ behaviour, red, green, refactors }] : [])),
    unfinished: found.filter(({ green }) => !green).map(({ red }) => red),
  };
}

function touchTheSame(one: Commit, other: Commit): boolean {
  const paths = new Set(one.files.map(({ path }) => path));
  return other.files.some(({ path }) => paths.has(path));
}
