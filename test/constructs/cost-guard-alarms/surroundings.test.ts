import {
  App, aws_apigateway as apigateway, aws_apigatewayv2 as apigatewayv2, aws_chatbot as chatbot, aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb, aws_sns as sns, aws_sns_subscriptions as subscriptions, CfnParameter, Duration,
  Lazy, NestedStack, Stack, Stage,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AlarmSubscriber, CostGuardAlarms } from '../../../src';
import { alarmsOf, guarded, ON_CALL, shop, shopFunction } from '../../support/guarded';
import { resourcesOf } from '../../support/template';

const ACCOUNT = '111122223333';
const LOST = new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Lost' });

/** A stack, and a guard of it in a stack of its own. */
function watched(declare: (stack: Stack) => void) {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  declare(stack);
  const watch = new Stack(app, 'Watch');
  new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, topicName: 'alerts', dashboards: false });
  return { app, stack, watch };
}

const lost = (scope: Stack, id: string, alarmName?: string) =>
  new cloudwatch.Alarm(scope, id, { alarmName, metric: LOST, threshold: 1, evaluationPeriods: 1 });

describe('two stages with the same names', () => {
  test('are watched each by its own guard', () => {
    const app = new App();
    for (const [id, region] of [['Staging', 'eu-west-1'], ['Production', 'us-east-2']]) {
      const stage = new Stage(app, id, { env: { account: ACCOUNT, region } });
      const stack = new Stack(stage, 'Shop');
      shopFunction(stack, 'Orders', 'orders');
      new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, dashboards: false });
    }
    const assembly = app.synth();
    const names = ['Staging', 'Production'].map((id) => Object.values<any>(assembly.getNestedAssembly(`assembly-${id}`).stacks[0].template.Resources)
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').length);
    expect(names).toEqual([4, 4]);
  });
});

describe('what no alarm of the guard could see is refused:', () => {
  test('what is in another account', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop', { env: { account: '444455556666', region: 'eu-west-1' } });
    shopFunction(stack, 'Orders', 'orders');
    new CostGuardAlarms(new Stack(app, 'Watch', { env: { account: ACCOUNT, region: 'eu-west-1' } }), 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
    expect(() => app.synth()).toThrow('Watch/Guard: Shop/Orders is in account 444455556666, and the guard in 111122223333, where its metrics are not');
  });

  test('what is imported, since the tree does not hold it', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const table = dynamodb.Table.fromTableName(stack, 'Orders', 'orders');
    const guard = () => new CostGuardAlarms(stack, 'Guard', { watch: [table], notify: { general: [ON_CALL] } });
    expect(guard).toThrow('Shop/Guard: watch holds Shop/Orders, which is imported. Allowed: what this app declares. Fix: watch it by a CostGuardAlarms of the app that declares it');
  });
});

describe('a value that is known only at deployment is refused where it is reckoned with:', () => {
  const later = Lazy.number({ produce: () => 5 });
  test.each([
    ['monthlyBudgetUsd', { monthlyBudgetUsd: later }],
    ['thresholds.functionErrors.value', { thresholds: { functionErrors: { value: later } } }],
    ['thresholds.functionErrors.evaluationPeriods', { thresholds: { functionErrors: { evaluationPeriods: later } } }],
    ['thresholds.functionErrors.datapointsToAlarm', { thresholds: { functionErrors: { datapointsToAlarm: later } } }],
    ['thresholds.functionErrors.period', { thresholds: { functionErrors: { period: Duration.seconds(later) } } }],
    ['costAnomalies.impactUsd', { costAnomalies: { accountWide: true, impactUsd: later } }],
    ['objectives.availability', { objectives: { availability: later } }],
    ['objectives.latency.percent', { objectives: { latency: { percent: later, under: Duration.millis(300) } } }],
    ['objectives.latency.under', { objectives: { latency: { percent: 95, under: Duration.millis(later) } } }],
    ['topicName', { topicName: Lazy.string({ produce: () => 'alerts' }) }],
  ])('%s', (prop, props) => {
    expect(() => guarded(props, { env: { account: ACCOUNT, region: 'us-east-1' } }))
      .toThrow(`Watch/Guard: ${prop} is known only at deployment. Allowed: a value that is known at synth. Fix: write it in the app, or read it from the context`);
  });
});

test.each([
  [() => AlarmSubscriber.slackChannel('the workspace', 'C0123ABCD'), 'AlarmSubscriber.slackChannel: workspaceId is none, got "the workspace". Allowed: digits and capital letters, such as T0123ABCD'],
  [() => AlarmSubscriber.slackChannel('T0123ABCD', '#alerts'), 'AlarmSubscriber.slackChannel: channelId is none, got "#alerts". Allowed: digits and letters, such as C0123ABCD'],
])('%s is refused', (make, message) => expect(make).toThrow(message));

test.each([0, -1])('unusual costs of %d USD are refused', (impactUsd) => {
  expect(() => guarded({ costAnomalies: { accountWide: true, impactUsd } })).toThrow(`costAnomalies.impactUsd is out of range, got ${impactUsd}. Allowed: 0.01 to 100000000 US dollars`);
});

test('a guard in a nested stack has names that stay the same', () => {
  const parent = new Stack(new App(), 'Shop');
  const nested = new NestedStack(parent, 'Watch');
  shopFunction(nested, 'Orders', 'orders');
  new CostGuardAlarms(nested, 'Guard', { watch: [nested], notify: { general: [ON_CALL] } });
  const template = Template.fromStack(nested);
  expect(Object.keys(alarmsOf(template))).toContain('Shop/Watch/Guard: Shop/Watch/Orders errors');
  expect(Object.values(resourcesOf(template, 'AWS::CloudWatch::Dashboard')).map(({ Properties }) => Properties.DashboardName))
    .toEqual(['Shop-Watch-Guard-operations', 'Shop-Watch-Guard-costs', 'Shop-Watch-Guard-infrastructure']);
});

describe('an alarm that a watched construct made itself', () => {
  test('tells the subscribers, although another’s name that holds its own is in a composite’s rule', () => {
    const { stack } = watched((shopStack) => {
      lost(shopStack, 'Own', 'lost');
      const other = lost(shopStack, 'Other', 'lost orders');
      new cloudwatch.CompositeAlarm(shopStack, 'Any', { alarmRule: cloudwatch.AlarmRule.fromString('ALARM("lost orders")') }).node.addDependency(other);
    });
    expect(JSON.stringify(alarmsOf(Template.fromStack(stack)).lost.AlarmActions)).toContain(':alerts"');
  });

  test('tells them through its composite, where that has no action either', () => {
    const { stack } = watched((shopStack) => {
      new cloudwatch.CompositeAlarm(shopStack, 'Any', { alarmRule: cloudwatch.AlarmRule.fromAlarm(lost(shopStack, 'Own', 'lost'), cloudwatch.AlarmState.ALARM) });
    });
    const template = Template.fromStack(stack);
    const [{ Properties }] = Object.values(resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm'));
    expect(JSON.stringify(Properties.AlarmActions)).toContain(':alerts"');
    expect(alarmsOf(template).lost.AlarmActions).toBeUndefined();
  });

  test('is left to a composite of another stack that tells somebody', () => {
    const { app, stack } = watched((shopStack) => { lost(shopStack, 'Own', 'lost'); });
    const composite = new cloudwatch.CompositeAlarm(new Stack(app, 'Composites'), 'Any', { alarmRule: cloudwatch.AlarmRule.fromString('ALARM(lost)') });
    (composite.node.defaultChild as cloudwatch.CfnCompositeAlarm).alarmActions = ['arn:aws:sns:eu-west-1:111122223333:pager'];
    expect(alarmsOf(Template.fromStack(stack)).lost.AlarmActions).toBeUndefined();
  });

  test('is not made twice where it is in another stack than what it watches', () => {
    const { app, stack, handler } = shop();
    const alarms = new Stack(app, 'Alarms');
    new cloudwatch.Alarm(alarms, 'Own', { metric: handler.metricErrors({ period: Duration.minutes(1) }), threshold: 3, evaluationPeriods: 1 });
    (handler.node.defaultChild as any).functionName = undefined;
    const watch = new Stack(app, 'Watch');
    new CostGuardAlarms(watch, 'Guard', { watch: [stack], notify: { general: [ON_CALL] }, dashboards: false });
    expect(Object.keys(alarmsOf(Template.fromStack(watch))).filter((name) => name.includes('Orders errors'))).toEqual([]);
  });
});

describe('an alarm that tells a topic of the app', () => {
  const toldBy = (subscribe: (topic: sns.Topic) => void) => watched((shopStack) => {
    const topic = new sns.Topic(shopStack, 'Topic');
    lost(shopStack, 'Own', 'lost').addAlarmAction(new actions.SnsAction(topic));
    subscribe(topic);
  });

  test('to which nobody subscribes is named in a warning', () => {
    const { app, stack } = toldBy(() => undefined);
    app.synth();
    Annotations.fromStack(stack).hasWarning('/Shop/Own/Resource', Match.stringLikeRegexp(
      'Shop/Own tells Shop/Topic, to which nobody subscribes in this app. Subscribe somebody, or take the action away: then the guard tells its subscribers'));
  });

  test.each([
    ['a mailbox', (topic: sns.Topic) => topic.addSubscription(new subscriptions.EmailSubscription('on-call@example.com'))],
    ['a channel of Slack', (topic: sns.Topic) => new chatbot.SlackChannelConfiguration(topic, 'Slack', {
      slackChannelConfigurationName: 'shop', slackWorkspaceId: 'T0123ABCD', slackChannelId: 'C0123ABCD', notificationTopics: [topic],
    })],
    ['an alarm that acts otherwise', (topic: sns.Topic) => {
      const [own] = topic.stack.node.findAll().filter((node): node is cloudwatch.CfnAlarm => node instanceof cloudwatch.CfnAlarm);
      own.alarmActions = ['arn:aws:automate:eu-west-1:ec2:reboot'];
    }],
  ])('is not, with %s', (_, subscribe) => {
    const { app, stack } = toldBy(subscribe);
    app.synth();
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('nobody subscribes'))).toEqual([]);
  });
});

test('a WebSocket API has no alarm that never rings, and that is said', () => {
  const { stack, watch } = watched((shopStack) => {
    const api = new apigatewayv2.CfnApi(shopStack, 'Chat', { name: 'chat', protocolType: 'WEBSOCKET', routeSelectionExpression: '$request.body.action' });
    new apigatewayv2.CfnStage(shopStack, 'ChatStage', { apiId: api.ref, stageName: 'live' });
  });
  expect(Object.keys(alarmsOf(Template.fromStack(watch)))).toEqual([]);
  Annotations.fromStack(stack).hasWarning('/Shop/ChatStage', Match.stringLikeRegexp('Shop/Chat has no alarm: it is a WebSocket API'));
});

test('a REST API whose name is in its document only has no alarm, and that is said', () => {
  const { stack } = watched((shopStack) => {
    const name = new CfnParameter(shopStack, 'Document').valueAsString;
    const api = new apigateway.CfnRestApi(shopStack, 'Api', { bodyS3Location: { bucket: name, key: 'api.json' } });
    const { ref: deploymentId } = new apigateway.CfnDeployment(shopStack, 'Deployment', { restApiId: api.ref });
    new apigateway.CfnStage(shopStack, 'Live', { restApiId: api.ref, stageName: 'live', deploymentId });
  });
  Annotations.fromStack(stack).hasWarning('/Shop/Live', Match.stringLikeRegexp('Shop/Api has no alarm: CloudWatch tells REST APIs by name'));
});
