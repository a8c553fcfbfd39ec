import type { Duration } from 'aws-cdk-lib';

/** How fast answers are to be. */
export interface LatencyObjective {
  /** Share of the requests, 94 to 99.999 per cent. */
  readonly percent: number;
  /** How long they take at most, from the gateway's first byte in to its last out: 1 ms to 29 s, which is how long API Gateway waits. */
  readonly under: Duration;
}

/** What each watched API promises, over 30 days. */
export interface ServiceObjectives {
  /** Share of the requests that end in no 5xx: 94 to 99.999 per cent. Below 94 % the fastest burn rate could not be told from an outage. @default no objective */
  readonly availability?: number;
  /** How fast answers are to be. @default no objective */
  readonly latency?: LatencyObjective;
}
