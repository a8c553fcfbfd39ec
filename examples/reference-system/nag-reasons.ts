import type { Stack } from 'aws-cdk-lib';
import { NagSuppressions } from 'cdk-nag';
import type { IInvoices, ImageUploads, OrderEventsPipeline } from 'serverless-inteligente';

/** Each rule of AwsSolutions that this system does not follow, and why. A finding without a reason fails the synth. */
export function giveReasons(stack: Stack) {
  NagSuppressions.addStackSuppressions(stack, [
    {
      id: 'AwsSolutions-APIG2',
      reason: 'The handler validates every body against the resource\'s schema and answers field by field; the gateway knows draft 04 only and answers with one string.',
    },
    {
      id: 'AwsSolutions-APIG3',
      reason: 'A web ACL costs about 6 USD a month and more by request. Stage and login throttling stand in its place until traffic asks for it.',
    },
    {
      id: 'AwsSolutions-APIG4',
      reason: 'Public by design are POST /v1/auth/login, /challenge, /refresh and /logout, and the preflight of CORS; the construct fails the synth for any other method without an authorizer.',
    },
    {
      id: 'AwsSolutions-COG4',
      reason: 'The same routes: nobody has a token before logging in, and a browser sends none with a preflight.',
    },
    {
      id: 'AwsSolutions-APIG6',
      reason: 'Execution logs repeat headers and bodies, tokens among them. Access logs and one structured line a request are kept instead.',
    },
    {
      id: 'AwsSolutions-COG2',
      reason: 'The client asked for login by password. A pool of one\'s own with MFA can be passed as userPool.',
    },
    {
      id: 'AwsSolutions-COG3',
      reason: 'Threat protection needs Cognito\'s Plus plan, charged by monthly active user. The login routes have a throttle of their own.',
    },
    {
      id: 'AwsSolutions-IAM5',
      reason: 'X-Ray\'s actions take no resource; API Gateway\'s log role writes to log groups of this account and region only, whose names it makes itself.',
      appliesTo: ['Resource::*', { regex: '/^Resource::arn:<AWS::Partition>:logs:.*:log-group:\\*$/g' }],
    },
  ]);
}

/** The same of the site. */
export function giveReasonsOfSite(stack: Stack) {
  NagSuppressions.addStackSuppressions(stack, [
    {
      id: 'AwsSolutions-CFR1',
      reason: 'The client sells in every country.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason: 'A web ACL costs 8 USD a month: the prop webAcl, until traffic asks for it.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Access logs are written by standard logging v2 (AWS::Logs::Delivery), which the rule does not know.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason: 'Without a domain CloudFront answers on its own name and certificate, with which no TLS version can be set. With one: TLS 1.2 of 2021.',
    },
    {
      id: 'AwsSolutions-S1',
      reason: 'CloudFront alone reads the site, and its access logs hold each request; the other bucket is that of the logs themselves.',
    },
    {
      id: 'AwsSolutions-IAM5',
      reason: 'The publisher writes the objects of one bucket, whose names are those of the build.',
      appliesTo: [{ regex: '/^Resource::<Site.*Bucket.*Arn>/(releases/|site/|)\\*$/g' }],
    },
  ]);
}

/** Of the events and the invoices only, so that another queue or bucket needs a reason of its own. */
export function giveReasonsOfEvents(pipeline: OrderEventsPipeline, { subscriptionDeadLetterQueue }: IInvoices) {
  NagSuppressions.addResourceSuppressions(subscriptionDeadLetterQueue, [{
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself the dead-letter queue, of the topic\'s subscription, which the rule does not look at.',
  }]);
  NagSuppressions.addResourceSuppressions(pipeline, [
    {
      id: 'AwsSolutions-S1',
      reason: 'Only two functions of this stack reach the buckets, and log what they write. Access logs would be a third bucket that costs by request.',
    },
    {
      id: 'AwsSolutions-IAM5',
      reason: 'Names of files are those of orders and records, known only when there are some: each function has its own prefix.',
      appliesTo: [{ regex: '/^Resource::<.*\\.Arn>\\/(invoices|set-aside|aws\\/lambda)\\/\\*$/g' }],
    },
  ], true);
}

/** Of the uploads only. */
export function giveReasonsOfUploads(images: ImageUploads) {
  NagSuppressions.addResourceSuppressions(images, [
    {
      id: 'AwsSolutions-S1',
      reason: 'Only forms and two functions of this stack reach the bucket, and log what they do. Access logs would be a bucket that costs by request.',
    },
    {
      id: 'AwsSolutions-IAM5',
      reason: 'Names of files are those of uploads, known only when there are some: each function has its own prefixes.',
      appliesTo: [{ regex: '/^Resource::<.*\\.Arn>\\/(uploads|rejected|thumbnails)\\/\\*$/g' }],
    },
  ], true);
}
