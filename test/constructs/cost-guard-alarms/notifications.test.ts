import { App, aws_cloudwatch as cloudwatch, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AlarmSubscriber, CostGuardAlarms } from '../../../src';
import { alarmsOf, guarded, ON_CALL, shop } from '../../support/guarded';
import { resourcesOf } from '../../support/template';

const PAGER = AlarmSubscriber.url('https://events.pager.example/hook');

function topicNames(template: Template) {
  return Object.fromEntries(Object.entries(resourcesOf(template, 'AWS::SNS::Topic')).map(([id, { Properties }]) => [id, Properties.TopicName]));
}

describe('O4: who is told', () => {
  test('a kind with subscribers of its own has a topic of its own', () => {
    const template = guarded({ topicName: 'alerts', notify: { general: [ON_CALL], serverErrors: [PAGER] } }).template();
    const names = topicNames(template);
    expect(Object.values(names).sort()).toEqual(['alerts', 'alerts-server-errors']);
    const subscriptions = Object.values(resourcesOf(template, 'AWS::SNS::Subscription'))
      .map(({ Properties: { TopicArn, Protocol, Endpoint } }) => [names[TopicArn.Ref], Protocol, Endpoint]);
    expect(subscriptions.sort()).toEqual([['alerts', 'email', 'on-call@example.com'], ['alerts-server-errors', 'https', 'https://events.pager.example/hook']]);
    const [serverErrors] = Object.values(alarmsOf(template)).filter(({ AlarmName }) => AlarmName.endsWith('server errors'));
    expect(names[serverErrors.AlarmActions![0].Ref]).toBe('alerts-server-errors');
  });

  test('a channel of Slack is configured once for all of its topics', () => {
    const slack = AlarmSubscriber.slackChannel('T0123ABCD', 'C0123ABCD');
    const template = guarded({ notify: { general: [slack], errors: [slack] } }).template();
    template.resourceCountIs('AWS::Chatbot::SlackChannelConfiguration', 1);
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', { SlackWorkspaceId: 'T0123ABCD', SlackChannelId: 'C0123ABCD', SnsTopicArns: Match.anyValue() });
    expect(Object.values(resourcesOf(template, 'AWS::Chatbot::SlackChannelConfiguration'))[0].Properties.SnsTopicArns).toHaveLength(2);
  });

  test('nobody is an error that names the kinds', () => {
    expect(() => guarded({ notify: {} })).toThrow('Watch/Guard: notify reaches nobody for errors, server-errors, latency, throttles, backlog, budget. Allowed: a subscriber for every kind of alarm. Fix: give notify.general');
    expect(() => guarded({ notify: { errors: [ON_CALL], serverErrors: [ON_CALL], latency: [ON_CALL], throttles: [ON_CALL], backlog: [ON_CALL] } })).toThrow('reaches nobody for budget.');
  });

  test.each([
    [() => AlarmSubscriber.email('nobody'), 'AlarmSubscriber.email: the address is none, got "nobody". Allowed: name@domain'],
    [() => AlarmSubscriber.url('http://pager.example'), 'AlarmSubscriber.url: the endpoint is not encrypted, got "http://pager.example". Allowed: https://'],
  ])('%s is refused', (make, message) => expect(make).toThrow(message));
});

describe('the topics', () => {
  test('are encrypted with a key that CloudWatch, AWS Budgets and Cost Anomaly Detection may use, for this account alone', () => {
    const template = guarded().template();
    const [{ Properties: topic }] = Object.values(resourcesOf(template, 'AWS::SNS::Topic'));
    const [[keyId, { Properties: key }]] = Object.entries(resourcesOf(template, 'AWS::KMS::Key'));
    expect(topic.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    expect(key.EnableKeyRotation).toBe(true);
    expect(key.KeyPolicy.Statement[1]).toEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'] },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      Resource: '*',
    });
  });

  test('take messages over TLS, of those three and of this account alone', () => {
    const [{ Properties: { PolicyDocument: policy } }] = Object.values(resourcesOf(guarded().template(), 'AWS::SNS::TopicPolicy'));
    const allowed = policy.Statement.filter(({ Effect }: any) => Effect === 'Allow');
    expect(allowed.map(({ Principal, Action, Condition }: any) => [Principal.Service, Action, Condition.StringEquals])).toEqual(
      ['cloudwatch', 'budgets', 'costalerts'].map((name) => [`${name}.amazonaws.com`, 'sns:Publish', { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }]));
    expect(policy.Statement.filter(({ Effect }: any) => Effect === 'Deny')).toHaveLength(1);
  });
});

describe('one incident is one message', () => {
  test('the alarms of a kind ring through one composite alarm', () => {
    const template = guarded().template();
    const composites = Object.values(resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')).map(({ Properties }) => Properties);
    const backlog = composites.find(({ AlarmName }) => AlarmName === 'Watch/Guard: backlog');
    expect(JSON.stringify(backlog.AlarmRule)).toMatch(/ALARM.* OR .*ALARM/);
    expect(backlog.AlarmActions).toHaveLength(1);
    expect(backlog.OKActions).toHaveLength(1);
    const children = Object.values(alarmsOf(template)).filter(({ AlarmName }) => / (stalled|dead letters)$/.test(AlarmName));
    expect(children.map(({ AlarmActions }) => AlarmActions)).toEqual([undefined, undefined]);
  });

  test('every alarm rings, by itself or through a composite', () => {
    for (const onePagePerIncident of [true, false]) {
      const template = guarded({ onePagePerIncident }).template();
      const rules = Object.values(resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')).map(({ Properties }) => JSON.stringify(Properties.AlarmRule)).join();
      for (const [id, { Properties }] of Object.entries(resourcesOf(template, 'AWS::CloudWatch::Alarm'))) {
        expect([Properties.AlarmName, Properties.AlarmActions !== undefined || rules.includes(id)]).toEqual([Properties.AlarmName, true]);
      }
      if (!onePagePerIncident) { expect(rules).toBe(''); }
    }
  });
});

test.each([
  [{ watch: [] }, 'Watch/Guard: watch is empty, so nothing is watched. Allowed: stacks or constructs'],
  [{ topicName: 'my alerts' }, 'Watch/Guard: topicName is not valid, got "my alerts". Allowed: 1 to 240 letters, digits, _ or -'],
  [{ runbookUrl: 'http://wiki' }, 'Watch/Guard: runbookUrl is not valid, got "http://wiki". Allowed: an https URL without a fragment'],
  [{ thresholds: { functionErrors: { evaluationPeriods: 3, datapointsToAlarm: 4 } } }, 'thresholds.functionErrors.datapointsToAlarm is no part of its evaluationPeriods, got 4. Allowed: 1 to 3'],
  [{ thresholds: { functionErrors: { period: Duration.seconds(90) } } }, 'thresholds.functionErrors.period is no whole number of minutes, got 90. Allowed: 60 to 86400 seconds, in steps of 60'],
  [{ thresholds: { functionErrors: { evaluationPeriods: 1.5 } } }, 'thresholds.functionErrors.evaluationPeriods is no whole number, got 1.5. Allowed: 1 to 1440 periods of 60 seconds. Fix: round it'],
  [{ thresholds: { functionErrors: { evaluationPeriods: 0 } } }, 'thresholds.functionErrors.evaluationPeriods is out of range, got 0. Allowed: 1 to 1440 periods of 60 seconds'],
  [{ thresholds: { functionErrors: { evaluationPeriods: NaN } } }, 'thresholds.functionErrors.evaluationPeriods is out of range'],
  [{ thresholds: { functionErrors: { evaluationPeriods: 1441 } } }, 'thresholds.functionErrors looks back further than CloudWatch does, got 86460. Allowed: period × evaluationPeriods up to 86400 seconds'],
  [{ thresholds: { nothing: {} } as any }, 'thresholds names no alarm, got "nothing". Allowed: functionErrors, '],
])('%j is refused', (props, message) => expect(() => guarded(props)).toThrow(message));

test('something of another region is refused: an alarm is where its metric is', () => {
  const { app, stack } = shop(undefined, { env: { account: '111122223333', region: 'eu-west-1' } });
  const watch = new Stack(app, 'Watch', { env: { account: '111122223333', region: 'us-east-2' } });
  new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
  expect(() => Template.fromStack(watch)).toThrow('Watch/Guard: Shop/Orders is in eu-west-1, and the guard in us-east-2');
});

describe('an alarm of another region that a construct made and that tells nobody', () => {
  function withAlarmIn(region: string, guardRegion: string | undefined) {
    const app = new App();
    const account = '111122223333';
    const stack = new Stack(app, 'Edge', { env: { account, region } });
    new cloudwatch.Alarm(stack, 'Own', {
      alarmName: 'own', metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Lost' }), threshold: 1, evaluationPeriods: 1,
    });
    const watch = new Stack(app, 'Watch', guardRegion ? { env: { account, region: guardRegion } } : {});
    new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, topicName: 'alerts', dashboards: false });
    return { app, stack, watch };
  }

  test('tells the guard\'s topic of us-east-1, which is made with the same subscribers', () => {
    const { app, stack } = withAlarmIn('us-east-1', 'eu-west-1');
    const assembly = app.synth();
    const { own } = alarmsOf(Template.fromStack(stack));
    expect(JSON.stringify(own.AlarmActions)).toContain(':sns:us-east-1:111122223333:alerts');
    expect(own.OKActions).toEqual(own.AlarmActions);
    const [support] = assembly.stacks.filter(({ stackName }) => stackName === 'Watch-us-east-1-monitoring');
    expect(Object.values<any>(support.template.Resources).filter(({ Type }) => Type === 'AWS::SNS::Subscription').map(({ Properties }) => Properties.Endpoint))
      .toEqual(['on-call@example.com']);
  });

  test.each([['us-east-2', 'eu-west-1'], ['us-east-1', undefined]])('is refused in %s by a guard in %s, with what to do', (region, guardRegion) => {
    expect(() => withAlarmIn(region, guardRegion).app.synth())
      .toThrow(new RegExp(`Watch/Guard: the alarm Edge/Own is in ${region} and tells nobody, .*Fix: give it an action, or exclude it and watch it by a CostGuardAlarms in a stack of ${region}`));
  });

  test('is left alone where it is excluded', () => {
    const { app, stack } = withAlarmIn('us-east-2', 'us-east-2');
    new CostGuardAlarms(new Stack(app, 'Far', { env: { account: '111122223333', region: 'eu-west-1' } }), 'Guard', {
      watch: [stack], exclude: [stack], notify: { general: [ON_CALL] }, dashboards: false,
    });
    expect(() => app.synth()).not.toThrow();
  });
});
