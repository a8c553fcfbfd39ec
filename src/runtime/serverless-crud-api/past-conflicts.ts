import { Busy } from '../kit/failures';

/** How often a write is tried that meets a transaction on its way: DynamoDB takes neither side's then, and the SDK does not retry it. */
const ATTEMPTS_MAX = 5;
/** Longest wait before the second attempt; each later one may take twice as long, 375 ms in all. */
const WAIT_MAX_MS = 25;

/**
 * What `attempt` answers once no transaction is in its way.
 * @param attempt undefined when it met one, and nothing was written
 * @throws Busy when others stay in its way
 */
export async function pastConflicts<T extends object>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    const answer = await attempt();
    if (answer) { return answer; }
    if (attempts === ATTEMPTS_MAX) { throw new Busy('Others are writing the same. Send the request again.'); }
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * WAIT_MAX_MS * 2 ** (attempts - 1)); });
  }
}
