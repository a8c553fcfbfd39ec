import {
  aws_iam as iam, aws_lambda as lambda, aws_lambda_destinations as destinations, aws_logs as logs, aws_secretsmanager as secretsmanager,
  aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs, Duration,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { notifierEnv, type WebhookFormat } from '../../contract/cost-guard-alarms';
import { HandlerFunction } from '../private/handler-function';

/** A function that posts what topics are told to a webhook, whose address is a secret. */
export function createNotifier(
  scope: Construct, id: string, format: WebhookFormat, secret: secretsmanager.ISecret, topics: readonly sns.ITopic[],
): lambda.Function {
  const notifier = new HandlerFunction(scope, id, {
    bundle: 'notifier',
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
  return notifier;
}
