import { RefusedCli } from '../../scripts/docs/cli';
import { commandMistakes, spanMistakes, spansOf, type Known } from '../../scripts/docs/commands';

let cli: RefusedCli;
let known: Known;
beforeAll(async () => {
  cli = await RefusedCli.start();
  known = { scripts: new Set(['demo', 'compat']), has: (path) => ['bench/synth.ts', 'test/docs'].includes(path), refusal: (args) => cli.refusal(args) };
});
afterAll(() => cli.stop());

const mistakes = (code: string) => commandMistakes('a.md:3', code, known);

test.each([
  'npm ci && npm run demo -- --check',
  'npx projen compat',
  'npx cdk deploy --all',
  'npx tsx --tsconfig tsconfig.dev.json bench/synth.ts',
  'npx jest -u --coverage=false test/docs/sam',
  'npx serverless-inteligente help',
  'npx serverless-inteligente cost cdk.out --rps 1000 --usage usage.json',
  'npx serverless-inteligente dlq replay <queue> --stack <stack> --execute',
  'npx serverless-inteligente republish --stack Shop --since <time> --where status=OPEN',
  'npx serverless-inteligente site latency s3://<bucket>/site/index.html https://<domain>/index.html --requests 1',
])('can be typed: %s', async (code) => expect(await mistakes(code)).toEqual([]));

test.each([
  ['npm run demoo', "There is no script 'demoo'. Allowed: compat, demo."],
  ['npm publish', "There is no command of npm 'publish'."],
  ['npx projen complat', "There is no task 'complat'."],
  ['npx cdk syth', "There is no command of the CDK 'syth'."],
  ['npx tsx bench/sinth.ts', "There is no file 'bench/sinth.ts'."],
  ['npx jest test/gone/sam', "There is no file 'test/gone'."],
  ['npx cowsay', "There is no tool 'cowsay'."],
  ['make', "There is no program 'make'."],
  ['npx serverless-inteligente price', "'price' is no command. Allowed:"],
  ['npx serverless-inteligente dlq move x --stack y', "'move' is no command of dlq."],
  ['npx serverless-inteligente dlq show x', '--stack <name> missing.'],
  ['npx serverless-inteligente cost cdk.out --rsp 10', "Unknown option '--rsp'"],
  ['npx serverless-inteligente republish --stack Shop --since yesterday', "--since is 'yesterday'"],
  ["npx 'cdk", "bash can't read it"],
])('fails for %s', async (code, why) => expect(await mistakes(code)).toEqual([expect.stringMatching(new RegExp(`^a.md:3: .*${why.replace(/[.*?()]/g, '\\$&')}`))]));

test('every command of a block is looked at', async () => {
  expect(await mistakes('npm ci\nnpm run a && npm run b\n')).toHaveLength(2);
});

describe('a command within a sentence', () => {
  const spans = (text: string) => spansOf('a.md', text);
  const of = async (text: string) => (await Promise.all(spans(text).map((span) => spanMistakes(span, known)))).flat();

  test('is found, over the end of a line too; names of files, props and blocks are none', () => {
    expect(spans('see\n`npm run x`, `a.ts`, `dlq show` and `npx\nserverless-inteligente cost`\n```sh\nnpm `run` y\n```\n``npm `x` ``')).toEqual([
      { file: 'a.md', line: 2, code: 'npm run x' }, { file: 'a.md', line: 2, code: 'npx serverless-inteligente cost' },
    ]);
  });

  test.each(['`npx serverless-inteligente cost`', '`npx serverless-inteligente dlq replay`', '`site rollback --stack <stack>`', '`npx serverless-inteligente`', '`npm run demo -- --check`'])(
    'is good: %s', async (text) => expect(await of(text)).toEqual([]));

  test.each([
    ['`npx serverless-inteligente costs`', "'costs' is no command"],
    ['`npx serverless-inteligente cost --rps 100`', '<cdk.out> missing'],
    ['`dlq purge <bucket> --message <key>`', '--stack <name> missing'],
    ['`npm run demoo`', "no script 'demoo'"],
  ])('fails for %s', async (text, why) => expect(await of(text)).toEqual([expect.stringContaining(why)]));
});
