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
  private readonly known = new Map<ThresholdName, Threshold>();

  constructor(private readonly preset: AlarmPreset, private readonly own: AlarmThresholds) {}

  of(name: ThresholdName): Threshold {
    const threshold = this.known.get(name) ?? thresholdOf(name, this.preset, this.own[name]);
    this.known.set(name, threshold);
    return threshold;
  }
}

export function metricOf(
  key: MetricKey, dimensionsMap: { readonly [name: string]: string }, statistic: string, period: Duration,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ ...key, dimensionsMap: { ...dimensionsMap }, statistic, period });
}

/** `3 of 5 minutes`, for a description. */
export function span(threshold: Threshold): string {
  const { datapointsToAlarm, evaluationPeriods, period } = threshold;
  const known = spans.get(threshold);
  if (known !== undefined) { return known; }
  const length = period.toHumanString();
  const text = evaluationPeriods === 1 ? length : `${datapointsToAlarm} of ${evaluationPeriods} periods of ${length}`;
  spans.set(threshold, text);
  return text;
}

/** Hundreds of functions have the same. */
const spans = new WeakMap<Threshold, string>();
