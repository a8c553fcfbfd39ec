import { alarms } from './alarms';
import { apis } from './apis';
import { withBlueprint, type Blueprint } from './blueprint';
import { coldStart } from './cold-start';
import { cost } from './cost';
import { costComparison } from './cost-comparison';
import { coverage } from './coverage';
import { dashboards } from './dashboards';
import { functions } from './functions';
import { gateLog } from './gate-log';
import { persistence } from './persistence';
import { redOutput } from './red-output';
import { refactorings } from './refactorings';
import { report } from './report';
import { site } from './site';
import { slides } from './slides';
import { system } from './system';
import { tddCycles } from './tdd-cycles';

export interface Options {
  /** Where a run of .ci/run was logged. @default the log kept before */
  readonly gateLog?: string;
  /** A checkout in which npm test has just run. @default the tests are run */
  readonly testedIn?: string;
}

/** Of an artefact. */
export interface Provenance {
  /** ISO 8601 */
  readonly date: string;
  /** @default - not known */
  readonly commit?: string;
}

export interface Step {
  readonly name: string;
  /** @returns when and of what it was made, where that is not now and this checkout */
  run(options: Options): void | Provenance | Promise<void | Provenance>;
}

/** In their order: the report reads what those before it made. */
export const STEPS: readonly Step[] = [
  { name: 'coverage', run: coverage },
  { name: 'tdd', run: tddCycles },
  { name: 'red-green', run: redOutput },
  { name: 'refactorings', run: refactorings },
  { name: 'blueprint', run: () => withBlueprint(readAll) },
  { name: 'cold-start', run: coldStart },
  { name: 'system', run: system },
  { name: 'gate', run: gateLog },
  { name: 'report', run: report },
  { name: 'slides', run: slides },
];

async function readAll(blueprint: Blueprint) {
  for (const read of [site, functions, apis, persistence, alarms, dashboards, cost, costComparison]) { await read(blueprint); }
}
