import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CrudOperation, ServerlessCrudApi, type CrudActionProps, type CrudResourceProps } from '../../../src';
import { methodsOf, resourcesOf, TICKET_SCHEMA } from '../../support/template';

function shop(resource: Partial<CrudResourceProps> = {}) {
  const stack = new Stack(new App(), 'Stack');
  const api = new ServerlessCrudApi(stack, 'Api');
  const tickets = api.addResource('tickets', { schema: TICKET_SCHEMA, ...resource });
  const handler = new lambda.Function(stack, 'Close', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 204 })') });
  return { stack, api, tickets, handler, template: () => Template.fromStack(stack) };
}

test('an action is a POST below an item, with the authorizer and the preflight of CORS', () => {
  const { tickets, handler, template } = shop();
  tickets.addAction('close', { handler });
  const methods = methodsOf(template());
  const [authorizer] = Object.keys(resourcesOf(template(), 'AWS::ApiGateway::Authorizer'));
  const action = methods.get('POST /v1/tickets/{id}/close');
  expect(action).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: { Ref: authorizer }, Integration: { Type: 'AWS_PROXY' } });
  expect(JSON.stringify(action.Integration.Uri)).toMatch(/"Close\w+"/);
  expect(methods.get('OPTIONS /v1/tickets/{id}/close')).toMatchObject({ AuthorizationType: 'NONE', Integration: { Type: 'MOCK' } });
});

test('it can be of another method, and below the collection', () => {
  const { tickets, handler, template } = shop();
  tickets.addAction('report', { handler, method: 'GET', onItem: false });
  expect([...methodsOf(template()).keys()]).toContain('GET /v1/tickets/report');
});

test('a path can have actions of several methods', () => {
  const { tickets, handler, template } = shop();
  tickets.addAction('vote', { handler });
  tickets.addAction('vote', { handler, method: 'DELETE' });
  expect([...methodsOf(template()).keys()]).toEqual(expect.arrayContaining(['POST /v1/tickets/{id}/vote', 'DELETE /v1/tickets/{id}/vote']));
});

test('it is below an item also where the resource does nothing with one', () => {
  const { tickets, handler, template } = shop({ operations: [CrudOperation.CREATE] });
  tickets.addAction('close', { handler });
  expect([...methodsOf(template()).keys()].filter((name) => name.includes('{id}')).sort())
    .toEqual(['OPTIONS /v1/tickets/{id}', 'OPTIONS /v1/tickets/{id}/close', 'POST /v1/tickets/{id}/close']);
});

test('it has a throttle of its own where one is given', () => {
  const { tickets, handler, template } = shop();
  tickets.addAction('close', { handler, throttle: { rateLimit: 2, burstLimit: 3 } });
  const [stage] = Object.values(resourcesOf(template(), 'AWS::ApiGateway::Stage'));
  expect(stage.Properties.MethodSettings).toContainEqual(
    { HttpMethod: 'POST', ResourcePath: '/~1v1~1tickets~1{id}~1close', DataTraceEnabled: false, ThrottlingRateLimit: 2, ThrottlingBurstLimit: 3 },
  );
});

test('the gateway may invoke a function by one permission, below the resource only, however many actions it answers', () => {
  const { tickets, handler, template } = shop();
  tickets.addAction('close', { handler });
  tickets.addAction('open', { handler });
  const permissions = Object.values(resourcesOf(template(), 'AWS::Lambda::Permission')).filter(({ Properties }) => JSON.stringify(Properties.FunctionName).includes('"Close'));
  expect(permissions).toHaveLength(1);
  expect(permissions[0].Properties.Principal).toBe('apigateway.amazonaws.com');
  expect(JSON.stringify(permissions[0].Properties.SourceArn)).toMatch(/"\/prod\/\*\/v1\/tickets\/\*"/);
});

test('the function may be of another stack, which then knows nothing of the API', () => {
  const app = new App();
  const other = new Stack(app, 'Other');
  const stack = new Stack(app, 'Stack');
  const handler = new lambda.Function(other, 'Close', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({})') });
  new ServerlessCrudApi(stack, 'Api').addResource('tickets', { schema: TICKET_SCHEMA }).addAction('close', { handler });
  app.synth();
  expect(stack.dependencies).toEqual([other]);
  expect(resourcesOf(Template.fromStack(other), 'AWS::Lambda::Permission')).toEqual({});
});

test('it is in the OpenAPI document', () => {
  const { stack, tickets, handler } = shop();
  tickets.addAction('close', { handler });
  tickets.addAction('report', { handler, method: 'GET', onItem: false });
  const { directory } = (stack.node.root as App).synth();
  const { paths } = JSON.parse(readFileSync(join(directory, 'Stack-Api.openapi.json'), 'utf8'));
  expect(Object.keys(paths['/tickets/{id}/close'])).toContain('post');
  expect(Object.keys(paths['/tickets/report'])).toContain('get');
});

test('an action changes no logical id of a table', () => {
  const { tickets, handler, template } = shop();
  const before = Object.keys(resourcesOf(shop().template(), 'AWS::DynamoDB::Table'));
  tickets.addAction('close', { handler });
  expect(Object.keys(resourcesOf(template(), 'AWS::DynamoDB::Table'))).toEqual(before);
});

describe('mistakes fail the synth with what, the value, what is allowed and the fix', () => {
  test.each<[string, string, Partial<CrudActionProps>, RegExp]>([
    ['a name with a slash', 'a/b', {}, /name of an action is not valid, got "a\/b"/],
    ['a name in capitals', 'Close', {}, /got "Close"\. Allowed: lower-case letters/],
    ['the name of an operation', 'restore', {}, /got "restore"/],
    ['a path parameter', '{id}', { onItem: false }, /got "\{id\}"/],
    ['a method that is none', 'close', { method: 'post' }, /method of an action is not valid, got "post"\. Allowed: GET, POST, PUT, PATCH, DELETE/],
    ['a method that is every method', 'close', { method: 'ANY' }, /got "ANY"/],
    ['the preflight', 'close', { method: 'OPTIONS' }, /got "OPTIONS"/],
    ['half a throttle', 'close', { throttle: { rateLimit: 1 } }, /throttle of close is half given/],
  ])('fails on %s', (_name, name, props, message) => {
    const { tickets, handler } = shop();
    expect(() => tickets.addAction(name, { handler, ...props })).toThrow(message);
    expect(() => tickets.addAction(name, { handler, ...props })).toThrow(/^Stack\/Api\/tickets: .*Allowed: .*Fix: /);
  });

  test('fails on an action twice', () => {
    const { tickets, handler } = shop();
    tickets.addAction('close', { handler });
    expect(() => tickets.addAction('close', { handler })).toThrow(/an action is added twice, got "POST \/v1\/tickets\/\{id\}\/close"/);
  });
});
