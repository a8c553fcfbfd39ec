import { readFileSync } from 'node:fs';
import { checkRange } from '../private/check';
import { fail } from '../private/fail';

/**
 * What an app costs, as `npx serverless-inteligente cost cdk.out --out cost.json` wrote it: so that its budget is sized by its estimate. An
 * estimate is made of what was synthesised, so the file is of the synth before; kept beside the code, a change of it is reviewed.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { AlarmSubscriber, CostGuardAlarms, RecordedEstimate } from 'serverless-inteligente';
 * declare const stack: Stack;
 * new CostGuardAlarms(stack, 'Guard', {
 *   watch: [stack],
 *   notify: { general: [AlarmSubscriber.email('on-call@example.com')] },
 *   monthlyBudgetUsd: RecordedEstimate.fromFile('cost.json').withHeadroom(25),
 * });
 */
export class RecordedEstimate {
  /**
   * Reads what `npx serverless-inteligente cost cdk.out --out cost.json` wrote.
   *
   * @param path of the JSON file
   * @throws a synth error for a file that is no estimate
   */
  public static fromFile(path: string): RecordedEstimate {
    let monthlyUsd: unknown;
    try {
      ({ monthlyUsd } = JSON.parse(readFileSync(path, 'utf8')) ?? {});
    } catch (error) {
      return refuse(path, (error as Error).message);
    }
    return typeof monthlyUsd === 'number' && Number.isFinite(monthlyUsd) && monthlyUsd >= 0
      ? new RecordedEstimate(monthlyUsd)
      : refuse(path, 'it has no monthlyUsd');
  }

  private constructor(
    /** What the app costs a month, in US dollars. */
    public readonly monthlyUsd: number,
  ) {}

  /**
   * A budget above the estimate, in whole US dollars, 1 at least.
   *
   * @param percent how much above, 0 to 1000: what the estimate can't know, such as bursts, taxes and what else the account runs
   */
  public withHeadroom(percent: number): number {
    checkRange('RecordedEstimate', 'percent', percent, 0, 1_000, 'per cent');
    return Math.max(1, Math.ceil(Number((this.monthlyUsd * (100 + percent) / 100).toFixed(6))));
  }
}

function refuse(path: string, reason: string): never {
  return fail({
    where: 'RecordedEstimate.fromFile',
    what: `the file holds no estimate (${reason})`,
    given: path,
    allowed: 'what `npx serverless-inteligente cost cdk.out --out cost.json` writes',
    fix: 'write it with that command, or give monthlyBudgetUsd a number',
  });
}
