import { App, Aspects, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { STAGES } from '../../../examples/reference-system/stages';
import { composeBackend } from '../../../examples/reference-system/system';
import { methodsOf, resourcesOf } from '../../support/template';

const env = { account: '111111111111', region: 'us-east-1' };

let template: Template;
let tables: Template;
beforeAll(() => {
  const { commerce, data } = composeBackend(new App(), STAGES.staging, { env });
  [template, tables] = [commerce, data].map((stack) => Template.fromStack(stack));
});

test('A2: users are a collection, served by users_crud', () => {
  expect([...methodsOf(template).keys()]).toEqual(expect.arrayContaining([
    'GET /v1/users', 'POST /v1/users', 'GET /v1/users/{id}', 'PUT /v1/users/{id}', 'DELETE /v1/users/{id}',
  ]));
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'users_crud' });
});

test('A2: orders and products are collections, their items below them', () => {
  expect([...methodsOf(template).keys()]).toEqual(expect.arrayContaining([
    'GET /v1/orders', 'POST /v1/orders', 'GET /v1/orders/{id}', 'PUT /v1/orders/{id}', 'PATCH /v1/orders/{id}', 'DELETE /v1/orders/{id}',
    'GET /v1/products', 'POST /v1/products', 'GET /v1/products/{id}', 'PUT /v1/products/{id}', 'DELETE /v1/products/{id}',
  ]));
});

test('C1: orders are served by orders_crud', () => {
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'orders_crud' });
});

test('G1: orders find environments ready at working hours, and pay for none at night', () => {
  const [{ Properties: target }] = Object.values(resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget'));
  expect(target.ScheduledActions.map(({ Schedule, ScalableTargetAction: { MaxCapacity } }: any) => `${MaxCapacity}: ${Schedule}`)).toEqual([
    '0: cron(0 * ? * SUN,SAT *)', '0: cron(0 0-8,20-23 ? * MON-FRI *)', '2: cron(45 8-19 ? * MON-FRI *)',
  ]);
  expect(target.ScheduledActions.map(({ ScheduledActionName }: any) => ScheduledActionName)).toEqual(['0 hourly at 00 on SUN,SAT', '0 at 0-8,20-23h00 on MON-FRI', '2 at 8-19h45 on MON-FRI']);
  const [live] = Object.keys(resourcesOf(template, 'AWS::Lambda::Alias'));
  for (const route of ['POST /v1/orders', 'GET /v1/orders/{id}']) { expect(JSON.stringify(methodsOf(template).get(route).Integration.Uri)).toContain(live); }
});

test('A3: the catalogue is read from the gateway’s cache, encrypted, for as long as is said', () => {
  template.hasResourceProperties('AWS::ApiGateway::Stage', {
    CacheClusterEnabled: true,
    CacheClusterSize: '0.5',
    MethodSettings: Match.arrayWith([
      Match.objectLike({ HttpMethod: 'GET', ResourcePath: '/~1v1~1products', CachingEnabled: true, CacheTtlInSeconds: 60, CacheDataEncrypted: true }),
    ]),
  });
});

test('D1: the table Orders', () => {
  tables.hasResourceProperties('AWS::DynamoDB::Table', {
    TableName: 'Orders',
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }, { AttributeName: 'createdAt', KeyType: 'RANGE' }],
    BillingMode: 'PAY_PER_REQUEST',
    SSESpecification: { SSEEnabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    ContributorInsightsSpecification: { Enabled: true },
    GlobalSecondaryIndexes: Match.arrayWith([Match.objectLike({
      IndexName: 'userId-index',
      KeySchema: [{ AttributeName: 'userId', KeyType: 'HASH' }, { AttributeName: 'createdAt', KeyType: 'RANGE' }],
    })]),
  });
});

test('I1: orders_crud can do nothing with S3, and the pricing function reads the catalogue only', () => {
  const policies = Object.values(resourcesOf(template, 'AWS::IAM::Policy'));
  const granted = (role: string) => policies
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => [Action].flat());
  expect(granted('ordersHandlerRole').filter((action) => action.startsWith('s3:'))).toEqual([]);
  expect(granted('PriceOrderRole').filter((action) => action.startsWith('dynamodb:'))).toEqual(['dynamodb:BatchGetItem']);
});

test.each(['data', 'commerce'] as const)('AwsSolutions has no finding in the stack of %s without a written reason', (name) => {
  const checked: Stack = composeBackend(new App(), STAGES.staging, { env })[name];
  Aspects.of(checked).add(new AwsSolutionsChecks());
  const findings = [
    ...Annotations.fromStack(checked).findError('*', Match.stringLikeRegexp('AwsSolutions-.*')),
    ...Annotations.fromStack(checked).findWarning('*', Match.stringLikeRegexp('AwsSolutions-.*')),
  ];
  expect(findings.map(({ id, entry }) => `${id}: ${entry.data}`)).toEqual([]);
});
