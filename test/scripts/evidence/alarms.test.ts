import { alarmRows } from '../../../scripts/evidence/alarms';
import type { Resource } from '../../../scripts/evidence/blueprint';

const resource = (logicalId: string, type: string, properties: any): Resource => ({ stack: 'Watch', logicalId, path: `Watch/${logicalId}`, type: `AWS::${type}`, properties, metadata: {} });
const topics = [
  resource('Alerts', 'SNS::Topic', { TopicName: 'alerts' }),
  resource('Mail', 'SNS::Subscription', { TopicArn: { Ref: 'Alerts' }, Protocol: 'email', Endpoint: 'ops@example.com' }),
  resource('Pager', 'SNS::Subscription', { TopicArn: { Ref: 'Alerts' }, Protocol: 'https', Endpoint: 'https://pager.example.com/x' }),
];
const alarm = (logicalId: string, properties: any = {}) => resource(logicalId, 'CloudWatch::Alarm', { AlarmName: logicalId, Threshold: 0, Period: 60, ...properties });
const rows = (...resources: Resource[]) => alarmRows([...topics, ...resources]);

test('an alarm tells those who subscribe to its topic, in whatever way it names it', () => {
  const told = rows(alarm('a', { AlarmActions: [{ Ref: 'Alerts' }] }), alarm('b', { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:alerts'] })).map(({ tells }) => tells);
  expect(told).toEqual([['email ops@example.com', 'https https://pager.example.com/x'], ['email ops@example.com', 'https https://pager.example.com/x']]);
});

test('an alarm without an action tells what the composite alarm above it tells', () => {
  const composite = resource('All', 'CloudWatch::CompositeAlarm', {
    AlarmName: 'All', AlarmActions: [{ Ref: 'Alerts' }], AlarmRule: { 'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['child', 'Arn'] }, '")']] },
  });
  const [child, other] = rows(alarm('child'), alarm('other'), composite);
  expect(child.tells).toContain('email ops@example.com');
  expect(other.tells).toEqual([]);
});

test('an alarm says what happened, and apart from that which section of the runbook is its own', () => {
  const [one, line, none] = rows(
    alarm('a', { AlarmDescription: 'It is late. What to do: https://example.com/docs/runbook.md#late-events' }),
    alarm('b', { AlarmDescription: 'It failed.\nRunbook: https://example.com/docs/runbook.md#errors\nConsole: https://…' }),
    alarm('c', { AlarmDescription: 'It rings.' }),
  );
  expect([one, line, none].map(({ says, runbook }) => [says, runbook])).toEqual([['It is late.', 'late-events'], ['It failed.', 'errors'], ['It rings.', '']]);
});

test('an alarm says which metrics it looks at, one by itself or several in an expression', () => {
  const metric = (name: string) => ({ Id: name.toLowerCase(), MetricStat: { Metric: { Namespace: 'AWS/DynamoDB', MetricName: name }, Period: 300 } });
  const [one, several] = rows(
    alarm('a', { Namespace: 'AWS/Lambda', MetricName: 'Errors' }),
    alarm('b', { Metrics: [metric('ReadThrottleEvents'), metric('WriteThrottleEvents'), metric('ReadThrottleEvents'), { Id: 'e', Expression: 'a + b' }] }),
  );
  expect(one.metrics).toEqual(['AWS/Lambda Errors']);
  expect(several.metrics).toEqual(['AWS/DynamoDB ReadThrottleEvents', 'AWS/DynamoDB WriteThrottleEvents']);
});
