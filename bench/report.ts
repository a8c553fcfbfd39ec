import type { ColdStartResult } from './cold-start';
import type { ValidatorResult } from './validators';
import { EMPTY, OURS, SAMPLE_CJS } from './variants';
import type { WarmResult } from './warm';

export interface Results {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  readonly rounds: { readonly cold: number; readonly warm: number };
  /** One-minute load average before the first and after the last measurement. */
  readonly load: readonly [number, number];
  readonly coldStart: { readonly [variant: string]: RatedColdStart };
  readonly warmCpuUs: { readonly [variant: string]: WarmResult };
  readonly coreCpuUs: { readonly [variant: string]: WarmResult };
  readonly validators: { readonly [schema: string]: { readonly [validator: string]: ValidatorResult } };
}

/** With its ratios to the sample. */
export interface RatedColdStart extends ColdStartResult {
  readonly bytes: number;
  readonly ratio: number;
  readonly ownRatio: number;
}

/** The tables that a person reads. */
export function tablesOf({ coldStart, warmCpuUs, coreCpuUs, validators }: Results): string {
  const baseline = warmCpuUs[SAMPLE_CJS];
  return [
    table(`Cold start: CPU ms from the process's start to the first answer (a create); ratio to ${SAMPLE_CJS}`,
      ['', 'ms', 'ratio', 'own ms', 'own ratio', 'init', 'first', 'wall ms', 'bytes', 'modules'],
      Object.entries(coldStart).map(([name, result]) => [
        name,
        one(result.cpuMs), two(result.ratio), one(result.ownCpuMs), two(result.ownRatio), one(result.initCpuMs), one(result.firstInvokeCpuMs),
        one(result.wallMs), String(result.bytes), String(result.modules),
      ])),
    table('Warm: CPU µs an invocation, DynamoDB answered in the process',
      ['', 'create', 'ratio', 'get', 'ratio'],
      Object.entries(warmCpuUs).map(([name, { create, get }]) => [
        name, one(create), two(create / baseline.create), one(get), two(get / baseline.get),
      ])),
    table('Router, validation and serialisation alone: CPU µs a create, the store replaced',
      ['', 'create'],
      Object.entries(coreCpuUs).map(([name, { create }]) => [name, one(create)])),
    ...Object.entries(validators).map(([schema, results]) => table(`Validators: ${schema}`,
      ['', 'cold CPU ms', 'bytes', 'good µs', 'bad µs'],
      Object.entries(results).map(([name, { coldCpuMs, bytes, goodUs, badUs }]) => [name, one(coldCpuMs), String(bytes), two(goodUs), two(badUs)]))),
  ].join('\n\n');
}

/** Ratios to the sample; `own` leaves out what an empty handler takes. */
export function withRatios(results: { readonly [variant: string]: ColdStartResult }, bytesOf: (variant: string) => number): Results['coldStart'] {
  const baseline = results[SAMPLE_CJS];
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [
    name, { ...result, bytes: bytesOf(name), ratio: result.cpuMs / baseline.cpuMs, ownRatio: result.ownCpuMs / baseline.ownCpuMs },
  ]));
}

/** What the run is for, in a line. */
export function verdictOf({ coldStart }: Results): string {
  const { ratio, ownRatio } = coldStart[OURS];
  return `${OURS}: ${two(ratio)} of ${SAMPLE_CJS}, ${two(ownRatio)} without the boot that ${EMPTY} takes too (aim: 0.65)`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: readonly string[]) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ');
  return [title, line(head), ...rows.map(line)].join('\n');
}

function one(value: number) { return value.toFixed(1); }
function two(value: number) { return value.toFixed(2); }
