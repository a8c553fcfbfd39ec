import { App, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CostGuardAlarms } from '../../../src';
import { alarmsOf, guarded, ON_CALL } from '../../support/guarded';
import { resourcesOf } from '../../support/template';

const ACCOUNT = '111122223333';
const EAST = { env: { account: ACCOUNT, region: 'us-east-1' } };
const IRELAND = { env: { account: ACCOUNT, region: 'eu-west-1' } };

describe('a monthly budget', () => {
  test('O4: rings at 80 % of the estimated charges, where the account’s metric is', () => {
    const alarm = Object.values(alarmsOf(guarded({ monthlyBudgetUsd: 250 }, EAST).template())).find(({ MetricName }) => MetricName === 'EstimatedCharges')!;
    expect(alarm).toMatchObject({
      Namespace: 'AWS/Billing', Dimensions: [{ Name: 'Currency', Value: 'USD' }], Statistic: 'Maximum', Period: 21_600, Threshold: 200, ComparisonOperator: 'GreaterThanThreshold',
    });
    expect(alarm.AlarmActions).toHaveLength(1);
  });

  test('from a stack of another region rings in us-east-1, with a topic and the subscribers there', () => {
    const { app, template } = guarded({ monthlyBudgetUsd: 250 }, IRELAND);
    expect(Object.values(alarmsOf(template())).map(({ MetricName }) => MetricName)).not.toContain('EstimatedCharges');
    const east = app.node.findChild('Watch-us-east-1-monitoring') as Stack;
    expect(east.region).toBe('us-east-1');
    const there = Template.fromStack(east);
    const [alarm] = Object.values(alarmsOf(there));
    expect(alarm.MetricName).toBe('EstimatedCharges');
    expect(Object.keys(resourcesOf(there, 'AWS::SNS::Topic'))).toContain(alarm.AlarmActions![0].Ref);
    there.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' });
  });

  test('is a budget of AWS Budgets that tells of 80 % and all of it spent, and of a forecast beyond it', () => {
    const [{ Properties: { Budget, NotificationsWithSubscribers } }] = Object.values(resourcesOf(guarded({ monthlyBudgetUsd: 250 }, EAST).template(), 'AWS::Budgets::Budget'));
    expect(Budget).toMatchObject({ BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 250, Unit: 'USD' } });
    expect(NotificationsWithSubscribers.map(({ Notification }: any) => [Notification.NotificationType, Notification.Threshold])).toEqual([['ACTUAL', 80], ['ACTUAL', 100], ['FORECASTED', 100]]);
    expect(NotificationsWithSubscribers[0].Subscribers[0].SubscriptionType).toBe('SNS');
  });

  test('needs to know where it is', () => {
    expect(() => guarded({ monthlyBudgetUsd: 250 })).toThrow('monthlyBudgetUsd needs a stack with an explicit env');
  });

  test.each([0, -5, Number.NaN])('of %d is refused', (monthlyBudgetUsd) => {
    expect(() => guarded({ monthlyBudgetUsd }, EAST)).toThrow('monthlyBudgetUsd is out of range');
  });
});

describe('unusual costs', () => {
  test('are told of by a monitor that is there', () => {
    const monitorArn = `arn:aws:ce::${ACCOUNT}:anomalymonitor/1`;
    const template = guarded({ costAnomalies: { monitorArn, impactUsd: 20 } }).template();
    template.resourceCountIs('AWS::CE::AnomalyMonitor', 0);
    const [{ Properties }] = Object.values(resourcesOf(template, 'AWS::CE::AnomalySubscription'));
    expect(Properties).toMatchObject({ Frequency: 'IMMEDIATE', MonitorArnList: [monitorArn], Subscribers: [{ Type: 'SNS' }] });
    expect(JSON.parse(Properties.ThresholdExpression)).toEqual({ Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: ['20'] } });
  });

  test('of a tag by a monitor of its own', () => {
    const [{ Properties }] = Object.values(resourcesOf(guarded({ costAnomalies: { tagKey: 'project', tagValues: ['shop'] } }).template(), 'AWS::CE::AnomalyMonitor'));
    expect(Properties.MonitorType).toBe('CUSTOM');
    expect(JSON.parse(Properties.MonitorSpecification)).toEqual({ Tags: { Key: 'project', Values: ['shop'] } });
  });

  test('of the account only where it says so: an account has one such monitor', () => {
    const [{ Properties }] = Object.values(resourcesOf(guarded({ costAnomalies: { accountWide: true } }).template(), 'AWS::CE::AnomalyMonitor'));
    expect(Properties).toMatchObject({ MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' });
  });

  test.each([{}, { accountWide: true, tagKey: 'a', tagValues: ['b'] }, { tagKey: 'a' }])('of %j are refused', (costAnomalies) => {
    expect(() => guarded({ costAnomalies })).toThrow('costAnomalies names no monitor, or more than one. Allowed: monitorArn, or tagKey and tagValues, or accountWide: true');
  });
});

test('a distribution of a stack without env has no alarm, and that is said', () => {
  const stack = new Stack(new App(), 'Site');
  new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new origins.HttpOrigin('example.com') } });
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
  Annotations.fromStack(stack).hasWarning('/Site/Guard', Match.stringLikeRegexp('Site/Distribution has no alarm: it would be in us-east-1'));
});

test('a distribution is watched in us-east-1, from a stack of any region', () => {
  const app = new App();
  const stack = new Stack(app, 'Site', { ...IRELAND, crossRegionReferences: true });
  new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new origins.HttpOrigin('example.com') } });
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
  const assembly = app.synth();
  const east = assembly.getStackByName('Site-us-east-1-monitoring').template;
  const alarms = Object.values<any>(east.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  expect(alarms.map(({ Properties }) => Properties.AlarmName)).toEqual(['Site/Guard: Site/Distribution server errors']);
  expect(alarms[0].Properties.AlarmActions).toHaveLength(1);
});
