/**
 * Synthesises examples/polyglot in each language against the packages in dist/, and compares: one app, one template.
 * Needs `npm run compile` and `npm run package-all` first.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run';

const ROOT = resolve(__dirname, '..');
const APPS = join(ROOT, 'examples', 'polyglot');
const DIST = join(ROOT, 'dist');
/** Where cfn-lint finds the template. */
const OUT = join(APPS, 'cdk.out');

interface Language {
  readonly name: string;
  /** Folders made by an earlier build: the version is 0.0.0 each time, so a package kept there would be an old one. */
  readonly stale: string[];
  /** The commands of examples/polyglot/README.md. */
  readonly commands: string[][];
}

const LANGUAGES: Language[] = [
  {
    name: 'typescript',
    stale: ['node_modules'],
    commands: [['npm', 'install', '--no-package-lock'], ['npm', 'run', 'build'], ['npm', 'run', 'synth']],
  },
  {
    name: 'python',
    stale: ['.venv'],
    commands: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '--disable-pip-version-check', '--find-links', '../../../dist/python', '-r', 'requirements.txt'],
      ['.venv/bin/python', 'app.py'],
    ],
  },
  {
    name: 'java',
    stale: ['target', join(homedir(), '.m2', 'repository', 'io', 'github', 'serverless-inteligente')],
    commands: [['mvn', '--batch-mode', '--quiet', 'compile', 'exec:java']],
  },
  {
    name: 'go',
    stale: [],
    commands: [['go', 'run', '.']],
  },
];

function synthesise({ name, stale, commands }: Language): string {
  const folder = join(APPS, name);
  const out = join(folder, 'cdk.out');
  for (const path of [...stale, 'cdk.out']) { rmSync(resolve(folder, path), { recursive: true, force: true }); }
  const started = Date.now();
  for (const [command, ...args] of commands) { run(command, args, { cwd: folder, env: { ...process.env, CDK_OUTDIR: out } }); }
  console.log(`${name.padEnd(12)} ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`);
  return readFileSync(join(out, 'Polyglot.template.json'), 'utf8');
}

function firstDifference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const line = left.findIndex((text, i) => text !== right[i]);
  return `line ${line + 1}: ${left[line]?.trim()} | ${right[line]?.trim()}`;
}

function main() {
  for (const target of ['js', 'python', 'java', 'go']) {
    const folder = join(DIST, target);
    if (!existsSync(folder) || readdirSync(folder).length === 0) { throw new Error(`${folder} is empty: run 'npm run compile && npm run package-all'`); }
  }
  const [reference, ...others] = LANGUAGES.map((language) => ({ language, template: synthesise(language) }));
  rmSync(OUT, { recursive: true, force: true });
  cpSync(join(APPS, reference.language.name, 'cdk.out'), OUT, { recursive: true });

  const differences = others.filter(({ template }) => template !== reference.template);
  for (const { language, template } of differences) {
    console.error(`${reference.language.name} and ${language.name} differ at ${firstDifference(reference.template, template)}`);
  }
  if (differences.length > 0) { throw new Error('the same app gives other templates in other languages: see above'); }
  console.log(`${LANGUAGES.length} languages, one template of ${reference.template.length} bytes`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
