import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { span, type AlarmPlan, type MetricKey } from './alarm-plan';
import type { Threshold } from './thresholds';
import { REQUESTS_MIN } from '../private/distribution-errors';

type Rate = Pick<AlarmPlan, 'metric' | 'key' | 'section' | 'consolePath'>;

/** An alarm on the 5xx of something that answers requests, in per cent of them. @param rate 0 where the requests are too few to tell */
export function serverErrorsAlarm(label: string, threshold: Threshold, rate: Rate): AlarmPlan {
  return {
    ...rate,
    kind: AlarmKind.SERVER_ERRORS,
    subject: label,
    name: `${label} server errors`,
    threshold,
    description: `More than ${threshold.value} % of the requests of ${label} ended in a 5xx in ${span(threshold)}, of ${REQUESTS_MIN} requests or more.`,
  };
}

/** 5xx in per cent of the requests, where both are counted; 0 where these are too few to tell. */
export function serverErrorRate(
  { period }: Threshold, key: MetricKey, requests: string, metric: (metricName: string) => cloudwatch.Metric,
): Pick<Rate, 'metric' | 'key'> {
  return {
    key,
    metric: new cloudwatch.MathExpression({
      expression: `IF(requests >= ${REQUESTS_MIN}, 100 * errors / requests, 0)`,
      usingMetrics: { errors: metric(key.metricName), requests: metric(requests) },
      period,
      label: '5xx, % of requests',
    }),
  };
}
