import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import { bucketAlarms } from './bucket-alarms';
import { serverErrorRate, serverErrorsAlarm } from './server-errors';
import { tableAlarms } from './table-alarms';
import { topicAlarms } from './topic-alarms';
import { dimensionsOf, type Watched, type WatchedApi, type WatchedDistribution, type WatchedFunction, type WatchedQueue } from './watched';
import { DISTRIBUTION_ERRORS, distributionErrorRate } from '../private/distribution-errors';

/** The alarms of one thing, by its kind. */
export function alarmsFor(watched: Watched, thresholds: Thresholds): AlarmPlan[] {
  switch (watched.kind) {
    case 'function': return functionAlarms(watched, thresholds);
    case 'api': return [apiAlarm(watched, thresholds)];
    case 'table': return tableAlarms(watched, thresholds);
    case 'queue': return [watched.holdsDeadLetters ? deadLettersAlarm(watched, thresholds) : stalledAlarm(watched, thresholds)];
    case 'topic': return topicAlarms(watched, thresholds);
    case 'bucket': return bucketAlarms(watched, thresholds);
    case 'distribution': return [distributionAlarm(watched, thresholds)];
  }
}

function functionAlarms({ label, name, timeoutSeconds, readsStream }: WatchedFunction, thresholds: Thresholds): AlarmPlan[] {
  const common = { consolePath: `/lambda/home?region=REGION#/functions/${name}?tab=monitoring` };
  const metric = (metricName: string, statistic: string, period: Duration) => ({
    key: { namespace: 'AWS/Lambda', metricName },
    metric: metricOf({ namespace: 'AWS/Lambda', metricName }, { FunctionName: name }, statistic, period),
  });
  const errors = thresholds.of('functionErrors');
  const throttles = thresholds.of('functionThrottles');
  const plans: AlarmPlan[] = [
    {
      ...common,
      ...metric('Errors', 'Sum', errors.period),
      kind: AlarmKind.ERRORS,
      subject: label,
      name: `${label} errors`,
      threshold: errors,
      section: 'function-errors',
      description: `More than ${errors.value} invocations of ${label} failed in ${span(errors)}.`,
    },
    {
      ...common,
      ...metric('Throttles', 'Sum', throttles.period),
      kind: AlarmKind.THROTTLES,
      subject: label,
      name: `${label} throttles`,
      threshold: throttles,
      section: 'function-throttles',
      description: `More than ${throttles.value} invocations of ${label} were throttled in ${span(throttles)}.`,
    },
  ];
  const duration = thresholds.of('functionDuration');
  if (timeoutSeconds !== undefined) {
    plans.push({
      ...common,
      ...metric('Duration', 'Maximum', duration.period),
      kind: AlarmKind.LATENCY,
      subject: label,
      name: `${label} duration`,
      section: 'function-duration',
      threshold: { ...duration, value: duration.value / 100 * timeoutSeconds * 1_000 },
      description: `Invocations of ${label} took more than ${duration.value} % of the ${timeoutSeconds} s after which they are ended, in ${span(duration)}.`,
    });
  }
  const late = thresholds.of('lateReads');
  if (readsStream) {
    plans.push({
      ...common,
      ...metric('IteratorAge', 'Maximum', late.period),
      kind: AlarmKind.BACKLOG,
      subject: label,
      name: `${label} late reads`,
      threshold: { ...late, value: late.value * 1_000 },
      section: 'late-reads',
      description: `What ${label} reads of its stream is more than ${late.value / 60} minutes old.`,
    });
  }
  return plans;
}

function apiAlarm(api: WatchedApi, thresholds: Thresholds): AlarmPlan {
  const threshold = thresholds.of('apiServerErrors');
  const key = { namespace: 'AWS/ApiGateway', metricName: api.isHttp ? '5xx' : '5XXError' };
  const metric = (metricName: string) => metricOf({ ...key, metricName }, dimensionsOf(api), 'Sum', threshold.period);
  return serverErrorsAlarm(api.label, threshold, {
    ...serverErrorRate(threshold, key, 'Count', metric),
    section: 'server-errors',
    consolePath: '/apigateway/main/apis?region=REGION',
  });
}

function distributionAlarm({ label, name }: WatchedDistribution, thresholds: Thresholds): AlarmPlan {
  const threshold = thresholds.of('distributionServerErrors');
  return serverErrorsAlarm(label, threshold, {
    key: DISTRIBUTION_ERRORS,
    metric: distributionErrorRate(name, threshold.period),
    section: 'server-errors',
    consolePath: `/cloudfront/v4/home#/distributions/${name}`,
  });
}

function stalledAlarm({ label, name }: WatchedQueue, thresholds: Thresholds): AlarmPlan {
  const threshold = thresholds.of('queueStalled');
  const metric = (metricName: string, statistic: string) => metricOf({ namespace: 'AWS/SQS', metricName }, { QueueName: name }, statistic, threshold.period);
  return {
    kind: AlarmKind.BACKLOG,
    subject: label,
    name: `${label} stalled`,
    key: { namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage' },
    metric: new cloudwatch.MathExpression({
      expression: `IF(age > ${threshold.value} AND done == 0, 1, 0)`,
      usingMetrics: { age: metric('ApproximateAgeOfOldestMessage', 'Maximum'), done: metric('NumberOfMessagesDeleted', 'Sum') },
      period: threshold.period,
      label: 'Old and without progress',
    }),
    threshold: { ...threshold, value: 0 },
    description: `The oldest message of ${label} waits for more than ${threshold.value} s and none was done, in ${span(threshold)}.`,
    section: 'queue-stalled',
    consolePath: '/sqs/v3/home?region=REGION#/queues',
  };
}

function deadLettersAlarm({ label, name }: WatchedQueue, thresholds: Thresholds): AlarmPlan {
  const threshold = thresholds.of('deadLetters');
  const key = { namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible' };
  return {
    kind: AlarmKind.BACKLOG,
    subject: label,
    name: `${label} dead letters`,
    key,
    metric: metricOf(key, { QueueName: name }, 'Maximum', threshold.period),
    threshold,
    description: `More than ${threshold.value} messages that could not be handled wait in ${label}.`,
    section: 'queue-dead-letters',
    consolePath: '/sqs/v3/home?region=REGION#/queues',
  };
}
