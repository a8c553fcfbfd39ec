import { App, Aspects } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { TicketsStack } from '../../../examples/reference-system/stacks/tickets-stack';
import { resourcesOf } from '../../support/template';

function ticketsStack() {
  return new TicketsStack(new App(), 'Tickets', { env: { account: '111111111111', region: 'us-east-1' } });
}

let template: Template;
beforeAll(() => { template = Template.fromStack(ticketsStack()); });

test('T1: the API ticket-agw has the stage dev', () => {
  template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'ticket-agw' });
  template.hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'dev' });
});

test('T1: the function ticket-lambda runs on x86_64 with a role of its own', () => {
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'ticket-lambda', Architectures: ['x86_64'] });
  const functions = Object.values(resourcesOf(template, 'AWS::Lambda::Function'));
  const [role] = functions.filter(({ Properties }) => Properties.FunctionName === 'ticket-lambda').map(({ Properties }) => JSON.stringify(Properties.Role));
  expect(functions.filter(({ Properties }) => JSON.stringify(Properties.Role) === role)).toHaveLength(1);
});

test('T1: the table ticket-dydb has the partition key id, a string', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    TableName: 'ticket-dydb',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: Match.arrayWith([{ AttributeName: 'id', AttributeType: 'S' }]),
  });
});

test('the tickets of a status are listed by an index, the newest first, and further by who reported them', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    TableName: 'ticket-dydb',
    GlobalSecondaryIndexes: [{
      IndexName: 'status-index',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }, { AttributeName: 'createdAt', KeyType: 'RANGE' }],
      Projection: { ProjectionType: 'ALL' },
    }],
  });
});

test('A5: the stage takes 100 requests a second, burst 200', () => {
  template.hasResourceProperties('AWS::ApiGateway::Stage', {
    MethodSettings: Match.arrayWith([Match.objectLike({ HttpMethod: '*', ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 })]),
  });
});

test('no template holds a user or a password', () => {
  expect(resourcesOf(template, 'AWS::Cognito::UserPoolUser')).toEqual({});
  const names: string[] = [];
  JSON.stringify(template.toJSON(), (key, value) => { names.push(key); return value; });
  expect(names.filter((name) => /password$/i.test(name))).toEqual([]);
});

test('AwsSolutions has no finding without a written reason', () => {
  const stack = ticketsStack();
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const findings = [
    ...Annotations.fromStack(stack).findError('*', Match.stringLikeRegexp('AwsSolutions-.*')),
    ...Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('AwsSolutions-.*')),
  ];
  expect(findings.map(({ id, entry }) => `${id}: ${entry.data}`)).toEqual([]);
});
