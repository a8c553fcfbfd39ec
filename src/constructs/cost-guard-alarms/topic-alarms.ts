import { AlarmKind } from './alarm-kind';
import { metricOf, span, type AlarmPlan, type Thresholds } from './alarm-plan';
import type { ThresholdName } from './thresholds';
import type { WatchedTopic } from './watched';

/** Messages that no endpoint took, and those that did not even reach the dead letters of their subscription. What did is for the queue's alarm. */
export function topicAlarms({ label, name, hasDeadLetters }: WatchedTopic, thresholds: Thresholds): AlarmPlan[] {
  const plan = (what: string, metricName: string, thresholdName: ThresholdName, happened: string): AlarmPlan => {
    const threshold = thresholds.of(thresholdName);
    const key = { namespace: 'AWS/SNS', metricName };
    return {
      kind: AlarmKind.ERRORS,
      subject: label,
      name: `${label} ${what}`,
      key,
      metric: metricOf(key, { TopicName: name }, 'Sum', threshold.period),
      threshold,
      description: `More than ${threshold.value} messages of ${label} ${happened} in ${span(threshold)}.`,
      section: 'topic-failures',
      consolePath: '/sns/v3/home?region=REGION#/topics',
    };
  };
  const failed = plan('failed deliveries', 'NumberOfNotificationsFailed', 'topicFailures', 'could not be delivered');
  if (!hasDeadLetters) { return [failed]; }
  return [failed, plan('lost messages', 'NumberOfNotificationsFailedToRedriveToDlq', 'topicLosses', 'could neither be delivered nor be set aside as dead letters')];
}
