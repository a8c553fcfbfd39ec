import { App, Aspects } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ObservabilityStack } from '../../../examples/reference-system/stacks/observability-stack';
import { STAGES } from '../../../examples/reference-system/stages';
import { composeBackend } from '../../../examples/reference-system/system';
import { alarmsOf, type AlarmProperties } from '../../support/guarded';
import { resourcesOf } from '../../support/template';

const env = { account: '111111111111', region: 'us-east-1' };
const contacts = { operations: 'operations@example.com', finance: 'finance@example.com', pagerUrl: 'https://pager.example.com/hook', slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };

let stack: ObservabilityStack;
let template: Template;
let alarms: [string, AlarmProperties][];
beforeAll(() => {
  const app = new App();
  const { tickets, data, commerce, events } = composeBackend(app, STAGES.staging, { env });
  stack = new ObservabilityStack(app, 'Observability', { env, watch: [tickets, data, commerce, events], contacts, monthlyBudgetUsd: 250 });
  Aspects.of(app).add(new AwsSolutionsChecks());
  template = Template.fromStack(stack);
  alarms = Object.entries(alarmsOf(template));
});

const ending = (end: string) => alarms.filter(([name]) => name.endsWith(end)).map(([, alarm]) => alarm);

describe('O4: the alarms of the client', () => {
  test('a function’s first error in a minute, for each function', () => {
    const functions = ending(' errors').filter(({ Namespace }) => Namespace === 'AWS/Lambda');
    expect(functions.map(({ Dimensions }) => Dimensions![0].Value)).toEqual(expect.arrayContaining(['ticket-lambda', 'users_crud', 'orders_crud', 'products_crud', 'invoice_worker', 'invoices_generator']));
    for (const alarm of functions) { expect(alarm).toMatchObject({ MetricName: 'Errors', Threshold: 0, Period: 60, EvaluationPeriods: 1 }); }
  });

  test('a table’s first throttled request in five minutes', () => {
    expect(ending('Table throttles').length).toBeGreaterThanOrEqual(4);
    for (const { Threshold, EvaluationPeriods, Metrics } of ending('Table throttles')) {
      expect([Threshold, EvaluationPeriods, Metrics!.find(({ MetricStat }) => MetricStat).MetricStat.Period]).toEqual([0, 1, 300]);
    }
  });

  test('more than 1 % of 5xx in five minutes, for each API', () => {
    expect(ending(' server errors').map(({ Threshold, EvaluationPeriods }) => [Threshold, EvaluationPeriods])).toEqual([[1, 1], [1, 1]]);
  });

  test('throttled functions', () => expect(ending('Handler throttles').length).toBeGreaterThanOrEqual(5));

  test('the estimated charges at 80 % of the budget', () => {
    expect(ending('estimated charges')).toMatchObject([{ Threshold: 200, MetricName: 'EstimatedCharges' }]);
  });

  test('tell topic alerts: errors Slack, 5xx the pager, charges finance', () => {
    const names = Object.fromEntries(Object.entries(resourcesOf(template, 'AWS::SNS::Topic')).map(([id, { Properties }]) => [id, Properties.TopicName]));
    expect(Object.values(names).sort()).toEqual(['alerts', 'alerts-budget', 'alerts-errors', 'alerts-server-errors']);
    const told = Object.values(resourcesOf(template, 'AWS::SNS::Subscription')).map(({ Properties }) => [names[Properties.TopicArn.Ref], Properties.Endpoint]);
    expect(told).toEqual(expect.arrayContaining([['alerts', contacts.operations], ['alerts-server-errors', contacts.pagerUrl], ['alerts-budget', contacts.finance]]));
    const [{ Properties: { SnsTopicArns } }] = Object.values(resourcesOf(template, 'AWS::Chatbot::SlackChannelConfiguration'));
    expect(SnsTopicArns.map(({ Ref: id }: any) => names[id])).toEqual(['alerts-errors']);
  });
});

test('O5: dashboards of operations, costs and infrastructure', () => {
  expect(Object.values(resourcesOf(template, 'AWS::CloudWatch::Dashboard')).map(({ Properties }) => Properties.DashboardName).sort()).toEqual([
    'Observability-Guard-costs', 'Observability-Guard-infrastructure', 'Observability-Guard-operations',
  ]);
});

test('G2: a budget that tells of its forecast', () => template.resourceCountIs('AWS::Budgets::Budget', 1));

test('every rule of AwsSolutions is followed, or has a reason', () => {
  expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
});
