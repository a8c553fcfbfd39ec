import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMinutes } from './alarms';
import { STAGE_NAMES, type StageName } from '../stages';

/** Files of one delivery, below its home. */
export interface Places {
  /** What is deployed. */
  readonly assembly: string;
  /** What was deployed before it, where the job found it; of `differences`, what `--against` names. */
  readonly previous: string;
  /** Outputs of its stacks. */
  readonly outputs: string;
  /** Names of the alarms that rang before it. */
  readonly before: string;
  /** What a pull request is told. */
  readonly differences: string;
}

export interface DeliveryOptions {
  readonly stage: StageName;
  readonly places: Places;
  /** How long to watch. */
  readonly minutes: number;
  /** Tell what would be done, and do nothing. */
  readonly dryRun: boolean;
}

const DELIVERED = STAGE_NAMES.filter((name) => name !== 'local');

/** @throws for a stage that is not delivered to, or an option that is none */
export function parseOptions(args: readonly string[], home: string): DeliveryOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'stage': { type: 'string' },
      'minutes': { type: 'string', default: '10' },
      'home': { type: 'string', default: home },
      'against': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const stage = DELIVERED.find((name) => name === values.stage);
  if (stage === undefined) { throw new Error(`--stage ${values.stage ?? 'is missing'}. Allowed: ${DELIVERED.join(', ')}; the local stage is npm run demo`); }
  const minutes = Number(values.minutes);
  checkMinutes(minutes, values.minutes);
  const place = (name: string) => join(resolve(values.home), stage, name);
  const places = {
    assembly: place('assembly'),
    previous: values.against === undefined ? place('previous') : resolve(values.against),
    outputs: place('outputs.json'),
    before: place('before.json'),
    differences: place('differences.md'),
  };
  return { stage, places, minutes, dryRun: values['dry-run'] };
}
