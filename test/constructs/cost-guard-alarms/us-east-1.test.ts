import { App, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_secretsmanager as secretsmanager, Stack } from 'aws-cdk-lib';
import { AlarmSubscriber, CostGuardAlarms, type AlarmNotifications } from '../../../src';
import { ON_CALL, shopFunction } from '../../support/guarded';

const ACCOUNT = '111122223333';
const SLACK = AlarmSubscriber.slackChannel('T0123ABCD', 'C0123ABCD');
const PAGER = AlarmSubscriber.url('https://events.pager.example/hook');
const FINANCE = AlarmSubscriber.email('finance@example.com');

/** The templates of a site with a function and a budget, watched from `region`: where the stack is, and where its us-east-1 part is. */
function watchedFrom(region: string, notify: AlarmNotifications) {
  const app = new App();
  const stack = new Stack(app, 'Site', { env: { account: ACCOUNT, region }, crossRegionReferences: true });
  shopFunction(stack, 'Orders', 'orders');
  new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new origins.HttpOrigin('example.com') } });
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify, monthlyBudgetUsd: 100, topicName: 'alerts', dashboards: false });
  const assembly = app.synth();
  const here = assembly.getStackByName('Site').template;
  return { here, east: region === 'us-east-1' ? here : assembly.getStackByName('Site-us-east-1-monitoring').template, assembly };
}

const of = (template: any, type: string): any[] =>
  Object.values<any>(template.Resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

/** Names of the topics that an alarm tells. */
function toldBy(template: any, name: string): string[] {
  const [alarm] = of(template, 'AWS::CloudWatch::Alarm').filter(({ AlarmName }) => AlarmName === name);
  return alarm.AlarmActions.map(({ Ref: id }: any) => template.Resources[id].Properties.TopicName);
}

/** Who is told by each topic of a template. */
function listeners(template: any): string[] {
  return of(template, 'AWS::SNS::Subscription').map(({ TopicArn, Endpoint }) => `${template.Resources[TopicArn.Ref].Properties.TopicName}: ${Endpoint}`).sort();
}

const CHARGES = 'Site/Guard: estimated charges';
const SERVER_ERRORS = 'Site/Guard: Site/Distribution server errors';

describe.each(['us-east-1', 'eu-west-1'])('from %s, what is told in us-east-1', (region) => {
  test('goes the ways of its kind: charges to finance, 5xx to the pager', () => {
    const { east } = watchedFrom(region, { general: [ON_CALL], serverErrors: [PAGER], budget: [FINANCE] });
    expect([toldBy(east, CHARGES), toldBy(east, SERVER_ERRORS)]).toEqual([['alerts-budget'], ['alerts-server-errors']]);
    expect(listeners(east)).toEqual([
      'alerts-budget: finance@example.com', 'alerts-server-errors: https://events.pager.example/hook', 'alerts: on-call@example.com',
    ]);
  });

  test('reaches a channel of Slack by its one configuration, with the topics of every region', () => {
    const { here, east } = watchedFrom(region, { general: [SLACK], serverErrors: [SLACK] });
    const configurations = [...new Set([here, east])].flatMap((template) => of(template, 'AWS::Chatbot::SlackChannelConfiguration'));
    expect(configurations).toHaveLength(1);
    const told = configurations[0].SnsTopicArns.map((arn: any) => JSON.stringify(arn));
    expect(told).toHaveLength(region === 'us-east-1' ? 2 : 4);
    if (region !== 'us-east-1') {
      for (const name of ['alerts', 'alerts-server-errors']) { expect(told.join('\n')).toContain(`:sns:${region}:${ACCOUNT}:${name}"`); }
      expect(of(here, 'AWS::SNS::Topic').map(({ TopicName }) => TopicName).sort()).toEqual(of(east, 'AWS::SNS::Topic').map(({ TopicName }) => TopicName).sort());
    }
  });

  test('is posted to a webhook by the function that reads the secret where it is', () => {
    const secret = secretsmanager.Secret.fromSecretCompleteArn(new Stack(new App(), 'Secrets'), 'Hook', `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:hook-AbCdEf`);
    const { here, east } = watchedFrom(region, { general: [AlarmSubscriber.slackWebhook(secret)] });
    const notifiers = [...new Set([here, east])].flatMap((template) => of(template, 'AWS::Lambda::Function').filter(({ Environment }) => Environment?.Variables.WEBHOOK_SECRET_ARN));
    expect(notifiers).toHaveLength(1);
    const [{ Endpoint, Protocol }] = of(east, 'AWS::SNS::Subscription');
    expect(Protocol).toBe('lambda');
    if (region !== 'us-east-1') {
      expect(JSON.stringify(Endpoint)).toContain(`:lambda:${region}:${ACCOUNT}:function:${notifiers[0].FunctionName}"`);
      expect(JSON.stringify(of(here, 'AWS::Lambda::Permission').map(({ SourceArn }) => SourceArn))).toContain(`:sns:us-east-1:${ACCOUNT}:alerts"`);
    }
  });
});

test('the part in us-east-1 is deployed after the stack whose topics and functions it names', () => {
  const { assembly } = watchedFrom('eu-west-1', { general: [SLACK] });
  expect(assembly.getStackByName('Site-us-east-1-monitoring').dependencies.map(({ id }) => id)).toContain('Site');
});
