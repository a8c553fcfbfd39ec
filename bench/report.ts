import type { ColdStartResult } from './cold-start';
import { EMPTY_SYNTH, NODEJS_SYNTH, OURS_SYNTH, PLAIN_SYNTH, type SynthResult } from './synth';
import type { ThroughputResult } from './throughput';
import type { ValidatorResult } from './validators';
import { MIDDY, MIDDY_FULL, OURS, OURS_CORE, SAMPLE_CJS, WITHOUT_LOG } from './variants';
import type { WarmResult } from './warm';

type By<Result> = { readonly [variant: string]: Result };

export interface Results {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  readonly rounds: { readonly cold: number; readonly warm: number };
  /** One-minute load average before the first and after the last measurement. */
  readonly load: readonly [number, number];
  readonly coldStart: By<RatedColdStart>;
  readonly transports: By<RatedColdStart>;
  readonly warmCpuUs: By<WarmResult>;
  readonly coreCpuUs: By<WarmResult>;
  /** Requests a second of CPU, by DynamoDB's delay in ms. */
  readonly throughput: By<ThroughputResult>;
  readonly validators: By<By<ValidatorResult>>;
}

/** With its ratios to the sample. */
export interface RatedColdStart extends ColdStartResult {
  readonly bytes: number;
  readonly ratio: number;
  readonly ownCpuRatio: number;
  readonly ownWallRatio: number;
}

/** The tables that a person reads. */
export function tablesOf({ coldStart, transports, warmCpuUs, coreCpuUs, throughput, validators }: Results): string {
  const baseline = warmCpuUs[SAMPLE_CJS];
  return [
    coldTable(`Cold start, a create: init and first invoke; ratios to ${SAMPLE_CJS}`, coldStart),
    coldTable('Cold start, one PutItem, by what sends it; ratios to the same', transports),
    table('Warm: CPU µs an invocation, DynamoDB answered in the process',
      ['', 'create', 'ratio', 'get', 'ratio'],
      Object.entries(warmCpuUs).map(([name, { create, get }]) => [
        name, one(create), two(create / baseline.create), one(get), two(get / baseline.get),
      ])),
    table('Router, validation and serialisation alone: CPU µs a create, the store replaced',
      ['', 'create'],
      Object.entries(coreCpuUs).map(([name, { create }]) => [name, one(create)])),
    table('Requests a second of CPU, half creates and half gets, DynamoDB over HTTP after 0 and 5 ms',
      ['', '0 ms', 'ratio', '5 ms', 'ratio'],
      Object.entries(throughput).map(([name, rates]) => [
        name, ...['0', '5'].flatMap((delay) => [rates[delay].toFixed(0), two(rates[delay] / throughput[SAMPLE_CJS][delay])]),
      ])),
    ...Object.entries(validators).map(([schema, results]) => table(`Validators: ${schema}`,
      ['', 'cold CPU ms', 'bytes', 'good µs', 'bad µs'],
      Object.entries(results).map(([name, { coldCpuMs, bytes, goodUs, badUs }]) => [name, one(coldCpuMs), String(bytes), two(goodUs), two(badUs)]))),
  ].join('\n\n');
}

/** The table of synths that a person reads. */
export function synthTable(synth: By<SynthResult>): string {
  const plain = synth[PLAIN_SYNTH];
  return table(`Synth of a stack with ten resources; ratios to ${PLAIN_SYNTH}`,
    ['', 'CPU ms', 'ratio', 'least', 'ratio', 'ms', 'ratio', 'resources'],
    Object.entries(synth).map(([name, { cpuMs, leastCpuMs, wallMs, resources }]) => [
      name, cpuMs.toFixed(0), two(cpuMs / plain.cpuMs), leastCpuMs.toFixed(0), two(leastCpuMs / plain.leastCpuMs),
      wallMs.toFixed(0), two(wallMs / plain.wallMs), String(resources),
    ]));
}

/** Each aim for a synth, and whether it was met. */
export function synthVerdicts(synth: By<SynthResult>): string {
  return [
    verdict(`synth CPU of ${OURS_SYNTH} to ${PLAIN_SYNTH}`, synth[OURS_SYNTH].cpuMs / synth[PLAIN_SYNTH].cpuMs, 1.1),
    verdict(`synth CPU of ${OURS_SYNTH} to ${NODEJS_SYNTH}`, synth[OURS_SYNTH].cpuMs / synth[NODEJS_SYNTH].cpuMs, 0.6),
    `(${EMPTY_SYNTH} takes ${synth[EMPTY_SYNTH].cpuMs.toFixed(0)} ms of it)`,
  ].join('\n');
}

/** Ratios to the sample; `own` leaves out the boot of Node. */
export function withRatios(results: By<ColdStartResult>, baseline: ColdStartResult, bytesOf: (variant: string) => number): By<RatedColdStart> {
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, {
    ...result,
    bytes: bytesOf(name),
    ratio: result.cpuMs / baseline.cpuMs,
    ownCpuRatio: result.ownCpuMs / baseline.ownCpuMs,
    ownWallRatio: result.ownWallMs / baseline.ownWallMs,
  }]));
}

/** What the run is for: each aim, what was measured, and whether it was met. */
export function verdictsOf({ coldStart, coreCpuUs }: Results): string {
  const ours = coldStart[OURS];
  const router = coreCpuUs[`Powertools router${WITHOUT_LOG}`].create;
  const core = coreCpuUs[`${OURS_CORE}${WITHOUT_LOG}`].create;
  const ratios = (to: string) => [
    verdict(`cold start to ${to}, ms`, ours.ownWallMs / coldStart[to].ownWallMs, 0.6),
    verdict(`cold start to ${to}, CPU with the boot`, ours.cpuMs / coldStart[to].cpuMs, 0.6),
  ];
  return [
    ...[SAMPLE_CJS, MIDDY, MIDDY_FULL].flatMap(ratios),
    core <= 15
      ? verdict('router, validation, serialisation, µs', core, 15)
      : verdict('router, validation, serialisation to Powertools\' router', core / router, 0.4),
  ].join('\n');
}

function verdict(what: string, measured: number, aim: number): string {
  return `${measured <= aim ? 'met   ' : 'MISSED'} ${two(measured)} (aim: ≤ ${aim}) ${what}`;
}

function coldTable(title: string, results: By<RatedColdStart>): string {
  return table(title,
    ['', 'ms', 'ratio', 'CPU ms', 'ratio', 'init', 'first', 'CPU with boot', 'ratio', 'bytes', 'modules'],
    Object.entries(results).map(([name, result]) => [
      name, one(result.ownWallMs), two(result.ownWallRatio), one(result.ownCpuMs), two(result.ownCpuRatio), one(result.initCpuMs),
      one(result.firstInvokeCpuMs), one(result.cpuMs), two(result.ratio), String(result.bytes), String(result.modules),
    ]));
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: readonly string[]) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ');
  return [title, line(head), ...rows.map(line)].join('\n');
}

function one(value: number) { return value.toFixed(1); }
function two(value: number) { return value.toFixed(2); }
