import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ServerlessCrudApi, type CrudResourceProps, type ServerlessCrudApiProps } from '../../src';

export interface CfnResource {
  readonly Type: string;
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export const TICKET_SCHEMA = {
  type: 'object',
  required: ['title', 'description', 'status', 'reporterId'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    description: { type: 'string', maxLength: 4000 },
    status: { enum: ['OPEN', 'IN_PROGRESS', 'CLOSED'] },
    reporterId: { type: 'string', minLength: 1, maxLength: 128 },
  },
};

export function ticketApi(props: ServerlessCrudApiProps = {}, resource: Partial<CrudResourceProps> = {}, stackProps: StackProps = {}) {
  const stack = new Stack(new App(), 'Stack', stackProps);
  const api = new ServerlessCrudApi(stack, 'Api', props);
  const tickets = api.addResource('tickets', { schema: TICKET_SCHEMA, ...resource });
  return { stack, api, tickets, template: () => Template.fromStack(stack) };
}

export function resourcesOf(template: Template, type: string): { [logicalId: string]: CfnResource } {
  return template.findResources(type) as { [logicalId: string]: CfnResource };
}

/** Every method of the template as `VERB /path`, with its properties. */
export function methodsOf(template: Template): Map<string, any> {
  const paths = resourcesOf(template, 'AWS::ApiGateway::Resource');
  const pathOf = (reference: any): string => {
    if (reference.Ref === undefined) { return ''; }
    const { ParentId, PathPart } = paths[reference.Ref].Properties;
    return `${pathOf(ParentId)}/${PathPart}`;
  };
  const methods = Object.values(resourcesOf(template, 'AWS::ApiGateway::Method'));
  return new Map(methods.map(({ Properties: properties }) => [`${properties.HttpMethod} ${pathOf(properties.ResourceId) || '/'}`, properties]));
}

/** The exact actions of a role's own policies, sorted, each with its resources as JSON. */
export function actionsOf(template: Template, roleLogicalId: string): string[] {
  const policies = Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter((policy) => policy.Properties.Roles.some((role: any) => role.Ref === roleLogicalId))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement);
  const inline = (resourcesOf(template, 'AWS::IAM::Role')[roleLogicalId].Properties.Policies ?? [])
    .flatMap((policy: any) => policy.PolicyDocument.Statement);
  return [...policies, ...inline].flatMap((statement: any) => [statement.Action].flat().map((action: string) =>
    `${statement.Effect} ${action} ${[statement.Resource].flat().map((resource) => JSON.stringify(resource)).join(' ')}`)).sort();
}

/** The actions of KMS among them, each once. */
export function keyActionsOf(template: Template, roleLogicalId: string): string[] {
  return [...new Set(actionsOf(template, roleLogicalId).map((line) => line.split(' ')[1]).filter((action) => action.startsWith('kms:')))];
}
