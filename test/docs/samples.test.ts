import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import ts from 'typescript';

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

const samples: Sample[] = DOCUMENTS.flatMap((document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code], i) => ({ name: `sample ${i + 1} of ${document}`, code }));
});

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

test.each(samples.filter(({ code }) => /^const stack\b/m.test(code)))('$name synthesises', ({ code }) => {
  const { outputText } = ts.transpileModule(`${code}\nexport { stack };`, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } });
  const sample = { exports: {} as { stack?: Stack } };
  new Function('require', 'module', 'exports', outputText)(require, sample, sample.exports);
  const { Resources } = Template.fromStack(sample.exports.stack!).toJSON();
  expect(Object.keys(Resources).length).toBeGreaterThan(10);
});
