import { setTimeout as sleep } from 'node:timers/promises';
import { statusOf } from '../kit/aws-errors';

/** Between two tries. */
const PAUSE_MS = 1_000;

/** What a try came to: its result, or why it is worth another. */
export type Try<T> = { readonly done: T } | { readonly wait: unknown };

/** Tries until something comes of it. @throws why the last try came to nothing, when the time is over */
export async function patiently<T>(attempt: () => Promise<Try<T>>, until: number): Promise<T> {
  for (;;) {
    const outcome = await attempt();
    if ('done' in outcome) { return outcome.done; }
    if (Date.now() >= until) { throw outcome.wait; }
    await sleep(PAUSE_MS);
  }
}

/** A refusal counts as one that may pass: what a policy allows is known to S3 only seconds after it was made (IAM User Guide, eventual consistency). */
export async function unlessForbidden<T>(ask: () => Promise<T>): Promise<Try<T>> {
  try {
    return { done: await ask() };
  } catch (error) {
    if (statusOf(error) === 403) { return { wait: error }; }
    throw error;
  }
}
