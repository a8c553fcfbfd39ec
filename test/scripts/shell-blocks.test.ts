import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Known } from '../../scripts/docs/commands';
import type { Fence } from '../../scripts/docs/fences';
import { missingPaths } from '../../scripts/docs/paths';
import { placeOf, shellMistakes } from '../../scripts/docs/shell-blocks';
import { appOf, runBlock } from '../../scripts/docs/shell-run';

const block = (words: string[], code: string, more: Partial<Fence> = {}): Fence => ({ file: 'a.md', line: 9, language: 'sh', words, code, ...more });
const known: Known = { scripts: new Set(['demo', 'deep', 'demo:all']), has: () => true, refusal: async ([name]) => (name === 'bad' ? 'bad is no command.' : undefined) };
const GATE = "step 'npm test' npm test\nstep 'demo' npm run demo -- --check\n  npm run demo:all\n";
const mistakes = (fence: Fence) => shellMistakes(fence, known, GATE);

test.each([['app'], ['checkout'], ['gate'], ['engine']])('a block says where it runs: %s', async (word) => {
  expect(placeOf(block([word], 'npm test\n'))).toBe(word);
  expect(await mistakes(block([word], 'npm test\n'))).toEqual([]);
});

test('a page that is made of the evidence needs no word: its commands are looked up', async () => {
  expect(await mistakes(block([], 'npm run deep\n', { file: 'evidence/README.md' }))).toEqual([]);
});

test.each<[string, Fence, string]>([
  ['a block that does not say where', block([], 'npm test\n'), "'sh' does not say where it runs. Allowed after sh: app, checkout, gate, polyglot, engine."],
  ['a place that there is not', block(['cloud'], 'npm test\n'), "'sh cloud' does not say where it runs"],
  ['two places', block(['app', 'gate'], 'npm test\n'), "'sh app gate' does not say"],
  ['a step that the gate has not', block(['gate'], 'npm test && npm run deep\n'), ".ci/run has no step 'npm run deep'."],
  ['a step of which the gate has only a longer one', block(['gate'], 'npm run demo\nnpm ci\n'), ".ci/run has no step 'npm ci'."],
  ['a script that there is not, wherever', block(['app'], 'npm run gone\n'), "There is no script 'gone'."],
  ['a command that can’t be, on the engine', block(['engine'], 'npx serverless-inteligente bad\n'), 'bad is no command.'],
  ['a block of another document that polyglot would not run', block(['polyglot'], 'go run .\n'), 'runs the block of examples/polyglot/README.md alone'],
])('fails for %s', async (_, fence, why) => expect(await mistakes(fence)).toEqual([expect.stringContaining(`a.md:9: ${why}`.replace(/^a.md:9: (?=runs)/, ''))]));

test('an app is that of the sample next above, or else of the README', () => {
  const sample = (file: string, line: number, code = 'const stack = 1;\n') => block([], code, { file, line, language: 'ts' });
  const all = [sample('README.md', 3), sample('README.md', 30), sample('a.md', 2), sample('a.md', 4), sample('a.md', 5, 'const app = 1;\n'), sample('a.md', 20)];
  expect(appOf(block(['app'], ''), all)).toBe(all[3]);
  expect(appOf(block(['app'], '', { file: 'b.md' }), all)).toBe(all[0]);
});

describe('run', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'blocks-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a block that ends well says nothing', async () => expect(await runBlock(block([], 'test "$PWD" = "$(pwd)"\necho said\n'), folder)).toEqual([]));

  test.each([['its first line', 'false\necho on\n'], ['a command before a pipe', 'false | cat\n'], ['a name that nobody gave', 'echo "$nobody_gave_this"\n']])(
    'fails where %s fails, with what was said', async (_, code) => {
      expect(await runBlock(block([], `echo before\n${code}`), folder)).toEqual([expect.stringMatching(/^a.md:9: ended with code 1[0-9]*:\nbefore\n/)]);
    });
});

test('a path in a code span leads somewhere', () => {
  const has = (path: string) => ['src/cli', 'docs/a.md', 'web/src/kit'].includes(path);
  expect(missingPaths('b.md', '`src/cli/` `docs/a.md` `kit/http` `a.ts` `src/runtime/<house>/*.ts`\n```ts\n`src/no.ts`\n```', has)).toEqual([]);
  expect(missingPaths('web/b.md', '`src/kit/`', has)).toEqual([]);
  expect(missingPaths('b.md', 'x\n`src/gone.ts`, `docs/a.md`', has)).toEqual(["b.md:2: there is no 'src/gone.ts'. Fix: correct the path"]);
});
