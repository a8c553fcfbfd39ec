/**
 * Synthesises examples/polyglot in each language against the packages in dist/, by the commands of its README, and compares: one app, one
 * template, the same documents of its API and events, the same minute in which its alarm rings. In Python it also shows that an app which
 * costs too much ends with an error.
 * Needs `npm run compile` and `npm run package-all` first.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fencesOf } from './docs/fences';
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
}

const LANGUAGES: Language[] = [
  { name: 'typescript', stale: ['node_modules'] },
  { name: 'python', stale: ['.venv'] },
  { name: 'java', stale: ['target', join(homedir(), '.m2', 'repository', 'io', 'github', 'serverless-inteligente')] },
  { name: 'go', stale: [] },
];

/** The commands that the README tells for a language, `# go/` and the lines below, and what it tells before them for all. */
function commandsOf(name: string): string {
  const file = join(APPS, 'README.md');
  const [{ code }] = fencesOf(file, readFileSync(file, 'utf8')).filter(({ words }) => words.includes('polyglot'));
  const [forAll, ...parts] = code.split(/^(?=# [a-z]+\/$)/m);
  const own = parts.find((part) => part.startsWith(`# ${name}/\n`));
  if (!own) { throw new Error(`${file} tells no commands for ${name}: begin them with '# ${name}/'`); }
  return forAll + own;
}

const SIMULATED = 'what its simulator tells';
/** What it must tell in each language: the orders' function fails from minute 60 on, and three minutes of five ring. */
const RINGS = 'rings in minute 63';

/** An app that may cost less than its key does, 1.30 USD a month: the process must not end well. */
const TOO_DEAR = `
from aws_cdk import App, Stack, aws_kms
from serverless_inteligente import MonthlyCostLimit
app = App(policy_validation_beta1=[MonthlyCostLimit(max_monthly_usd=1.25)])
aws_kms.Key(Stack(app, "Dear"), "Key")
app.synth()
`;
const REFUSED = 'MonthlyCostLimit: The app costs 1.30 USD a month, more than the 1.25 it may.';

/** What an app makes and says, by name: its template, the documents of its API and events, what it says of its alarm. */
type Made = Map<string, string>;

function synthesise({ name, stale }: Language): Made {
  const folder = join(APPS, name);
  const out = join(folder, 'cdk.out');
  for (const path of [...stale, 'cdk.out']) { rmSync(resolve(folder, path), { recursive: true, force: true }); }
  const started = Date.now();
  const env = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' };
  const printed = run('bash', ['-euo', 'pipefail', '-c', commandsOf(name)], { cwd: folder, env });
  console.log(`${name.padEnd(12)} ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`);
  const documents = readdirSync(out).filter((file) => /\.(template|openapi|asyncapi)\.json$/.test(file)).sort();
  return new Map([
    ...documents.map((file): [string, string] => [file, readFileSync(join(out, file), 'utf8')]),
    [SIMULATED, printed.split('\n').find((line) => line.startsWith('rings')) ?? ''],
  ]);
}

/** @throws unless Python ends with an error that tells why */
function checkCostLimit() {
  let failure = '';
  try {
    run('.venv/bin/python', ['-c', TOO_DEAR], { cwd: join(APPS, 'python') });
  } catch (error) {
    failure = (error as Error).message;
  }
  if (!failure.includes(REFUSED)) {
    throw new Error(`an app in Python that costs too much must fail with '${REFUSED}', and ended with:\n${failure || 'no error'}`);
  }
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
  const [reference, ...others] = LANGUAGES.map((language) => ({ language, made: synthesise(language) }));
  // jsii-docgen describes every .jsii below the root, that of an installed package too.
  rmSync(join(APPS, 'typescript', 'node_modules'), { recursive: true, force: true });
  rmSync(OUT, { recursive: true, force: true });
  cpSync(join(APPS, reference.language.name, 'cdk.out'), OUT, { recursive: true });

  const differences = others.flatMap(({ language, made }) => [...new Set([...reference.made.keys(), ...made.keys()])]
    .map((file) => ({ file, ours: reference.made.get(file) ?? '', theirs: made.get(file) ?? '' }))
    .filter(({ ours, theirs }) => ours !== theirs)
    .map(({ file, ours, theirs }) => `${file}: ${reference.language.name} and ${language.name} differ at ${firstDifference(ours, theirs)}`));
  if (differences.length > 0) { throw new Error(`the same app gives other documents in other languages:\n${differences.join('\n')}`); }
  const rings = reference.made.get(SIMULATED);
  if (rings !== RINGS) { throw new Error(`the simulator must say '${RINGS}' of the app, and said '${rings}'`); }
  checkCostLimit();
  const sizes = [...reference.made].map(([file, text]) => `${file} (${file.endsWith('.json') ? `${text.length} bytes` : text})`);
  console.log(`${LANGUAGES.length} languages, the same of each: ${sizes.join(', ')}`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
