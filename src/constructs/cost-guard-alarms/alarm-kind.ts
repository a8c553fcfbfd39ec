/** What an alarm is about, which decides who is told. */
export enum AlarmKind {
  /** Functions that fail, and messages that can't be delivered. */
  ERRORS = 'errors',
  /** 5xx answers of APIs, distributions and buckets, and objectives that are missed. */
  SERVER_ERRORS = 'server-errors',
  /** Functions near their time-out, and unusual traffic. */
  LATENCY = 'latency',
  /** Throttled functions and tables, and quotas that are nearly used up. */
  THROTTLES = 'throttles',
  /** Work that waits: queues, dead letters, streams. */
  BACKLOG = 'backlog',
  /** Money. */
  BUDGET = 'budget',
}

export const ALARM_KINDS: readonly AlarmKind[] = [
  AlarmKind.ERRORS, AlarmKind.SERVER_ERRORS, AlarmKind.LATENCY, AlarmKind.THROTTLES, AlarmKind.BACKLOG, AlarmKind.BUDGET,
];
