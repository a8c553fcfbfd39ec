import { setTimeout as delay } from 'node:timers/promises';
import { type CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { AlarmNames } from './assembly';

/** An alarm in state ALARM. */
export interface Ringing {
  readonly name: string;
  /** As CloudWatch says it. */
  readonly reason: string;
}

/** The alarms of the stage that ring now, in one region. */
export async function ringing(client: CloudWatchClient, { names, prefixes }: AlarmNames): Promise<Ringing[]> {
  const found: Ringing[] = [];
  for await (const page of paginateDescribeAlarms({ client }, { StateValue: 'ALARM', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] })) {
    for (const { AlarmName: name = '', StateReason: reason = '' } of [...page.MetricAlarms ?? [], ...page.CompositeAlarms ?? []]) {
      if (names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix))) { found.push({ name, reason }); }
    }
  }
  return found;
}

export interface Watch {
  /** Names of what rang before the deployment. */
  readonly before: readonly string[];
  /** How long, 0 to 60. */
  readonly minutes: number;
  look(): Promise<readonly Ringing[]>;
  /** @default setTimeout */
  wait?(ms: number): Promise<unknown>;
}

const EVERY_MS = 30_000;

/** @param given as it was said */
export function checkMinutes(minutes: number, given = String(minutes)) {
  if (!(minutes >= 0 && minutes <= 60)) { throw new Error(`--minutes ${given} is no time to watch. Allowed: 0 to 60, less than the hour that the credentials last`); }
}

/**
 * Looks every half minute, and once more in the end.
 * @returns what rings since the deployment, as soon as something does; nothing when the time is over
 */
export async function watchAlarms({ before, minutes, look, wait = delay }: Watch): Promise<readonly Ringing[]> {
  checkMinutes(minutes);
  let known = new Set(before);
  for (let left = minutes * 60_000; ; left -= EVERY_MS) {
    const now = await look();
    const news = now.filter(({ name }) => !known.has(name));
    if (news.length > 0 || left <= 0) { return news; }
    known = new Set(now.map(({ name }) => name)); // what falls quiet and rings again is news
    await wait(Math.min(left, EVERY_MS));
  }
}
