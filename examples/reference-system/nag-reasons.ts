import type { Stack } from 'aws-cdk-lib';
import { NagSuppressions } from 'cdk-nag';

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
      reason: 'Public by design are POST /v1/auth/login, /challenge and /refresh, and the preflight of CORS; the construct fails the synth for any other method without an authorizer.',
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
