import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { circumstances } from './processes';
import { synthTable, synthVerdicts } from './report';
import { interleaved, median } from './statistics';
import { TICKET_SCHEMA } from '../examples/reference-system/stacks/ticket-schema';
import { layShippedBundles } from '../test/bundle/shipped';

export const OURS_SYNTH = 'ServerlessCrudApi';
export const PLAIN_SYNTH = 'plain L2, Code.fromAsset';
export const NODEJS_SYNTH = 'NodejsFunction';
export const EMPTY_SYNTH = 'an empty stack';

/** Medians, and the least; CPU is that of the process and of those it started, such as esbuild. */
export interface SynthResult {
  readonly cpuMs: number;
  readonly leastCpuMs: number;
  readonly wallMs: number;
  readonly resources: number;
}

const ROOT = join(__dirname, '..');

/** CPU, time and the CloudFormation resources, by type, of one synth. */
export interface Synthesized {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly types: { readonly [type: string]: number };
}

/** Synths of a stack, in a fresh process each. */
export async function measureSynths(synths: Synths, rounds: number): Promise<{ [name: string]: SynthResult }> {
  const runs = await interleaved(rounds, synths);
  for (const name of [PLAIN_SYNTH, NODEJS_SYNTH]) { checkAlike(name, runs[name][0], runs[OURS_SYNTH][0]); }
  return Object.fromEntries(Object.entries(runs).map(([name, times]) => [name, {
    cpuMs: median(times.map(({ cpuMs }) => cpuMs)),
    leastCpuMs: Math.min(...times.map(({ cpuMs }) => cpuMs)),
    wallMs: median(times.map(({ wallMs }) => wallMs)),
    resources: Object.values(times[0].types).reduce((sum, count) => sum + count, 0),
  }]));
}

export type Synths = { readonly [name: string]: () => Promise<Synthesized> };

/**
 * A stack with ten resources: ours, the same resources by L2 constructs, and those with NodejsFunction.
 * @param bundle folder of the CRUD handler as it ships; each plain function has a copy of it
 * @param lib folder of the library as a user has it, which `npm run compile` makes; made of src without it, good enough to
 * see that a synth can be measured
 */
export function buildSynths(folder: string, bundle: string, lib?: string): Synths {
  const compiled = layCompiled(folder, lib);
  const synth = (script: string, ...args: string[]) => async () =>
    synthesize(join(compiled, 'bench', 'child', `${script}.js`), args, join(folder, 'cloud-assembly'));
  return {
    [EMPTY_SYNTH]: synth('synth-empty'),
    [OURS_SYNTH]: synth('synth-ours'),
    [PLAIN_SYNTH]: synth('synth-plain', layBundles(join(folder, 'bundles'), bundle), 'fromAsset'),
    [NODEJS_SYNTH]: synth('synth-plain', layEntries(join(folder, 'entries')), 'NodejsFunction'),
  };
}

/** @throws Error where `other` makes other resources than ours: then synth-plain.ts has to follow what the constructs make */
export function checkAlike(name: string, other: Synthesized, ours: Synthesized) {
  const typesOf = ({ types }: Synthesized) => JSON.stringify(Object.entries(types).sort());
  if (typesOf(other) !== typesOf(ours)) {
    throw new Error(`${name} synthesises ${typesOf(other)}, ours ${typesOf(ours)}: make bench/child/synth-plain.ts the same`);
  }
}

/** What synthesises, beside the library. @param lib see `buildSynths` @returns the folder, below `folder` */
export function layCompiled(folder: string, lib?: string): string {
  const compiled = join(folder, 'compiled');
  compile(['bench/child', 'examples/reference-system/stacks', ...(lib === undefined ? ['src'] : [])], compiled);
  if (lib !== undefined) { symlinkSync(lib, join(compiled, 'src')); }
  symlinkSync(join(ROOT, 'assets'), join(compiled, 'assets'));
  symlinkSync(join(ROOT, 'node_modules'), join(compiled, 'node_modules'));
  return compiled;
}

/** Each .ts file to a .js file, as tsc would lay them, so that no measurement holds a compiler's time; .json as it is. */
function compile(folders: readonly string[], out: string) {
  for (const folder of folders) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|json)$/.test(name))) {
      const source = readFileSync(join(ROOT, folder, file), 'utf8');
      const target = join(out, folder, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, file.endsWith('.json') ? source : transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20' }).code);
    }
  }
}

/** A function's folder each, with what tells it from the others, as our synth makes them. */
function layBundles(folder: string, bundle: string): string {
  for (let i = 0; i <= 10; i++) {
    cpSync(bundle, join(folder, String(i)), { recursive: true });
    writeFileSync(join(folder, String(i), 'resource.json'), JSON.stringify({ name: `tickets${i}` }));
  }
  return folder;
}

/** A function's source each: the handler of AWS's samples. */
function layEntries(folder: string): string {
  mkdirSync(folder);
  const source = readFileSync(join(__dirname, 'peers', 'sample.mjs'), 'utf8');
  for (let i = 0; i <= 10; i++) { writeFileSync(join(folder, `${i}.ts`), `// ${i}\n${source}`); }
  writeFileSync(join(folder, 'package.json'), '{"name":"entries","private":true}');
  writeFileSync(join(folder, 'package-lock.json'), '{"name":"entries","lockfileVersion":3,"packages":{}}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs a script in a fresh process; argv[2] is the cloud assembly's folder. */
export function synthesize(script: string, args: readonly string[], outdir: string): Synthesized {
  rmSync(outdir, { recursive: true, force: true });
  const start = performance.now();
  // `times` tells of the children too, esbuild among them, which no counter of Node's does.
  const { status, stderr, stdout } = spawnSync('bash', ['-c', '"$@" >&2; code=$?; times; exit $code', 'bash', process.execPath, script, outdir, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, CDK_VALIDATION: 'false' },
    encoding: 'utf8',
  });
  const wallMs = performance.now() - start;
  if (status !== 0) { throw new Error(`${script} ended with ${status}: ${stderr}`); }
  const types: { [type: string]: number } = {};
  for (const file of readdirSync(outdir).filter((name) => name.endsWith('.template.json'))) {
    const { Resources = {} } = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    for (const { Type } of Object.values<{ Type: string }>(Resources)) { types[Type] = (types[Type] ?? 0) + 1; }
  }
  return { cpuMs: cpuMsOf(stdout), wallMs, types };
}

/** The children's user and system time, the second line of `times`, as in `0m1.234s 0m0.056s`. */
function cpuMsOf(times: string): number {
  const spent = times.trim().split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g);
  return [...spent].reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0);
}

/** Prints the figures, and keeps them in results/synth.json unless it is a quick look. */
export async function reportSynths(quick: boolean): Promise<void> {
  execFileSync(join(ROOT, 'node_modules', '.bin', 'projen'), ['compile'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const shipped = await layShippedBundles(TICKET_SCHEMA);
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    const rounds = quick ? 1 : 15;
    const before = loadavg()[0];
    const synth = await measureSynths(buildSynths(folder, join(shipped, 'crud'), join(ROOT, 'lib')), rounds);
    console.log(`${synthTable(synth)}\n\n${synthVerdicts(synth)}`);
    const results = { ...circumstances(rounds, before), node: process.version, synth };
    if (!quick) { writeFileSync(join(__dirname, 'results', 'synth.json'), `${JSON.stringify(results, undefined, 2)}\n`); }
  } finally {
    for (const made of [shipped, folder]) { rmSync(made, { recursive: true, force: true }); }
  }
}

if (require.main === module) { void reportSynths(process.argv.includes('--quick')); }
