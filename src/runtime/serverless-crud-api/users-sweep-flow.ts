import { settleUser, type UserPorts } from './users-flow';
import type { RequestLog } from '../kit/http';

export interface SweepPorts extends UserPorts {
  readonly log: RequestLog;
  /** Ids, page by page, of the users that have been unsettled longer than a request lasts. */
  unsettled(): AsyncIterable<readonly string[]>;
  /** False when there is no time left for another user. */
  hasTime(): boolean;
}

/**
 * Settles every user that a process left on its way. One that can't be settled keeps none other from it.
 * @throws Error when any could not be, so that the function counts as failed and its alarm tells
 */
export async function sweepUsers({ unsettled, hasTime, log, ...ports }: SweepPorts): Promise<void> {
  let settled = 0;
  let failed = 0;
  let ranOutOfTime = false;
  for await (const ids of unsettled()) {
    for (const id of ids) {
      ranOutOfTime = !hasTime();
      if (ranOutOfTime) { break; }
      try {
        const { refusal } = await settleUser(id, ports);
        if (refusal) { log.error('refused', { id, error: refusal }); }
        settled += 1;
      } catch (error) {
        log.error('failed', { id, error });
        failed += 1;
      }
    }
    if (ranOutOfTime) { break; }
  }
  log.info('sweep', { settled, failed, ranOutOfTime });
  if (failed > 0) { throw new Error(`${failed} of ${settled + failed} users could not be settled; the next sweep tries again`); }
}
