import { App, aws_s3 as s3, aws_sns as sns, aws_sns_subscriptions as subscriptions, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AlarmPreset, CostGuardAlarms, type CostGuardAlarmsProps } from '../../../src';
import { alarmsOf, guarded, ON_CALL } from '../../support/guarded';

function withTopic(props: Partial<CostGuardAlarmsProps> = {}) {
  const found = guarded({ trafficAnomalies: false, ...props });
  const topic = new sns.Topic(found.stack, 'Events', { topicName: 'events' });
  return { ...found, topic };
}

function withBucket(metrics: s3.BucketMetrics[] | undefined, enabled = true) {
  const stack = new Stack(new App(), 'Shop');
  new s3.Bucket(stack, 'Files', { bucketName: 'files', metrics });
  new CostGuardAlarms(stack, 'Guard', {
    watch: [stack], notify: { general: [ON_CALL] }, dashboards: false, thresholds: { bucketServerErrors: { enabled } },
  });
  return { stack, alarms: alarmsOf(Template.fromStack(stack)) };
}

describe('a topic', () => {
  test('rings when messages could not be delivered, and links to runbook and console', () => {
    const alarm = alarmsOf(withTopic().template())['Watch/Guard: Shop/Events failed deliveries'];
    expect(alarm).toMatchObject({
      Namespace: 'AWS/SNS',
      MetricName: 'NumberOfNotificationsFailed',
      Dimensions: [{ Name: 'TopicName', Value: 'events' }],
      Statistic: 'Sum',
      Threshold: 0,
      Period: 300,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'notBreaching',
    });
    const description = JSON.stringify(alarm.AlarmDescription);
    expect(description).toContain('could not be delivered');
    expect(description).toContain('#topic-failures');
    expect(description).toContain('/sns/v3/home?region=');
  });

  test('rings at the first point of data by the strict preset, and by a threshold of one\'s own', () => {
    const strict = alarmsOf(withTopic({ preset: AlarmPreset.STRICT, thresholds: { topicFailures: { value: 5 } } }).template());
    expect(strict['Watch/Guard: Shop/Events failed deliveries']).toMatchObject({ Threshold: 5, EvaluationPeriods: 1, DatapointsToAlarm: 1 });
  });

  test('rings for messages lost on the way to dead letters, where a subscription has some', () => {
    const { topic, queue, deadLetters, template } = withTopic();
    topic.addSubscription(new subscriptions.SqsSubscription(queue, { deadLetterQueue: deadLetters }));
    expect(alarmsOf(template())['Watch/Guard: Shop/Events lost messages'])
      .toMatchObject({ MetricName: 'NumberOfNotificationsFailedToRedriveToDlq', Threshold: 0, EvaluationPeriods: 1 });
    expect(Object.keys(alarmsOf(withTopic().template()))).not.toContain('Watch/Guard: Shop/Events lost messages');
  });

  test('of a guard has no alarm: it would tell through the topic that fails', () => {
    const stack = new Stack(new App(), 'Shop');
    new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
    expect(alarmsOf(Template.fromStack(stack))).toEqual({});
  });

  test('is on the dashboard of operations', () => {
    const dashboards = Object.values(withTopic().template().findResources('AWS::CloudWatch::Dashboard'));
    expect(JSON.stringify(dashboards)).toContain('Failed deliveries');
  });
});

describe('a bucket', () => {
  test('has an alarm on 5xx where it is asked for, by its metrics of all requests', () => {
    const { alarms } = withBucket([{ id: 'Images', prefix: 'images/' }, { id: 'Everything' }]);
    const alarm = alarms['Shop/Guard: Shop/Files server errors'];
    expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    expect(alarm.Metrics!.flatMap(({ MetricStat }) => MetricStat ?? []).map(({ Metric }) => [Metric.MetricName, Metric.Dimensions])).toEqual(
      ['5xxErrors', 'AllRequests'].map((name) => [name, expect.arrayContaining([{ Name: 'BucketName', Value: 'files' }, { Name: 'FilterId', Value: 'Everything' }])]));
    expect(JSON.stringify(alarm.AlarmDescription)).toContain('#bucket-errors');
    expect(JSON.stringify(alarm.AlarmDescription)).toContain('/s3/buckets/files?');
  });

  test('has none by default: its metrics are paid', () => {
    expect(withBucket([{ id: 'Everything' }], false).alarms).toEqual({});
  });

  test.each([[undefined], [[{ id: 'Images', prefix: 'images/' }]]])('without metrics of all requests is named in a warning that says what to add (%j)', (metrics) => {
    const { stack, alarms } = withBucket(metrics);
    expect(alarms).toEqual({});
    Annotations.fromStack(stack).hasWarning('/Shop/Files/Resource', Match.stringLikeRegexp("metrics: \\[\\{ id: 'EntireBucket' \\}\\]"));
  });
});
