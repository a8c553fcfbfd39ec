import type { aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';

/** A time of the week at which execution environments are ready. */
export interface PeakWindow {
  /**
   * Days on which it begins: names and ranges of MON, TUE, WED, THU, FRI, SAT, SUN, such as `MON-FRI` or `SAT,SUN`.
   *
   * @default - every day
   */
  readonly days?: string;
  /** When it begins, `HH:MM`. Environments take some minutes to be ready, so a little before they are needed. */
  readonly from: string;
  /** When it ends, `HH:MM`, `24:00` for the day's end. Before `from`, it is of the next day. */
  readonly to: string;
  /**
   * Environments that are ready, from 1 on. They are of the account's concurrency, of which 100 must stay free (Lambda), and answer ten
   * times as many requests a second at most.
   */
  readonly provisionedConcurrency: number;
}

/**
 * When a function has environments ready (provisioned concurrency), so that no request waits for one to start. Outside of the windows none
 * is, and none is paid. Each is paid while it is ready, used or not: `npx serverless-inteligente cost` tells how much.
 */
export interface PeakSchedule {
  /** Time zone of the windows, as the IANA names it: `Europe/Madrid`, `UTC`. Its summer time is followed. */
  readonly timeZone: string;
  /** Where some overlap, the highest concurrency holds. */
  readonly windows: PeakWindow[];
}

/** Props of PeakHours. */
export interface PeakHoursProps extends PeakSchedule {
  /** The function. What invokes it must invoke the alias. */
  readonly handler: lambda.Function;
  /**
   * Told when requests find no environment ready.
   *
   * @default - nobody, or the subscribers of the `CostGuardAlarms` that watches it
   */
  readonly alarmTopic?: sns.ITopic;
}
