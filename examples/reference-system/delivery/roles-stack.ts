import { aws_iam as iam, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { NagSuppressions } from 'cdk-nag';
import type { Construct } from 'constructs';
import { STAGE_NAMES } from '../stages';

export interface DeliveryRolesStackProps extends StackProps {
  /** Repository on GitHub whose jobs deliver, `owner/name`. */
  readonly repository: string;
  /** Stages that are in this account: `staging`, `production` or both. Each is an environment of the repository. */
  readonly stages: readonly string[];
  /** Whether the account trusts GitHub already: an account can have one such provider only. @default false */
  readonly existingProvider?: boolean;
}

const ISSUER = 'token.actions.githubusercontent.com';
/** Of the bootstrap stack, https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html. The app has no container image. */
const CDK_ROLES = ['deploy', 'file-publishing', 'lookup'];
const DELIVERED: readonly string[] = STAGE_NAMES.filter((name) => name !== 'local');

/**
 * What GitHub's jobs may do in the account of a stage (K1): take on the roles that `cdk bootstrap` made, and see whether an alarm rings.
 * There is no secret: a job proves what it is by a token of GitHub's, which names repository and environment.
 */
export class DeliveryRolesStack extends Stack {
  constructor(scope: Construct, id: string, { repository, stages, existingProvider, ...props }: DeliveryRolesStackProps) {
    super(scope, id, props);
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) { throw new Error(`${id}: '${repository}' is no repository. Allowed: owner/name, of the one whose jobs deliver`); }
    const unknown = stages.filter((stage) => !DELIVERED.includes(stage));
    if (unknown.length > 0 || stages.length === 0) { throw new Error(`${id}: stages: ${unknown.join(', ') || 'none'}. Allowed: ${DELIVERED.join(', ')}`); }
    const provider = existingProvider
      ? this.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: ISSUER })
      : new iam.CfnOIDCProvider(this, 'GitHub', { url: `https://${ISSUER}`, clientIdList: ['sts.amazonaws.com'] }).ref;
    for (const stage of stages) { this.addRole(stage, repository, provider); }
    NagSuppressions.addStackSuppressions(this, [{
      id: 'AwsSolutions-IAM5',
      reason: 'Which alarms ring is asked for all alarms at once: CloudWatch gives no other way. It tells names and states, and changes nothing.',
      appliesTo: [{ regex: '/^Resource::arn:<AWS::Partition>:cloudwatch:.*:alarm:\\*$/g' }],
    }]);
  }

  private addRole(stage: string, repository: string, provider: string): void {
    const regions = [...new Set([this.region, 'us-east-1'])]; // what CloudFront needs is there
    const role = new iam.Role(this, `Deliver-${stage}`, {
      roleName: `deliver-${stage}`,
      description: `Jobs of ${repository} in the environment ${stage}`,
      assumedBy: new iam.WebIdentityPrincipal(provider, {
        StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: `repo:${repository}:environment:${stage}` },
      }),
      inlinePolicies: {
        Deliver: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: ['sts:AssumeRole'],
              resources: regions.flatMap((region) => CDK_ROLES.map((name) => this.formatArn({
                service: 'iam', region: '', resource: 'role', resourceName: `cdk-hnb659fds-${name}-role-${this.account}-${region}`,
              }))),
            }),
            new iam.PolicyStatement({
              actions: ['cloudwatch:DescribeAlarms'],
              resources: regions.map((region) => `arn:${this.partition}:cloudwatch:${region}:${this.account}:alarm:*`),
            }),
          ],
        }),
      },
    });
    new CfnOutput(this, `RoleOf${stage}`, { value: role.roleArn, description: `Variable AWS_ROLE_ARN of the environment ${stage}` });
  }
}
