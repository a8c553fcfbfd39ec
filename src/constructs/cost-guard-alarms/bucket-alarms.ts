import { Annotations } from 'aws-cdk-lib';
import { metricOf, type AlarmPlan, type Thresholds } from './alarm-plan';
import { serverErrorRate, serverErrorsAlarm } from './server-errors';
import type { WatchedBucket } from './watched';

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
  return [serverErrorsAlarm(label, threshold, {
    ...serverErrorRate(threshold, key, 'AllRequests', metric),
    section: 'bucket-errors',
    consolePath: `/s3/buckets/${name}?region=REGION&tab=metrics`,
  })];
}
