import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const DOCUMENTS = ['README.md', 'src/constructs/serverless-crud-api/README.md', 'src/constructs/order-events-pipeline/README.md', 'src/constructs/secure-static-site/README.md', 'src/constructs/cost-guard-alarms/README.md', 'src/constructs/peak-hours/README.md'];

interface Sample { readonly name: string; readonly code: string }

const samples: Sample[] = DOCUMENTS.flatMap((document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code], i) => ({ name: `sample ${i + 1} of ${document}`, code }));
});

test('every document has a sample', () => {
  for (const document of DOCUMENTS) { expect(samples.map(({ name }) => name)).toContain(`sample 1 of ${document}`); }
});

test('the README shows its first sample by line 20', () => {
  const lines = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n');
  expect(lines.indexOf('```ts')).toBeGreaterThan(0);
  expect(lines.indexOf('```ts')).toBeLessThan(20);
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

test.each(samples)('$name synthesises', ({ code }) => {
  const { outputText } = ts.transpileModule(`${code}\nexport { stack };`, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } });
  const sample = { exports: {} as { stack?: Stack } };
  new Function('require', 'module', 'exports', outputText)(require, sample, sample.exports);
  const { Resources } = Template.fromStack(sample.exports.stack!).toJSON();
  expect(Object.keys(Resources).length).toBeGreaterThan(10);
});
