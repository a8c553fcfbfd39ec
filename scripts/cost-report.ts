/**
 * `npm run cost-report -- <cdk.out> <folder>`: what the reference system costs, before and after its optimizations, and at other
 * traffic, computed by the package's own command with the amounts of examples/reference-system/cost/usage.json. Writes into the folder:
 *
 * - `cost.csv`, `cost.md`, `cost.json`, `cost.txt`, `architecture.svg` and, where there is a Chromium, `architecture.png`: as it is
 * - `before.csv`, `before.json`: without the optimizations
 * - `difference.md`, `difference.csv`, `difference.json`: what each resource costs before and after, and what each optimization does alone
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPTIMIZATIONS, unoptimized } from '../examples/reference-system/cost/unoptimized';
import type { Io } from '../src/cli/command';
import { cost } from '../src/cli/cost';
import type { Comparison } from '../src/pricing/compare';

export const USAGE = join(__dirname, '..', 'examples', 'reference-system', 'cost', 'usage.json');

/** What an optimization does, alone. */
export interface Effect {
  readonly name: string;
  readonly about: string;
  /** US dollars a month that it saves; below 0, it costs. */
  readonly savesUsd: number;
}

export interface Difference {
  readonly beforeUsd: number;
  readonly afterUsd: number;
  readonly effects: readonly Effect[];
  readonly changes: Comparison['changes'];
}

/** @param folder cloud assembly of the reference system, as staging or production */
export async function differenceOf(folder: string): Promise<Difference> {
  const before = unoptimized(folder);
  try {
    const { comparison } = await report(folder, '--before', before);
    const effects = [];
    for (const optimization of OPTIMIZATIONS) {
      const without = unoptimized(folder, [optimization]);
      const { monthlyUsd } = await report(without);
      effects.push({ name: optimization.name, about: optimization.about, savesUsd: monthlyUsd - comparison.after });
      rmSync(without, { recursive: true });
    }
    effects.sort((a, b) => b.savesUsd - a.savesUsd);
    return { beforeUsd: comparison.before, afterUsd: comparison.after, effects, changes: comparison.changes };
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
}

/** Writes all files. @returns what they say of before and after */
export async function writeReport(folder: string, out: string, env: Io['env'] = process.env): Promise<Difference> {
  mkdirSync(out, { recursive: true });
  const into = (...names: string[]) => names.flatMap((name) => ['--out', join(out, name)]);
  await run(env, folder, ...into('cost.csv', 'cost.md', 'cost.json', 'cost.txt', 'architecture.svg'));
  await run(env, folder, ...into('architecture.png')).catch((error: Error) => { console.error(`no architecture.png: ${error.message}`); });
  const before = unoptimized(folder);
  await run(env, before, ...into('before.csv', 'before.json'));
  rmSync(before, { recursive: true });
  const difference = await differenceOf(folder);
  writeFileSync(join(out, 'difference.json'), `${JSON.stringify(difference, undefined, 2)}\n`);
  writeFileSync(join(out, 'difference.md'), `${markdown(difference)}\n`);
  const rows = difference.changes.map((change) => [
    change.path, change.type, change.before?.toFixed(4) ?? '', change.after?.toFixed(4) ?? '', change.usd.toFixed(4),
  ]);
  writeFileSync(join(out, 'difference.csv'), [['Resource', 'Type', 'Before', 'After', 'Change'], ...rows].map((row) => `${row.join(',')}\r\n`).join(''));
  return difference;
}

/** For people, in dollars and cents. */
export function markdown({ beforeUsd, afterUsd, effects, changes }: Difference): string {
  const usd = (amount: number) => amount.toFixed(2);
  const share = (100 * (beforeUsd - afterUsd) / beforeUsd).toFixed(0);
  return [
    `Before ${usd(beforeUsd)}, after ${usd(afterUsd)} USD a month: ${usd(beforeUsd - afterUsd)} less (${share} %).`,
    '',
    '| saves, USD a month | optimization | |',
    '|---:|---|---|',
    ...effects.map(({ name, about, savesUsd }) => `| ${usd(savesUsd)} | ${name} | ${about} |`),
    '',
    'Each alone, all others kept. Where one changes what another works on, they do not add up to the difference.',
    '',
    '| before | after | resource |',
    '|---:|---:|---|',
    ...changes.filter((change) => Math.abs(change.usd) >= 0.005).reverse()
      .map(({ path, before, after }) => `| ${before === undefined ? '' : usd(before)} | ${after === undefined ? '' : usd(after)} | \`${path}\` |`),
  ].join('\n');
}

async function report(folder: string, ...args: string[]): Promise<any> {
  return JSON.parse(await run({}, folder, '--format', 'json', ...args));
}

/** The package's command, as people call it. @returns what it prints */
export async function run(env: Io['env'], folder: string, ...args: string[]): Promise<string> {
  const printed: string[] = [];
  const ask = () => { throw new Error('it asks nothing'); };
  await cost.run([folder, '--usage', USAGE, ...args], { env, print: (line) => { printed.push(line); }, note: () => {}, ask });
  return printed.join('\n');
}

if (require.main === module) {
  const [folder, out] = process.argv.slice(2);
  if (!folder || !out) {
    console.error('Usage: npm run cost-report -- <cdk.out> <folder>');
    process.exit(2);
  }
  void writeReport(folder, out).then((difference) => console.log(markdown(difference)));
}
