import type { Duration } from 'aws-cdk-lib';

/** When an alarm goes off: more than `value`, in `datapointsToAlarm` of `evaluationPeriods` periods. */
export interface AlarmThreshold {
  /** In the unit of the alarm. @default the preset's */
  readonly value?: number;
  /** 1 to 1440. @default the preset's */
  readonly evaluationPeriods?: number;
  /** 1 to evaluationPeriods. @default the preset's; evaluationPeriods where only these are given */
  readonly datapointsToAlarm?: number;
  /** A whole number of minutes. All periods together last a day at most, seven where one lasts an hour or more (CloudWatch). @default the preset's */
  readonly period?: Duration;
  /** Whether there is such an alarm at all. @default true; false for functionMemory, gatewayRequests, accountTableCapacity, accountKeyRequests and bucketServerErrors */
  readonly enabled?: boolean;
}

/** Thresholds of one's own, in place of the preset's. */
export interface AlarmThresholds {
  /** Failed invocations of a function in a period. @default the preset's */
  readonly functionErrors?: AlarmThreshold;
  /** Throttled invocations of a function in a period. @default the preset's */
  readonly functionThrottles?: AlarmThreshold;
  /** The longest invocation of a period, in per cent of the function's time-out. @default the preset's */
  readonly functionDuration?: AlarmThreshold;
  /**
   * The most memory that an invocation of a period used, in per cent of the function's, from the report lines of its JSON logs. It is
   * made with `enabled: true` alone: a metric of each function costs $0.30 a month, its alarm $0.10 (CloudWatch pricing, us-east-1).
   *
   * @default - none; with enabled the preset's, 90 %
   */
  readonly functionMemory?: AlarmThreshold;
  /** Invocations at once, in per cent of the account's quota. @default the preset's */
  readonly accountConcurrency?: AlarmThreshold;
  /**
   * Requests a second of all watched APIs together, up to ten of them, in per cent of the 10,000 that an account may have in a region
   * (API Gateway quotas; fewer in some regions). CloudWatch has no usage metric of it. It is made with `enabled: true` alone: $0.10 a month
   * for each API (CloudWatch pricing, us-east-1).
   *
   * @default - none; with enabled the preset's, 80 %
   */
  readonly gatewayRequests?: AlarmThreshold;
  /**
   * Read and write capacity of all provisioned tables of the account, in per cent of its quotas, where a watched table is provisioned. It is
   * made with `enabled: true` alone: $0.20 a month (CloudWatch pricing, us-east-1). DynamoDB tells it every five minutes.
   *
   * @default - none; with enabled the preset's, 80 %
   */
  readonly accountTableCapacity?: AlarmThreshold;
  /**
   * Requests a minute that use symmetric keys of KMS, which SQS, SNS, S3 and DynamoDB make too, in per cent of what the account may have. It
   * is made with `enabled: true` alone, in periods of a minute: $0.10 a month (CloudWatch pricing, us-east-1).
   *
   * @default - none; with enabled the preset's, 80 %
   */
  readonly accountKeyRequests?: AlarmThreshold;
  /** 5xx answers of an API, in per cent of the requests of a period, from 20 requests on. @default the preset's */
  readonly apiServerErrors?: AlarmThreshold;
  /** 5xx answers of a distribution, in per cent of the requests of a period, from 20 requests on. @default the preset's */
  readonly distributionServerErrors?: AlarmThreshold;
  /**
   * Throttled requests of a table or its indexes in a period. DynamoDB tells them by operation, and an alarm is paid by metric: $1.00 a
   * month for a table, and $0.20 for each of its indexes (CloudWatch pricing, us-east-1). Those of PartiQL are not counted: they would be
   * more metrics than an alarm takes.
   *
   * @default the preset's
   */
  readonly tableThrottles?: AlarmThreshold;
  /** Age of a queue's oldest message while none is done, in seconds. @default the preset's */
  readonly queueStalled?: AlarmThreshold;
  /** Messages in a dead-letter queue. @default the preset's */
  readonly deadLetters?: AlarmThreshold;
  /** Messages of a topic that an endpoint did not take in a period, after SNS had tried again. @default the preset's */
  readonly topicFailures?: AlarmThreshold;
  /** Messages of a topic that did not reach the dead-letter queue of their subscription either. @default the preset's */
  readonly topicLosses?: AlarmThreshold;
  /**
   * 5xx answers of a bucket, in per cent of the requests of a period, from 20 requests on. It is made with `enabled: true` alone, for buckets
   * with metrics of all requests (`metrics: [{ id: 'EntireBucket' }]`): each request metric that S3 keeps then, 16 at most (S3 user guide,
   * "Metrics and dimensions"), is paid as a custom metric: $0.30 a month, the alarm $0.20 (CloudWatch pricing, us-east-1). Another bucket is named in a warning.
   *
   * @default - none; with enabled the preset's, 1 %
   */
  readonly bucketServerErrors?: AlarmThreshold;
  /** Age of what a stream's function reads, in seconds. @default the preset's */
  readonly lateReads?: AlarmThreshold;
  /** The month's charges so far, in per cent of the budget. @default the preset's */
  readonly estimatedCharges?: AlarmThreshold;
}

/** Which thresholds hold where none of one's own is given. */
export enum AlarmPreset {
  /** Several points of data: one failed request at night wakes nobody. */
  GENERAL = 'general',
  /** The first point of data. */
  STRICT = 'strict',
}
