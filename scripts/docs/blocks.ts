import { parse } from 'yaml';
import type { Fence } from './fences';
import { USAGE_NAMES } from '../../src/pricing/models';
import { parseUsageFile } from '../../src/pricing/usage';

/** @param read text of a file of the repository, undefined where there is none */
export type Read = (file: string) => string | undefined;

/** Of a block that is read, not run: what is wrong with it, or undefined. */
type Check = (fence: Fence, read: Read) => string | undefined;

/** Apps whose code `npm run polyglot` compiles and runs, by language. */
const APPS: { readonly [language: string]: string } = { python: 'examples/polyglot/python/', java: 'examples/polyglot/java/', go: 'examples/polyglot/go/' };

/** Files that have a form of their own, by name. */
const FORMS: { readonly [name: string]: (data: unknown) => void } = {
  'usage.json': (data) => { parseUsageFile(data, 'usage.json', USAGE_NAMES); },
};

/** By language. Those of a shell are in shell-blocks.ts. */
const CHECKS: { readonly [language: string]: { readonly becomes: string; readonly check: Check } } = {
  ts: { becomes: 'compiled, and synthesised where they make a stack, by test/docs/samples.test.ts', check: noWords },
  json: { becomes: 'parsed, and by its form where it names a file that has one', check: jsonMistake },
  yaml: { becomes: 'parsed', check: ({ code }) => failing(() => parse(code)) },
  python: { becomes: 'lines of an app that polyglot runs', check: excerptMistake },
  java: { becomes: 'lines of an app that polyglot compiles', check: excerptMistake },
  go: { becomes: 'lines of an app that polyglot compiles', check: excerptMistake },
  diff: { becomes: 'counted: each hunk has the lines that its head says', check: ({ code }) => hunkMistake(code) },
  text: { becomes: 'pictures in letters, nothing to run', check: noWords },
};

export const BLOCK_LANGUAGES = Object.keys(CHECKS);

/** @returns what becomes of blocks of a language, undefined for one that is not known here */
export function becomes(language: string): string | undefined {
  return Object.hasOwn(CHECKS, language) ? CHECKS[language].becomes : undefined;
}

/** @returns what is wrong with a block of a known language, with its place */
export function blockMistakes(fence: Fence, read: Read): string[] {
  const mistake = CHECKS[fence.language].check(fence, read);
  return mistake === undefined ? [] : [`${fence.file}:${fence.line}: ${mistake}`];
}

function noWords({ language, words }: Fence): string | undefined {
  return words.length === 0 ? undefined : `'${words.join(' ')}' means nothing after ${language}. Fix: leave it out`;
}

function jsonMistake({ words: [name], code }: Fence): string | undefined {
  return failing(() => {
    const data: unknown = JSON.parse(code);
    if (name !== undefined && Object.hasOwn(FORMS, name)) { FORMS[name](data); }
  });
}

function failing(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Each paragraph of an excerpt is in the file as it stands, whatever its indentation there. */
function excerptMistake({ language, words: [path = ''], code }: Fence, read: Read): string | undefined {
  const text = path.startsWith(APPS[language]) ? read(path) : undefined;
  if (text === undefined) { return `'${path}' is no file of an app in ${language}. Allowed: a file below ${APPS[language]}, which polyglot compiles. Fix: name it after ${language}`; }
  const lines = text.split('\n');
  const missing = code.trimEnd().split(/\n{2,}/).map((one) => one.split('\n')).find((paragraph) => !lines.some((_, i) => stands(paragraph, lines, i)));
  return missing && `${path} has no such lines, as they stand: ${missing[0].trim()} … Fix: copy them from there`;
}

function stands(paragraph: readonly string[], lines: readonly string[], at: number): boolean {
  const indent = lines[at].slice(0, Math.max(0, lines[at].length - paragraph[0].length));
  return indent.trim() === '' && paragraph.every((line, i) => lines[at + i] === indent + line);
}

function hunkMistake(code: string): string | undefined {
  const hunks = code.split(/^(?=@@ )/m).filter((hunk) => hunk.startsWith('@@ '));
  if (hunks.length === 0) { return 'no hunk begins in it. Allowed: @@ -1,2 +1,3 @@ and its lines'; }
  for (const hunk of hunks) {
    const [before, after] = (/^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(hunk) ?? []).slice(1).map((count = '1') => Number(count));
    const lines = hunk.split('\n').slice(1, -1);
    const count = (marks: RegExp) => lines.filter((line) => marks.test(line)).length;
    const [is, was] = [count(/^(\+| |$)/), count(/^(-| |$)/)];
    if (was !== before || is !== after) { return `its hunk says ${before} lines before and ${after} after, and has ${was} and ${is}: ${hunk.split('\n')[0]}`; }
  }
  return undefined;
}
