import { inFreshProcess } from './processes';
import { interleaved, median } from './statistics';
import { WITHOUT_LOG } from './variants';
import { proxyEvent } from '../test/support/events';
import { ticket } from '../test/support/tickets';

export const CREATE = { event: proxyEvent({ method: 'POST', body: ticket() }), statusCode: 201 };
export const GET = { event: proxyEvent({ id: 'ticket-001' }), statusCode: 200 };

/** Invocations between two looks at the clock. */
const BATCH = 2_000;

/** CPU µs an invocation, by event. */
export interface WarmResult { readonly [event: string]: number }

/** Whole handlers, DynamoDB answered within the process. */
export function measureWarm(handlers: { readonly [name: string]: string }, env: { readonly [name: string]: string }, rounds: number, batch = BATCH) {
  return measure(handlers, { create: CREATE, get: GET }, env, rounds, batch);
}

/** Routing, validation and serialisation alone, the store replaced. */
export function measureCore(handlers: { readonly [name: string]: string }, env: { readonly [name: string]: string }, rounds: number, batch = BATCH) {
  return measure(handlers, { create: CREATE }, env, rounds, batch);
}

async function measure(
  handlers: { readonly [name: string]: string }, events: object, env: { readonly [name: string]: string }, rounds: number, batch: number,
): Promise<{ [name: string]: WarmResult }> {
  const runs = await interleaved(rounds, Object.fromEntries(Object.entries(handlers).map(([name, file]) => [
    name,
    () => inFreshProcess<WarmResult>('warm.mjs', [file, JSON.stringify(events), String(batch)], {
      ...env, ...(name.endsWith(WITHOUT_LOG) && { BENCH_LOG: 'none' }),
    }),
  ])));
  return Object.fromEntries(Object.entries(runs).map(([name, times]) => [
    name,
    Object.fromEntries(Object.keys(events).map((event) => [event, median(times.map((time) => time[event]))])),
  ]));
}
