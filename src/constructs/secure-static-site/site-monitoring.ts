import {
  ArnFormat, aws_certificatemanager as acm, aws_cloudfront as cloudfront, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_logs as logs,
  aws_s3 as s3, aws_sns as sns, Duration, Names, RemovalPolicy, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { consoleUrl, ringTo, RUNBOOK_URL } from '../private/alarm';
import { distributionErrorRate } from '../private/distribution-errors';
import { privateBucket } from '../private/private-bucket';

/** What watches a site. */
export interface SiteAlarms {
  readonly alarms: cloudwatch.Alarm[];
  /** Where there are subscribers. */
  readonly topic?: sns.Topic;
}

/**
 * Alarms, and a topic of their own for their subscribers: an alarm is where its metric is, and tells topics of that region
 * only. Without subscribers they tell nobody, which `CostGuardAlarms` sees: it lets them tell its own.
 */
export function createAlarms(
  scope: Construct, distribution: cloudfront.IDistribution, certificate: acm.ICertificate | undefined,
  subscriptions: readonly sns.ITopicSubscription[],
): SiteAlarms {
  const alarms = [new cloudwatch.Alarm(scope, 'ServerErrors', {
    alarmDescription: `More than 1 % of the requests of a site ended in a 5xx for 10 of 15 minutes\nRunbook: ${RUNBOOK_URL}#server-errors`
      + `\nConsole: ${consoleUrl(scope, `/cloudfront/v4/home#/distributions/${distribution.distributionId}`)}`,
    metric: distributionErrorRate(distribution.distributionId, Duration.minutes(5)),
    threshold: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  })];
  if (certificate) {
    alarms.push(new cloudwatch.Alarm(scope, 'CertificateExpiry', {
      alarmDescription: 'The certificate of a site expires in less than 30 days: its renewal, due weeks before, failed'
        + `\nRunbook: ${RUNBOOK_URL}#certificate-expiry\nConsole: ${consoleUrl(scope, '/acm/home?region=REGION#/certificates/list')}`,
      metric: certificate.metricDaysToExpiry({ period: Duration.days(1) }),
      threshold: 30,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }));
  }
  if (subscriptions.length === 0) { return { alarms }; }
  const topic = createTopic(scope, subscriptions);
  for (const alarm of alarms) { ringTo(topic, alarm); }
  return { alarms, topic };
}

/**
 * Subscribers may be of the site's stack, which is deployed before the topic's: what they allow names the topic by a name
 * known at synth, and their subscriptions are beside the topic.
 */
function createTopic(scope: Construct, subscriptions: readonly sns.ITopicSubscription[]): sns.Topic {
  const topicName = `${nameOf(scope, 249)}-alarms`;
  const topic = new sns.Topic(scope, 'Alarms', { topicName, enforceSSL: true, displayName: `Alarms of ${scope.node.path}`.slice(0, 100) });
  const named = sns.Topic.fromTopicArn(topic, 'Named', Stack.of(scope).formatArn({ service: 'sns', resource: topicName }));
  subscriptions.forEach((subscription, i) => {
    const { subscriberScope, subscriberId, ...config } = subscription.bind(named);
    const id = subscriberScope ? Names.nodeUniqueId(subscriberScope.node) : Token.isUnresolved(subscriberId) ? `Subscriber${i}` : subscriberId;
    new sns.Subscription(topic, id, { topic, ...config });
  });
  return topic;
}

/** A name for what must have one, of the stack's and the scope's own. */
function nameOf(scope: Construct, maxLength: number): string {
  return Names.uniqueResourceName(scope, { maxLength, separator: '-', allowedSpecialCharacters: '-_' });
}

/** Access logs (standard logging v2): JSON lines, by day, in a bucket that needs no ACL. */
export function createAccessLogs(scope: Construct, distribution: cloudfront.IDistribution, retention: logs.RetentionDays): s3.Bucket {
  const stack = Stack.of(scope);
  const bucket = new s3.Bucket(scope, 'AccessLogs', {
    ...privateBucket(),
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [{ expiration: Duration.days(retention), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects('*')],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: {
        'aws:SourceArn': stack.formatArn({
          service: 'logs', resource: 'delivery-source', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    },
  }));
  const name = (what: string) => `${Names.uniqueResourceName(scope, { maxLength: 50, allowedSpecialCharacters: '-_' })}-${what}`;
  const source = new logs.CfnDeliverySource(scope, 'LogSource', { name: name('source'), logType: 'ACCESS_LOGS', resourceArn: distribution.distributionArn });
  const destination = new logs.CfnDeliveryDestination(scope, 'LogDestination', { name: name('bucket'), destinationResourceArn: bucket.bucketArn, outputFormat: 'json' });
  const delivery = new logs.CfnDelivery(scope, 'LogDelivery', {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.attrArn,
    s3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}',
  });
  delivery.node.addDependency(source, bucket);
  return bucket;
}
