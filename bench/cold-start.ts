import { inFreshProcess } from './processes';
import { interleaved, median } from './statistics';
import { proxyEvent } from '../test/support/events';
import { ticket } from '../test/support/tickets';

interface Moment {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly modules: number;
}

interface ColdStart {
  readonly statusCode: number;
  readonly booted: Moment;
  readonly loaded: Moment;
  readonly answered: Moment;
}

/** Medians. `cpuMs` is from the process's start to the first answer; `own` is init and first invoke, without the runtime's boot. */
export interface ColdStartResult {
  readonly cpuMs: number;
  readonly ownCpuMs: number;
  readonly ownWallMs: number;
  readonly initCpuMs: number;
  readonly firstInvokeCpuMs: number;
  readonly modules: number;
}

/** Init and first invoke, a create, each in a fresh process. */
export async function measureColdStarts(
  handlers: { readonly [name: string]: string }, env: { readonly [name: string]: string }, rounds: number,
): Promise<{ [name: string]: ColdStartResult }> {
  const event = JSON.stringify(proxyEvent({ method: 'POST', body: ticket() }));
  const runs = await interleaved(rounds, Object.fromEntries(Object.entries(handlers).map(([name, file]) => [name, async () => {
    const run = await inFreshProcess<ColdStart>('cold-start.mjs', [file, event], env);
    if (run.statusCode !== 201) { throw new Error(`${name} answered ${run.statusCode}`); }
    return run;
  }])));
  return Object.fromEntries(Object.entries(runs).map(([name, times]) => [name, summary(times)]));
}

function summary(runs: readonly ColdStart[]): ColdStartResult {
  const of = (measure: (run: ColdStart) => number) => median(runs.map(measure));
  return {
    cpuMs: of(({ answered }) => answered.cpuMs),
    ownCpuMs: of(({ answered, booted }) => answered.cpuMs - booted.cpuMs),
    ownWallMs: of(({ answered, booted }) => answered.wallMs - booted.wallMs),
    initCpuMs: of(({ loaded, booted }) => loaded.cpuMs - booted.cpuMs),
    firstInvokeCpuMs: of(({ answered, loaded }) => answered.cpuMs - loaded.cpuMs),
    modules: of(({ answered }) => answered.modules),
  };
}
