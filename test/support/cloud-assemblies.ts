import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly, Template, TemplateResource } from '../../src/pricing/assembly';

/** An assembly of one stack, "App", with these resources. */
export function assemblyOf(resources: { readonly [logicalId: string]: TemplateResource }, region?: string): Assembly {
  return { stacks: [{ name: 'App', region, template: { Resources: resources } }] };
}

/** A resource as the CDK writes it, with its path. */
export function resource(type: string, path: string, properties: { readonly [name: string]: unknown } = {}, metadata: object = {}): TemplateResource {
  return { Type: type, Properties: properties, Metadata: { 'aws:cdk:path': `App/${path}/Resource`, ...metadata } };
}

export const ref = (logicalId: string) => ({ Ref: logicalId });
export const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Of a stack in an assembly, what is not as usual. */
export interface StackFacts {
  readonly region?: string;
  /** Names of the stacks that it needs. */
  readonly needs?: readonly string[];
}

/** Writes a cloud assembly as `cdk synth` does. @returns its folder */
export function writeAssembly(stacks: { readonly [name: string]: Template }, region = 'us-east-1', facts: { readonly [name: string]: StackFacts } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const artifacts = Object.keys(stacks).map((name) => [name, {
    type: 'aws:cloudformation:stack',
    environment: `aws://unknown-account/${facts[name]?.region ?? region}`,
    properties: { templateFile: `${name}.template.json`, stackName: name },
    dependencies: facts[name]?.needs,
  }]);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts: Object.fromEntries(artifacts) }));
  for (const [name, template] of Object.entries(stacks)) { writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template)); }
  return folder;
}

/** An API in front of a function that reads and writes a table, each with its logs: what most apps begin with. */
export function smallApp(): { readonly [logicalId: string]: TemplateResource } {
  return {
    Api: resource('AWS::ApiGateway::RestApi', 'Api'),
    Stage: resource('AWS::ApiGateway::Stage', 'Api/Stage', { RestApiId: ref('Api') }),
    Method: resource('AWS::ApiGateway::Method', 'Api/GET', {
      RestApiId: ref('Api'), HttpMethod: 'GET', Integration: { Uri: { 'Fn::Join': ['', ['arn:aws:apigateway:', arn('Handler'), '/invocations']] } },
    }),
    Handler: resource('AWS::Lambda::Function', 'Handler', {
      Role: arn('Role'), MemorySize: 512, Architectures: ['arm64'], LoggingConfig: { LogGroup: ref('Logs') },
    }),
    Logs: resource('AWS::Logs::LogGroup', 'Logs', { RetentionInDays: 30 }),
    Role: resource('AWS::IAM::Role', 'Role'),
    Policy: resource('AWS::IAM::Policy', 'Policy', {
      Roles: [ref('Role')],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: arn('Table') }] },
    }),
    Table: resource('AWS::DynamoDB::Table', 'Table', { BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }),
  };
}
