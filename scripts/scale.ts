/**
 * `npm run scale -- <cdk.out>`: writes the tables of docs/scale.md, each figure as the command `cost --rps` gives it for the reference
 * system. The test of documents compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './cost-report';
import type { Report } from '../src/cli/cost/report';

export const DOCUMENT = join(__dirname, '..', 'docs', 'scale.md');
const TRAFFIC = [10, 1000, 100_000];
/** Seconds of a month, as the command counts them. */
const SECONDS = 730 * 3600;
const SERVICES_SHOWN = 7;
/** Above this, a limit is beyond what the document speaks of. */
const HIGHEST = 200_000;

type Traffic = NonNullable<Report['traffic']>;

/** @returns the document with its tables as they are for an assembly */
export async function filled(document: string, folder: string): Promise<string> {
  const traffic: Traffic[] = [];
  for (const rps of TRAFFIC) { traffic.push(JSON.parse(await run({}, folder, '--rps', String(rps), '--format', 'json')).traffic); }
  const tables: { readonly [name: string]: readonly string[] } = {
    cost: costTable(traffic), services: servicesTable(traffic), limits: limitsTable(traffic[1]),
  };
  return Object.entries(tables).reduce((text, [name, lines]) => {
    const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!place.test(text)) { throw new Error(`docs/scale.md has no place for ${name}: <!-- ${name} --> … <!-- /${name} -->`); }
    return text.replace(place, (_, before, after) => `${before}${lines.join('\n')}\n${after}`);
  }, document);
}

function costTable(traffic: readonly Traffic[]): string[] {
  return [
    '| requests a second | USD a month | USD a million requests | beyond its limit |',
    '|---:|---:|---:|---|',
    ...traffic.map(({ rps, monthlyUsd, limits }) => {
      const broken = limits.filter(({ load, quota }) => load > quota);
      const beyond = broken.length === 0 ? 'nothing' : `${broken.length} limits`;
      return `| ${whole(rps)} | ${digits(monthlyUsd, 2)} | ${digits(monthlyUsd / (rps * SECONDS) * 1e6, 2)} | ${beyond} |`;
    }),
  ];
}

/** In steps of 5 %: closer would tell of assumptions. */
function servicesTable(traffic: readonly Traffic[]): string[] {
  const names = traffic[traffic.length - 1].services.slice(0, SERVICES_SHOWN).map(({ service }) => service);
  const share = ({ services, monthlyUsd }: Traffic, name: string) => {
    const percent = 100 * (services.find(({ service }) => service === name)?.usd ?? 0) / monthlyUsd;
    return percent < 2.5 ? 'less' : `${5 * Math.round(percent / 5)} %`;
  };
  return [
    `| of the cost | ${traffic.map(({ rps }) => `at ${whole(rps)}`).join(' | ')} |`,
    `|---|${traffic.map(() => '---:|').join('')}`,
    ...names.map((name) => `| ${name} | ${traffic.map((one) => share(one, name)).join(' | ')} |`),
  ];
}

/** One line for limits of one size that break together. */
function limitsTable({ limits }: Traffic): string[] {
  const lines = new Map<string, string[]>();
  for (const { breaksAtRps, name, quota, unit, where, source } of limits.filter((limit) => limit.breaksAtRps < HIGHEST)) {
    const of = /^account\b/.test(where) ? 'account and region' : `\`${where.split('/').slice(1).join('/')}\``;
    const rest = `${whole(quota)} ${unit} | ${of} | ${source === 'template' ? 'set by the app' : `[AWS](${source})`} |`;
    const line = `${digits(breaksAtRps, 2)} | ${rest}`;
    lines.set(line, [...lines.get(line) ?? [], name]);
  }
  return ['| breaks at, rps | limit | quota | of | |', '|---:|---|---|---|---|', ...[...lines].map(([line, names]) => {
    const [at, ...rest] = line.split(' | ');
    return `| ${[at, names.join(', ').replace(/, throttle of/g, ','), ...rest].join(' | ')}`;
  })];
}

function whole(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** As many digits as the assumptions allow. */
function digits(value: number, count: number): string {
  return Number(value.toPrecision(count)).toLocaleString('en-US');
}

if (require.main === module) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error('Usage: npm run scale -- <cdk.out>');
    process.exit(2);
  }
  void filled(readFileSync(DOCUMENT, 'utf8'), folder).then((text) => writeFileSync(DOCUMENT, text));
}
