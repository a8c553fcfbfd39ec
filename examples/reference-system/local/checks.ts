import type { Log } from './steps';

export interface Check {
  /** What holds, as a sentence. */
  readonly name: string;
  /** Fails when it does not. */
  run(): Promise<void>;
}

export const check = (name: string, run: () => Promise<void>): Check => ({ name, run });

/**
 * Runs the checks in order, a line each, and closes with their counts.
 * @returns how many failed
 */
export async function runChecks(checks: readonly Check[], log: Log): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
    try {
      await run();
      log(`ok    ${name}\n`);
    } catch (error) {
      failed += 1;
      log(`FAIL  ${name}: ${(error as Error).message.trim().replace(/\s*\n\s*/g, ' ')}\n`);
    }
  }
  log(`\n${checks.length - failed} passed, ${failed} failed\n`);
  return failed;
}
