import {
  ArnFormat, aws_iam as iam, aws_lambda as lambda, aws_lambda_destinations as destinations, aws_logs as logs, aws_secretsmanager as secretsmanager,
  aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs, Duration, Names, Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { namedArn, type RegionalTopics } from './regional-topics';
import { notifierEnv, type WebhookFormat } from '../../contract/cost-guard-alarms';
import { HandlerFunction } from '../private/handler-function';

interface Notified {
  readonly format: WebhookFormat;
  /** Of the region of `topics`. */
  readonly secret: secretsmanager.ISecret;
  readonly topics: readonly sns.Topic[];
  /** Topics of another region, whose stack is deployed later. */
  readonly far?: RegionalTopics;
}

/** A function that posts what topics are told to a webhook, whose address is a secret: where the secret is, whatever the topics' region. */
export function createNotifier(scope: Construct, id: string, { format, secret, topics, far }: Notified): lambda.Function {
  // The other region's stack names it, and so depends on no value of this one.
  const functionName = far && `${Names.uniqueResourceName(scope, { maxLength: 50, separator: '-', allowedSpecialCharacters: '-_' })}-${id}`;
  const notifier = new HandlerFunction(scope, id, {
    bundle: 'notifier',
    functionName,
    description: `Posts alerts to a webhook of ${format === 'slack' ? 'Slack' : 'Teams'}`,
    environment: notifierEnv.render({ WEBHOOK_SECRET_ARN: secret.secretArn, WEBHOOK_FORMAT: format, SERVICE_NAME: 'alerts' }),
    memorySize: 256,
    timeout: Duration.seconds(30),
    logRetention: logs.RetentionDays.THREE_MONTHS,
  });
  notifier.addToRolePolicy(new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }));
  secret.encryptionKey?.grantDecrypt(notifier);
  notifier.configureAsyncInvoke({
    retryAttempts: 2,
    onFailure: new destinations.SqsDestination(new sqs.Queue(scope, `${id}Failed`, {
      retentionPeriod: Duration.days(14), encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true,
    })),
  });
  for (const topic of topics) { topic.addSubscription(new subscriptions.LambdaSubscription(notifier)); }
  if (far) { subscribeFrom(far, notifier, functionName!); }
  return notifier;
}

/** SNS delivers to functions of other regions, too (SNS, "Cross-region delivery"). */
function subscribeFrom({ scope, topics }: RegionalTopics, notifier: lambda.Function, functionName: string) {
  const here = Stack.of(notifier);
  const endpoint = Stack.of(scope).formatArn({
    service: 'lambda', resource: 'function', resourceName: functionName, arnFormat: ArnFormat.COLON_RESOURCE_NAME, account: here.account, region: here.region,
  });
  for (const topic of topics) {
    notifier.addPermission(`From-${topic.node.id}`, { principal: new iam.ServicePrincipal('sns.amazonaws.com'), sourceArn: namedArn(topic, here) });
    new sns.Subscription(scope, `${notifier.node.id}-${topic.node.id}`, { topic, protocol: sns.SubscriptionProtocol.LAMBDA, endpoint });
  }
}
