import { aws_secretsmanager as secretsmanager, Stack, App } from 'aws-cdk-lib';
import { AlarmSubscriber } from '../../../src';
import { guarded, ON_CALL } from '../../support/guarded';
import { actionsOf, resourcesOf } from '../../support/template';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:hook-AbCdEf';

function withWebhook() {
  const secrets = new Stack(new App(), 'Secrets');
  const secret = secretsmanager.Secret.fromSecretCompleteArn(secrets, 'Hook', SECRET);
  const slack = AlarmSubscriber.slackWebhook(secret);
  return guarded({ notify: { general: [slack, ON_CALL], errors: [slack] } }).template();
}

describe('a webhook', () => {
  test('is posted to by one function for all of its topics, and its secret is read at run time', () => {
    const template = withWebhook();
    const [[id, { Properties }]] = Object.entries(resourcesOf(template, 'AWS::Lambda::Function'));
    expect(Properties.Environment.Variables).toEqual({ WEBHOOK_SECRET_ARN: SECRET, WEBHOOK_FORMAT: 'slack', SERVICE_NAME: 'alerts' });
    const subscribed = Object.values(resourcesOf(template, 'AWS::SNS::Subscription')).filter(({ Properties: { Protocol } }) => Protocol === 'lambda');
    expect(subscribed.map(({ Properties: { Endpoint } }) => Endpoint)).toEqual([{ 'Fn::GetAtt': [id, 'Arn'] }, { 'Fn::GetAtt': [id, 'Arn'] }]);
  });

  test('keeps what could not be posted after three invocations', () => {
    const template = withWebhook();
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 2, DestinationConfig: { OnFailure: {} } });
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  });

  test('is posted to by a function that may read this secret and no other', () => {
    const template = withWebhook();
    const [{ Properties }] = Object.values(resourcesOf(template, 'AWS::Lambda::Function'));
    const actions = actionsOf(template, Properties.Role['Fn::GetAtt'][0]).map((action) => action.split(' ').slice(0, 2).join(' '));
    expect(actions.filter((action) => action.includes('secretsmanager'))).toEqual(['Allow secretsmanager:GetSecretValue']);
    expect(JSON.stringify(template.toJSON())).not.toContain('hooks.slack.com');
  });
});
