import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import ts from 'typescript';
import { fencesOf } from '../../scripts/docs/fences';

const ROOT = join(__dirname, '..', '..');
const DOCUMENTS = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' }).split('\n')
  .filter((file) => file !== '' && file !== 'API.md' && existsSync(join(ROOT, file)));
const HOUSES = DOCUMENTS.filter((file) => /^src\/constructs\/[^/]+\/README\.md$/.test(file));

interface Sample { readonly name: string; readonly code: string }

/** 1 for the first line; infinite where there is none. */
function lineOfFirstSample(file: string): number {
  const at = readFileSync(join(ROOT, file), 'utf8').split('\n').indexOf('```ts');
  return at < 0 ? Infinity : at + 1;
}

const FENCES = DOCUMENTS.map((document) => fencesOf(document, readFileSync(join(ROOT, document), 'utf8')));
const samples: Sample[] = FENCES.flatMap((fences) => fences.filter(({ language }) => language === 'ts').map(({ file, code }, i) => ({ name: `sample ${i + 1} of ${file}`, code })));

test('every house has a README, whose first sample begins by line 10', () => {
  const houses = readdirSync(join(ROOT, 'src/constructs')).filter((name) => name !== 'private').sort();
  expect(HOUSES).toEqual(houses.map((name) => `src/constructs/${name}/README.md`));
  expect(HOUSES.filter((file) => lineOfFirstSample(file) > 10)).toEqual([]);
});

test.each(['What is promised', 'What it costs', 'Limits'])('every house says it: %s', (heading) => {
  expect(HOUSES.filter((file) => !readFileSync(join(ROOT, file), 'utf8').includes(`\n## ${heading}\n`))).toEqual([]);
});

test('the README wins in 25 lines: a whole app ends there', () => {
  const lines = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n');
  expect(lineOfFirstSample('README.md')).toBeLessThanOrEqual(10);
  expect(lines.indexOf('```') + 1).toBeLessThanOrEqual(25);
});

test('every sample compiles', () => {
  const files = new Map(samples.map(({ code }, i) => [join(ROOT, `sample${i}.ts`), code]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const code = files.get(name);
    return code === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true, noUnusedLocals: false }, host);
  const findings = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(findings.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
}, 120_000);

describe('in the folder of an app', () => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  beforeAll(() => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'index.html'), '<!doctype html><title>Shop</title>');
    for (const { words: [name], code } of FENCES.flat().filter(({ language, words }) => language === 'json' && words.length === 1)) { writeFileSync(join(folder, name), code); }
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  test.each(samples.filter(({ code }) => /^const stack\b/m.test(code)))('$name synthesises', ({ code }) => {
    const { Resources } = Template.fromStack(made(code, 'stack') as Stack).toJSON();
    expect(Object.keys(Resources).length).toBeGreaterThan(10);
  });

  test.each(samples.filter(({ code }) => /^const app\b/m.test(code)))('the app of $name synthesises', ({ code }) => {
    const log = jest.spyOn(console, 'log').mockImplementation(); // a validation says how it went
    expect((made(code, 'app') as App).synth().directory).not.toBe('');
    log.mockRestore();
  });

  test('each sample that makes an app is one of these', () => {
    expect(samples.filter(({ code }) => /new (App|Stack)\(/.test(code) && !/^const (stack|app)\b/m.test(code)).map(({ name }) => name)).toEqual([]);
  });
});

/** What a sample holds under a name, once it has run. */
function made(code: string, name: string): unknown {
  const { outputText } = ts.transpileModule(`${code}\nexport { ${name} };`, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } });
  const sample = { exports: {} as { [name: string]: unknown } };
  new Function('require', 'module', 'exports', outputText)(require, sample, sample.exports);
  return sample.exports[name];
}
