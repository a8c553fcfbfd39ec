import { inFreshProcess, startSlowDynamoDb } from './processes';
import { interleaved, median } from './statistics';
import { CREATE, GET } from './warm';

/** Milliseconds that DynamoDB takes to answer. */
const DELAYS_MS = [0, 5];
const REQUESTS = 1_000;

/** Requests a second of the process's CPU, half creates and half gets, by delay; medians. */
export type ThroughputResult = { readonly [delayMs: string]: number };

export async function measureThroughput(
  handlers: { readonly [name: string]: string }, env: { readonly [name: string]: string }, rounds: number, requests = REQUESTS,
): Promise<{ [name: string]: ThroughputResult }> {
  const results: { [name: string]: { [delayMs: string]: number } } = {};
  for (const delayMs of DELAYS_MS) {
    const dynamoDb = await startSlowDynamoDb(delayMs);
    try {
      const runs = await interleaved(rounds, Object.fromEntries(Object.entries(handlers).map(([name, file]) => [
        name,
        () => inFreshProcess<number>('throughput.mjs', [file, JSON.stringify([CREATE, GET]), String(requests)], {
          ...env, AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
        }),
      ])));
      for (const [name, rates] of Object.entries(runs)) { results[name] = { ...results[name], [delayMs]: median(rates) }; }
    } finally {
      dynamoDb.process.kill();
    }
  }
  return results;
}
