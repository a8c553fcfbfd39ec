import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { AlarmKind } from './alarm-kind';
import type { AlarmPreset, AlarmThresholds } from './alarm-thresholds';
import { thresholdOf, type Threshold, type ThresholdName } from './thresholds';

/** An alarm that is to be made. */
export interface AlarmPlan {
  readonly kind: AlarmKind;
  /** Path of what is watched. */
  readonly subject: string;
  /** What it is about and what of it: `Shop/Orders errors`. Unique within a guard. */
  readonly name: string;
  /** The metric that tells whether an alarm of the watched construct's own is the same. */
  readonly key: MetricKey;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: Threshold;
  /** What has happened, in one sentence. */
  readonly description: string;
  /** Anchor of the runbook's section. */
  readonly section: string;
  /** Page of the console that shows it, from `/` on. */
  readonly consolePath: string;
}

export interface MetricKey { readonly namespace: string; readonly metricName: string }

/** What thresholds hold for a guard. */
export class Thresholds {
  constructor(private readonly preset: AlarmPreset, private readonly own: AlarmThresholds) {}

  of(name: ThresholdName): Threshold {
    return thresholdOf(name, this.preset, this.own[name]);
  }
}

export function metricOf(
  key: MetricKey, dimensionsMap: { readonly [name: string]: string }, statistic: string, period: Duration,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ ...key, dimensionsMap: { ...dimensionsMap }, statistic, period });
}

/** `3 of 5 minutes`, for a description. */
export function span({ datapointsToAlarm, evaluationPeriods, period }: Threshold): string {
  const length = period.toHumanString();
  if (evaluationPeriods === 1) { return length; }
  return `${datapointsToAlarm} of ${evaluationPeriods} periods of ${length}`;
}
