import type { CfnResource } from './template';

/**
 * Properties that look like a name of the account's, and are one within another resource only, or the name of something else
 * that is told elsewhere.
 */
const WITHIN: { readonly [property: string]: string } = {
  'AWS::ApiGateway::Stage StageName': 'of its API',
  'AWS::ApiGateway::Authorizer Name': 'of its API',
  'AWS::ApiGateway::Resource PathPart': 'of its API',
  'AWS::Cognito::UserPoolGroup GroupName': 'of its user pool',
  'AWS::IAM::Policy PolicyName': 'of its role',
  'AWS::Lambda::Alias Name': 'of its function',
  'AWS::SNS::Topic DisplayName': 'what a mail is from',
  'AWS::CloudWatch::Alarm MetricName': 'what is measured',
  'AWS::CloudWatch::Alarm Namespace': 'whose metrics they are',
  'Custom::SitePublication SourceBucketName': 'the CDK\'s own',
};

interface NamedTemplate {
  readonly Resources: { readonly [id: string]: CfnResource };
  readonly Outputs?: { readonly [id: string]: { readonly Export?: { readonly Name: unknown } } };
}

/** Every name that one account (or all of AWS) has once, of a template, as `Type Property name`: also of exports. */
export function physicalNames(template: NamedTemplate): string[] {
  const names = Object.values(template.Resources).flatMap(({ Type: type, Properties: properties = {} }) => named(type, properties));
  const exported = Object.values(template.Outputs ?? {}).flatMap(({ Export: to }) => (to ? [`Export ${JSON.stringify(to.Name)}`] : []));
  return [...new Set([...names, ...exported])].sort();
}

function named(type: string, properties: { readonly [name: string]: unknown }): string[] {
  // CloudFront's functions, policies and access controls have theirs one level deeper, and so have budgets and metrics of logs.
  const deeper = Object.values(properties).filter((value): value is object => typeof value === 'object' && value !== null && !Array.isArray(value))
    .flatMap((value) => Object.entries(value).filter(([name]) => /^(Budget)?Name$/.test(name)).map(([name, given]) => [`Config.${name}`, given] as const));
  const metrics = [properties.MetricTransformations].flat().flatMap((metric: any) => (metric ? [['MetricName', `${metric.MetricNamespace} ${metric.MetricName}`] as const] : []));
  return [...Object.entries(properties), ...deeper, ...metrics]
    .filter(([property]) => /Names?$/.test(property))
    .filter(([property]) => !(`${type} ${property}` in WITHIN))
    .filter(([, value]) => !isReference(value))
    .map(([property, value]) => `${type} ${property} ${JSON.stringify(value)}`);
}

/** The name of a resource of the same template, which CloudFormation puts in. */
function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('Ref' in value || 'Fn::GetAtt' in value || 'Fn::ImportValue' in value);
}
