import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse } from './arguments';
import { CommandError, UsageError, type Command, type Io } from './command';
import { readCloudAssembly } from '../pricing/cloud-assembly';
import { compare } from '../pricing/compare';
import { estimate, estimateOf, modelOf, type EstimateOptions } from '../pricing/estimate';
import { limitsOf, trafficOf } from '../pricing/limits';
import { USAGE_NAMES } from '../pricing/models';
import { parsePriceTable, shippedPrices } from '../pricing/price-table';
import { parseUsageFile } from '../pricing/usage';
import { csv } from './cost/csv';
import { partsOf } from './cost/diagram/parts';
import { png } from './drawing/png';
import { svg } from './cost/diagram/svg';
import { json } from './cost/json';
import { markdown } from './cost/markdown';
import type { Report } from './cost/report';
import { table } from './cost/table';

const USAGE = 'cost <cdk.out> [--usage <file>] [--free-tier] [--before <cdk.out>] [--rps <n>] [--format <format>] [--out <file>]…';

const HELP = `Usage: npx serverless-inteligente ${USAGE}

What the app in a cloud assembly costs a month, by list prices that ship with the package and by amounts that you
give or that follow from the templates. Needs no account. docs/cost.md explains each part.

  --usage <file>      amounts a month, { "defaults": { type: usage }, "resources": { path: usage } }
  --prices <file>     another table of prices, as \`prices\` writes it
  --free-tier         deduct what is free each month for good
  --before <cdk.out>  an earlier assembly: what the change adds and saves
  --rps <n>           requests a second: what they cost, and which limit breaks first
  --format <format>   of what is printed: table (default), csv, json, markdown
  --out <file>        also writes a file, its format by its ending: .csv, .json, .md, .txt, and .svg or .png for the
                      architecture with what each part costs; may be given several times`;

const OPTIONS = {
  'usage': { type: 'string' },
  'prices': { type: 'string' },
  'free-tier': { type: 'boolean' },
  'before': { type: 'string' },
  'rps': { type: 'string' },
  'format': { type: 'string' },
  'out': { type: 'string', multiple: true },
} as const;

type Render = (report: Report, io: Io) => string | Buffer;
const FORMATS: { readonly [name: string]: (report: Report) => string } = { table, csv, json, markdown };
const ENDINGS: { readonly [ending: string]: Render } = { '.txt': table, '.csv': csv, '.json': json, '.md': markdown, '.svg': drawing, '.png': (report, io) => png(drawing(report), io) };

/** What an app costs, before it is deployed. */
export const cost: Command = {
  summary: 'what an app costs a month, before it is deployed',
  help: HELP,
  run: async (args, io) => {
    const { values, positionals: [folder] } = parse(args, USAGE, OPTIONS, ['cdk.out']);
    const print = chosen(FORMATS, values.format ?? 'table', '--format', Object.keys(FORMATS));
    const files = (values.out ?? []).map((file) => ({ file, render: chosen(ENDINGS, extname(file), `--out ${file}`, Object.keys(ENDINGS)) }));
    const rps = rpsOf(values.rps);
    const report = failing(() => reportOf(folder, values, rps));
    io.print(print(report));
    for (const { file, render } of files) { write(file, render(report, io), io); }
  },
};

function reportOf(
  folder: string,
  { usage, prices, before, 'free-tier': freeTier }: { readonly 'usage'?: string; readonly 'prices'?: string; readonly 'before'?: string; readonly 'free-tier'?: boolean },
  rps: number | undefined,
): Report {
  const options: EstimateOptions = {
    prices: prices === undefined ? shippedPrices() : parsePriceTable(readJson(prices), prices),
    usage: usage === undefined ? {} : parseUsageFile(readJson(usage), usage, USAGE_NAMES),
    usageName: usage,
    freeTier,
  };
  const assembly = readCloudAssembly(folder);
  const model = modelOf(assembly, options);
  const estimated = estimateOf(model, options);
  return {
    name: assembly.stacks.map(({ name }) => name).filter((name, _, all) => !all.some((other) => other !== name && name.startsWith(other))).join(' + '),
    estimate: estimated,
    model,
    comparison: before === undefined ? undefined : compare(estimate(readCloudAssembly(before), options), estimated),
    traffic: rps === undefined ? undefined : trafficAt(rps),
  };

  function trafficAt(requests: number) {
    const busy = modelOf(assembly, { ...options, overrides: trafficOf(assembly, options, requests) });
    const { monthlyUsd, services } = estimateOf(busy, options);
    return { rps: requests, monthlyUsd, services, limits: limitsOf(busy, requests) };
  }
}

function drawing(report: Report): string {
  return svg(partsOf(report.estimate, report.model), report, report.name);
}

function chosen<T>(from: { readonly [name: string]: T }, name: string, option: string, allowed: readonly string[]): T {
  if (!Object.hasOwn(from, name)) { throw new UsageError(`${option}: '${name}' is no format. Allowed: ${allowed.join(', ')}. Usage: ${USAGE}`); }
  return from[name];
}

function rpsOf(value: string | undefined): number | undefined {
  if (value === undefined) { return undefined; }
  const rps = Number(value);
  if (!(rps > 0 && Number.isFinite(rps))) { throw new UsageError(`--rps is no number above 0, got '${value}'. Usage: ${USAGE}`); }
  return rps;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file}: can't be read (${(error as Error).message}). Allowed: a JSON file. Fix: correct the path.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file}: is no JSON (${(error as Error).message}). Allowed: a JSON file, see docs/cost.md. Fix: correct it there.`);
  }
}

function write(file: string, content: string | Buffer, io: Io) {
  try {
    writeFileSync(file, typeof content === 'string' ? `${content}\n` : content);
  } catch (error) {
    throw new CommandError(`${file}: can't be written (${(error as Error).message}). Fix: give --out a file in a folder that exists.`);
  }
  io.note(`wrote ${file}`);
}

/** What the pricing refuses is for people to mend. */
function failing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError((error as Error).message);
  }
}
