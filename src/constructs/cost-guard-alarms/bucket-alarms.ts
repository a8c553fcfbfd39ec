import { Annotations, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import type { WatchedBucket } from './watched';
import { REQUESTS_MIN } from '../private/distribution-errors';

/** An alarm on a bucket's 5xx, by its metrics of all requests. A bucket that keeps none is named in a warning. */
export function bucketAlarms({ label, name, filterId, resource }: WatchedBucket, thresholds: Thresholds): AlarmPlan[] {
  const threshold = thresholds.of('bucketServerErrors');
  if (!threshold.enabled) { return []; }
  if (filterId === undefined) {
    Annotations.of(resource).addWarningV2('serverless-inteligente:cost-guard-alarms.bucket',
      `${label} has no alarm on its 5xx: S3 counts the requests of a bucket only where it is asked to, and is paid for it. Give the bucket metrics: [{ id: 'EntireBucket' }]`);
    return [];
  }
  const key = { namespace: 'AWS/S3', metricName: '5xxErrors' };
  const metric = (metricName: string) => metricOf({ ...key, metricName }, { BucketName: name, FilterId: filterId }, 'Sum', threshold.period);
  return [{
    kind: AlarmKind.SERVER_ERRORS,
    subject: label,
    name: `${label} server errors`,
    key,
    metric: new cloudwatch.MathExpression({
      expression: `IF(requests >= ${REQUESTS_MIN}, 100 * errors / requests, 0)`,
      usingMetrics: { errors: metric(key.metricName), requests: metric('AllRequests') },
      period: threshold.period,
      label: '5xx, % of requests',
    }),
    threshold,
    description: `More than ${threshold.value} % of the requests of ${label} ended in a 5xx in ${span(threshold)}, of ${REQUESTS_MIN} requests or more.`,
    section: 'bucket-errors',
    consolePath: `/s3/buckets/${name}?region=REGION&tab=metrics`,
  }];
}
