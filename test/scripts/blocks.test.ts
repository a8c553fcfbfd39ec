import { becomes, blockMistakes } from '../../scripts/docs/blocks';
import type { Fence } from '../../scripts/docs/fences';

const APP = 'examples/polyglot/python/app.py';
const block = (language: string, code: string, ...words: string[]): Fence => ({ file: 'a.md', line: 3, language, words, code });
const mistakes = (fence: Fence) => blockMistakes(fence, (file) => (file === APP ? 'if a:\n    b(\n        1,\n    )\n\n    c()\n' : undefined));

test.each<[string, Fence]>([
  ['TypeScript, which the test of samples compiles', block('ts', 'const a = 1;\n')],
  ['JSON', block('json', '{ "a": 1 }\n')],
  ['amounts of a usage file', block('json', '{ "defaults": { "AWS::Lambda::Function": { "durationMs": 60 } } }\n', 'usage.json')],
  ['YAML', block('yaml', 'a: [1, 2]\n')],
  ['lines of an app, less indented than there', block('python', 'b(\n    1,\n)\n', APP)],
  ['two paragraphs of it', block('python', 'if a:\n    b(\n\nc()\n', APP)],
  ['a difference', block('diff', '@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n')],
  ['a difference that ends with an unchanged empty line', block('diff', '@@ -1,2 +1,3 @@\n a\n+c\n \n')],
  ['a picture', block('text', 'a → b\n')],
])('%s is good', (_, fence) => expect(mistakes(fence)).toEqual([]));

test.each<[string, Fence, string]>([
  ['JSON that is none', block('json', '{ a: 1 }\n'), 'a.md:3: Expected property name'],
  ['an amount that the cost command does not know', block('json', '{ "defaults": { "AWS::Lambda::Function": { "speed": 1 } } }\n', 'usage.json'), 'has an unknown usage "speed"'],
  ['YAML that is none', block('yaml', 'a: [1\n'), 'a.md:3: '],
  ['lines that the app has otherwise', block('python', 'b(\n    2,\n)\n', APP), `${APP} has no such lines, as they stand: b( … Fix: copy them from there`],
  ['a second paragraph that the app has otherwise', block('python', 'if a:\n\nd()\n', APP), `${APP} has no such lines, as they stand: d() …`],
  ['a file that nothing compiles', block('python', 'c()\n', 'docs/app.py'), "'docs/app.py' is no file of an app in python. Allowed: a file below examples/polyglot/python/"],
  ['an excerpt of no file', block('python', 'c()\n'), "'' is no file of an app in python"],
  ['a hunk whose last line was cut', block('diff', '@@ -1,2 +1,3 @@\n a\n+c\n'), 'a.md:3: its hunk says 2 lines before and 3 after, and has 1 and 2'],
  ['a hunk that lost a line', block('diff', '@@ -1,2 +1,3 @@\n a\n-b\n+c\n'), 'says 2 lines before and 3 after, and has 2 and 2'],
  ['a difference without a hunk', block('diff', '+a\n'), 'no hunk begins in it'],
  ['a word that means nothing', block('ts', '1;\n', 'norun'), "'norun' means nothing after ts. Fix: leave it out"],
])('fails for %s', (_, fence, why) => expect(mistakes(fence)).toEqual([expect.stringContaining(why)]));

test('fails for a language that nothing here looks at', () => expect([becomes('ruby'), becomes('')]).toEqual([undefined, undefined]));
