import { commandMistakes, type Known } from './commands';
import { commandsIn } from './shell-commands';
import type { Fence } from './fences';

export const SHELL = 'sh';

/** What the word after `sh` says of a block. */
export const PLACES: { readonly [word: string]: string } = {
  app: 'ran in an app of the TypeScript sample above it, or else of the README’s first',
  checkout: 'ran in the repository',
  gate: 'steps of .ci/run',
  polyglot: 'what npm run polyglot runs',
  engine: 'typed on the local engine, in an app that has the packed package, by test/package/documents.test.ts',
  made: 'on a page that npm run evidence makes, so its commands were looked up',
};

/** Document whose block `npm run polyglot` runs. */
export const POLYGLOT = 'examples/polyglot/README.md';

/** @returns what becomes of a block of a shell: a word of PLACES, undefined where it says none of them */
export function placeOf({ file, words: [word, ...more] }: Fence): string | undefined {
  if (word === undefined && file.startsWith('evidence/')) { return 'made'; }
  return word !== undefined && word !== 'made' && Object.hasOwn(PLACES, word) && more.length === 0 ? word : undefined;
}

/** @returns what can be said of a block without running it: its place, and each command that a reader could not type, or that .ci/run does not run */
export async function shellMistakes(fence: Fence, known: Known, gate: string): Promise<string[]> {
  const { file, line, words, code } = fence;
  const at = `${file}:${line}`;
  switch (placeOf(fence)) {
    case undefined: {
      const allowed = Object.keys(PLACES).filter((place) => place !== 'made').join(', ');
      return [`${at}: '${[SHELL, ...words].join(' ')}' does not say where it runs. Allowed after sh: ${allowed}. Fix: name the one that holds`];
    }
    case 'polyglot': return file === POLYGLOT ? [] : [`${at}: npm run polyglot runs the block of ${POLYGLOT} alone. Fix: say otherwise where this one runs`];
    case 'gate': return [...await commandMistakes(at, code, known), ...notIn(gate, code).map((command) => `${at}: .ci/run has no step '${command}'. Fix: run it there, or say otherwise where it runs`)];
    default: return commandMistakes(at, code, known);
  }
}

/** Commands of npm, their options apart, that a script of checks does not name. */
function notIn(gate: string, code: string): string[] {
  return commandsIn(code).map((command) => command.slice(0, command[1] === 'run' ? 3 : 2).join(' '))
    .filter((command) => !new RegExp(`\\b${command.replace(/[.:]/g, '\\$&')}(?![\\w:-])`).test(gate));
}
