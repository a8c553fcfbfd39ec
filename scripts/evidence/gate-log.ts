import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE, keep, keepJson, markdownTable, shown } from './place';
import type { Options, Provenance } from './steps';

export interface GateRun {
  readonly steps: readonly { readonly name: string; readonly passed: boolean; readonly seconds: number }[];
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
}

/** lesson7/gate.txt: a run of .ci/run; without a log the one kept before stays, with its date. */
export function gateLog({ gateLog: file }: Options): Provenance | void {
  if (file === undefined) {
    console.log(existsSync(join(EVIDENCE, 'lesson7/gate.json')) ? '  no --gate-log: the run kept before stays, with its date' : '  no --gate-log, and none was kept before: the report says so');
    return;
  }
  const log = shown(readFileSync(file, 'utf8'));
  const run = stepsOf(log);
  const { text, left } = withoutRepeats(log);
  keep('lesson7/gate.txt', text);
  const date = statSync(file).mtime.toISOString();
  keepJson('lesson7/gate.json', { date, ...run });
  keep('lesson7/gate.md', [
    '# La puerta de calidad (`bash .ci/run`)', '', `${run.passed} pasos pasan, ${run.failed} fallan, ${run.seconds} s en total.`, '',
    ...left > 0 ? [`El aviso del SDK sobre la versión de Node, que cada proceso repite, está una vez en gate.txt: se han quitado ${left}.`, ''] : [],
    markdownTable(['Paso', 'Resultado', 'Segundos'], run.steps.map(({ name, passed, seconds }) => [name, passed ? 'pasa' : 'FALLA', seconds])), '',
  ].join('\n'));
  return { date };
}

/** @returns the log with the SDK's warning of Node's version once, and how many times it was left out: each process of the tests prints it */
export function withoutRepeats(log: string): { readonly text: string; readonly left: number } {
  let found = 0;
  const text = log.replace(/^\(node:\d+\) Warning: NodeVersionSupportWarning[^]*?More information can be found at: \S+\n/gm, (warning) => {
    found += 1;
    return found === 1 ? warning : '';
  });
  return { text, left: Math.max(0, found - 1) };
}

/** @throws Error for a log that is no whole run of .ci/run */
export function stepsOf(log: string): GateRun {
  const steps = [...log.matchAll(/^--- (passed in|FAILED after) (\d+) s: (.+)$/gm)].map(([, how, seconds, name]) => ({ name, passed: how === 'passed in', seconds: Number(seconds) }));
  if (steps.length === 0) { throw new Error("the log has no line '--- passed in N s: …': give what bash .ci/run printed"); }
  const [, passed, failed] = [...log.matchAll(/^(\d+) passed, (\d+) failed$/gm)].pop() ?? [];
  if (passed === undefined) { throw new Error("the log has no line 'N passed, N failed': the run was not let to its end"); }
  const counted = steps.filter((step) => step.passed).length;
  if (Number(passed) !== counted || Number(failed) !== steps.length - counted) {
    throw new Error(`the log says ${passed} passed, ${failed} failed, and shows ${counted} passed, ${steps.length - counted} failed: give it whole`);
  }
  const [, seconds] = [...log.matchAll(/^(\d+) s in all$/gm)].pop() ?? [];
  return { steps, seconds: Number(seconds ?? steps.reduce((sum, step) => sum + step.seconds, 0)), passed: counted, failed: steps.length - counted };
}
