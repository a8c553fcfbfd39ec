import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The rules under test need no types, which take 20 s to learn; those that do are left out. */
const WITHOUT_TYPES = {
  parserOptions: { project: null },
  rules: Object.fromEntries(['no-floating-promises', 'return-await', 'dot-notation'].map((rule) => [`@typescript-eslint/${rule}`, 'off'])),
};

/** What lint says of a file of the project, were `code` its text. */
function lint(cases: readonly (readonly [file: string, code: string])[]): string[][] {
  const script = `
    const { LegacyESLint } = require('eslint/use-at-your-own-risk');
    const eslint = new LegacyESLint({ cwd: ${JSON.stringify(ROOT)}, overrideConfig: ${JSON.stringify(WITHOUT_TYPES)} });
    const cases = JSON.parse(process.argv[1]);
    Promise.all(cases.map(([filePath, code]) => eslint.lintText(code, { filePath })))
      .then((results) => console.log(JSON.stringify(results.map(([{ messages }]) => messages.map(({ message }) => message)))));`;
  const output = execFileSync(process.execPath, ['-e', script, JSON.stringify(cases)], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(output);
}

const FORBIDDEN: [string, string, string, RegExp][] = [
  ['the contract imports a package', 'src/contract/env.ts', "import 'uuid';", /no dependencies/],
  ['the contract imports a wing', 'src/contract/env.ts', "import '../runtime/kit/json';", /nothing but its siblings/],
  ['the contract reads the environment', 'src/contract/env.ts', 'export const home = process.env.HOME;', /only a \*\.lambda\.ts/],
  ['a handler loads the CDK', 'src/runtime/serverless-crud-api/crud.lambda.ts', "import 'aws-cdk-lib';", /never loads the CDK/],
  ['a handler sees a construct', 'src/runtime/serverless-crud-api/crud.lambda.ts', "import '../../constructs/private/fail';", /never sees a construct/],
  ['a construct loads the AWS SDK', 'src/constructs/private/fail.ts', "import '@aws-sdk/client-dynamodb';", /never call it/],
  ['a construct sees a handler', 'src/constructs/private/fail.ts', "import '../../runtime/kit/json';", /path of its bundle only/],
  ['the kit sees a house', 'src/runtime/kit/http.ts', "import '../serverless-crud-api/principal';", /no domain words/],
  ['the prices load a package', 'src/pricing/charge.ts', "import '@aws-sdk/client-dynamodb';", /has no dependencies/],
  ['the prices see a construct', 'src/pricing/charge.ts', "import '../constructs/private/fail';", /bring it templates/],
  ['a flow loads the AWS SDK', 'src/runtime/serverless-crud-api/create-flow.ts', "import '@aws-sdk/client-dynamodb';", /decided by its ports/],
  ['a flow reads the clock', 'src/runtime/serverless-crud-api/create-flow.ts', 'export const now = () => new Date();', /as ports/],
];

test('what lint allows is allowed, what the rooms forbid is refused with its reason', () => {
  const allowed: [string, string][] = [['src/contract/env.ts', "import { JSON_TYPE } from './wire';\n\nexport const type = JSON_TYPE;\n"]];
  const [clean, ...refused] = lint([...allowed, ...FORBIDDEN.map(([, file, code]) => [file, code] as const)]);
  expect(clean).toEqual([]);
  FORBIDDEN.forEach(([what, , , reason], i) => {
    expect([what, refused[i].join('\n')]).toEqual([what, expect.stringMatching(reason)]);
  });
}, 120_000);
