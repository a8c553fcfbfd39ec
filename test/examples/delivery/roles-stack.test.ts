import { App, Aspects } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeliveryRolesStack, type DeliveryRolesStackProps } from '../../../examples/reference-system/delivery/roles-stack';
import { resourcesOf } from '../../support/template';

function rolesStack(props: Partial<DeliveryRolesStackProps> = {}) {
  return new DeliveryRolesStack(new App(), 'Delivery', { repository: 'shop/system', stages: ['staging', 'production'], env: { account: '111111111111', region: 'eu-west-1' }, ...props });
}

const rolesOf = (template: Template) => Object.values(resourcesOf(template, 'AWS::IAM::Role')).map(({ Properties }) => Properties);

test('a role a stage, which the jobs of its environment in this repository take on, and nobody else', () => {
  const template = Template.fromStack(rolesStack());
  expect(rolesOf(template).map(({ RoleName, AssumeRolePolicyDocument: { Statement } }) => [RoleName, Statement])).toEqual(['staging', 'production'].map((stage) => [
    `deliver-${stage}`,
    [{
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: { Ref: expect.stringMatching(/^GitHub/) } },
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': `repo:shop/system:environment:${stage}`,
        },
      },
    }],
  ]));
  template.hasResourceProperties('AWS::IAM::OIDCProvider', { Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] });
});

test('each may take on the roles of the CDK where the system is, read alarms there, and no more', () => {
  const [{ Policies, ManagedPolicyArns }] = rolesOf(Template.fromStack(rolesStack()));
  expect(ManagedPolicyArns).toBeUndefined();
  const text = (resource: unknown) => JSON.stringify(resource).replace('{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},"', '').replace('"]]}', '');
  const granted = Policies.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement).flatMap(({ Action, Resource }: any) => [Resource].flat().map((on) => `${Action} ${text(on)}`));
  expect(granted).toEqual([
    ...['eu-west-1', 'us-east-1'].flatMap((region) => ['deploy', 'file-publishing', 'lookup'].map((role) => `sts:AssumeRole :iam::111111111111:role/cdk-hnb659fds-${role}-role-111111111111-${region}`)),
    'cloudwatch:DescribeAlarms :cloudwatch:eu-west-1:111111111111:alarm:*',
    'cloudwatch:DescribeAlarms :cloudwatch:us-east-1:111111111111:alarm:*',
  ]);
});

test('a region is named once where the system is in us-east-1', () => {
  const template = Template.fromStack(rolesStack({ env: { account: '111111111111', region: 'us-east-1' }, stages: ['staging'] }));
  expect(JSON.stringify(rolesOf(template)[0].Policies).match(/deploy-role/g)).toHaveLength(1);
});

test('in an account that trusts GitHub already, the provider is not made twice', () => {
  const template = Template.fromStack(rolesStack({ existingProvider: true }));
  template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
  expect(JSON.stringify(rolesOf(template)[0].AssumeRolePolicyDocument)).toContain('oidc-provider/token.actions.githubusercontent.com');
});

test.each([['shop'], ['shop/*'], ['shop/system:*'], ['']])('fails for the repository %j', (repository) => {
  expect(() => rolesStack({ repository })).toThrow(/is no repository. Allowed: owner\/name/);
});

test('fails for a stage that is not delivered to', () => {
  expect(() => rolesStack({ stages: ['local'] })).toThrow(/stages: local. Allowed: staging, production/);
});

test('AwsSolutions has no finding without a written reason', () => {
  const stack = rolesStack();
  Aspects.of(stack).add(new AwsSolutionsChecks());
  expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
});
