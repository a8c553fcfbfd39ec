import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cyclesOf, readHistory } from '../../scripts/evidence/git-history';
import { run } from '../../scripts/run';
import * as library from '../../src';
import { titlesIn } from '../support/test-titles';

const ROOT = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const json = (file: string) => JSON.parse(read(file));
const git = (...args: string[]) => run('git', args, { cwd: ROOT }).trim();

/** Without them nobody can tell what is in the repository, or how it came there: what needs them is skipped, and says so. */
const isRepository = existsSync(join(ROOT, '.git'));
const isWhole = isRepository && git('rev-parse', '--is-shallow-repository') === 'false';
const inRepository = isRepository ? test : test.skip;
const inWholeHistory = isWhole ? test : test.skip;

describe('docs/requirements.md', () => {
  const ROWS = 'P1 P2 P3 P4 P5 P6 C1 C2 A1 A2 A3 A4 A5 A6 T1 T2 T3 D1 S1 S2 S3 F1 F2 E1 O1 O2 O3 O4 O5 G1 G2 I1 K1 Q1 Q2 Q3 V1'.split(' ');
  const table = read('docs/requirements.md').split('\n').flatMap((line) => {
    const [, id, proofs] = /^\| ([A-Z]\d) \|.*\|([^|]*)\|$/.exec(line) ?? [];
    return id === undefined ? [] : [[id, proofs] as const];
  });

  test('has every requirement once', () => expect(table.map(([id]) => id)).toEqual(ROWS));

  test.each(table)('%s names the tests that prove it: each is there, and says so in its name', (id, proofs) => {
    const files = [...proofs.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const tests = files.filter((file) => file.endsWith('.test.ts'));
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !titlesIn(join(ROOT, file)).some((title) => new RegExp(`\\b${id}\\b`).test(title)))).toEqual([]);
  });
});

describe('P2: what it is built on', () => {
  const { dependencies, devDependencies, peerDependencies } = json('package.json');
  const declared: { readonly [name: string]: string } = { ...dependencies, ...devDependencies, ...peerDependencies };
  const sources = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
  const imports = (module: string, files: readonly string[]) => files.filter((file) => read(file).includes(` from '${module}'`));

  test.each([
    ['aws-cdk-lib', 'src/constructs'],
    ['constructs', 'src/constructs'],
    ['@aws-sdk/client-dynamodb', 'src/runtime'],
    ['@aws-sdk/client-s3', 'src/runtime'],
    ['@aws-sdk/client-sns', 'src/runtime'],
    ['@aws-lambda-powertools/logger', 'src/runtime'],
  ])('P2: %s is a dependency, and is imported by %s', (name, folder) => {
    expect(declared[name]).toBeDefined();
    expect(imports(name, sources(folder))).not.toEqual([]);
  });

  test('P2: the assertions of the CDK are what its tests are written with', () => {
    expect(imports('aws-cdk-lib/assertions', sources('test')).length).toBeGreaterThan(10);
  });

  test('P2: projen makes the project, jsii compiles it, jest tests it', () => {
    expect(['projen', 'jsii', 'jest'].filter((name) => declared[name] === undefined)).toEqual([]);
    expect(imports('projen', ['.projenrc.ts'])).not.toEqual([]);
    const steps = (task: string) => json('.projen/tasks.json').tasks[task].steps.map(({ exec, execArgs }: any) => exec ?? execArgs?.join(' ') ?? '');
    expect(steps('compile')).toContainEqual(expect.stringMatching(/^jsii\b/));
    expect(steps('test')).toContainEqual(expect.stringMatching(/^jest\b/));
  });
});

describe('P3: at the top level', () => {
  inRepository.each(['src', 'src/constructs', 'src/runtime', 'test', 'examples', '.projenrc.ts', 'package.json', 'tsconfig.dev.json', 'API.md', 'evidence'])('P3: %s is in the repository', (path) => {
    expect(git('ls-files', '--', path)).not.toBe('');
  });
});

test('P4: each of the four constructs is exported, and its house has handlers of its own', () => {
  const houses = { ServerlessCrudApi: 'serverless-crud-api', SecureStaticSite: 'secure-static-site', OrderEventsPipeline: 'order-events-pipeline', CostGuardAlarms: 'cost-guard-alarms' };
  for (const [name, house] of Object.entries(houses)) {
    expect(library).toHaveProperty(name, expect.any(Function));
    const handlers = readdirSync(join(ROOT, 'src', 'runtime', house)).filter((file) => file.endsWith('.lambda.ts'));
    expect([house, handlers.length]).toEqual([house, expect.any(Number)]);
    expect(handlers).not.toEqual([]);
  }
});

describe('Q1: unit tests', () => {
  test('Q1: coverage below what the client asked for fails', () => {
    const { coverageThreshold: { global }, coverageReporters } = json('package.json').jest;
    for (const measure of ['branches', 'functions', 'lines', 'statements']) { expect(global[measure]).toBeGreaterThanOrEqual(80); }
    expect(coverageReporters).toContain('html');
  });

  test.each([
    ['validation of input', 'test/runtime/serverless-crud-api/schema-problems.test.ts'],
    ['failures', 'test/runtime/serverless-crud-api/faults.test.ts'],
    ['DynamoDB', 'test/runtime/serverless-crud-api/create-item.test.ts'],
    ['links signed for S3', 'test/runtime/kit/s3-signing.test.ts'],
    ['publishing to SNS', 'test/runtime/order-events-pipeline/publish-changes.test.ts'],
  ])('Q1: of %s: %s', (_what, file) => {
    expect(titlesIn(join(ROOT, file)).length).toBeGreaterThanOrEqual(3);
  });
});

describe('Q2, Q3: the history', () => {
  if (!isWhole) { test.skip('is not here (a shallow clone, or none: git fetch --unshallow), so that nothing is said of it', () => undefined); }

  inWholeHistory('Q2: at least twelve behaviours were a failing test first, and code after it', () => {
    const { cycles } = cyclesOf(readHistory(ROOT));
    const genuine = cycles.filter(({ red, green }) => red.files.some(({ path }) => /(^|\/)test\//.test(path)) && green.files.some(({ path }) => !/(^|\/)test\//.test(path)));
    expect(genuine.length).toBeGreaterThanOrEqual(12);
  });

  inWholeHistory('Q3: each documented refactoring is a commit of it, in the client’s words, and changed what it says', () => {
    const refactorings: { commit: string; subject: string; asked: string; shown: string }[] = json('evidence/lesson7/refactorings.json');
    expect(refactorings.map(({ asked }) => asked)).toEqual(expect.arrayContaining(['Handlers modulares', 'Clientes de AWS en módulos reutilizables', 'Manejo de errores', 'Logs estructurados']));
    for (const { commit, subject, shown } of refactorings) {
      expect(git('show', '-s', '--format=%s', commit)).toBe(subject);
      expect(git('merge-base', commit, 'HEAD').slice(0, 7)).toBe(commit.slice(0, 7));
      expect(git('show', '--name-only', '--format=', commit).split('\n')).toContain(shown);
    }
  });
});
