import { join } from 'node:path';
import { App, Aspects, aws_dynamodb as dynamodb, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { priceOrder, type Prices } from '../../../examples/reference-system/functions/order-prices';
import { CommerceStack } from '../../../examples/reference-system/stacks/commerce-stack';
import { TicketsStack } from '../../../examples/reference-system/stacks/tickets-stack';
import { OrderEventsPipeline, Ordering } from '../../../src';
import { amountsOf } from '../../../src/runtime/order-events-pipeline/invoice-amounts';
import { readInvoicedOrder } from '../../../src/runtime/order-events-pipeline/invoice-order';
import { actionsOf, methodsOf, resourcesOf } from '../../support/template';

const env = { account: '111111111111', region: 'us-east-1' };

const COMMITTED = join(__dirname, '..', '..', '..', 'examples', 'reference-system', 'manifest.json');

function commerceStack() {
  const app = new App();
  const { userPool, userPoolClient } = new TicketsStack(app, 'Tickets', { env }).api;
  return new CommerceStack(app, 'Commerce', { env, userPool, userPoolClient });
}

let stack: CommerceStack;
let template: Template;
beforeAll(() => {
  stack = commerceStack();
  template = Template.fromStack(stack);
});

test('the committed manifest fails a synth that would change the ordering of its events, and tells how to drain them', () => {
  const events = new Construct(new Stack(new App(), 'Commerce'), 'OrderEvents');
  const source = dynamodb.Table.fromTableAttributes(events, 'Orders', { tableName: 'Orders', tableStreamArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/stream/x' });
  new OrderEventsPipeline(events, 'Pipeline', { source, ordering: Ordering.PER_KEY, manifest: COMMITTED });
  expect(() => (events.node.root as App).synth()).toThrow(/ordering was none and would be per-key.*dlq list --stack Commerce/);
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
  template.hasResourceProperties('AWS::DynamoDB::Table', {
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

test('E1: changes of orders are events on order-events, new orders go to order-processing-queue, where the worker takes them', () => {
  template.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'order-events' });
  template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'order-processing-queue', VisibilityTimeout: 180 });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', FilterPolicy: { type: ['ORDER_CREATED'] } });
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: Match.stringLikeRegexp('OrderEvents.*Worker') }, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  template.hasResourceProperties('AWS::DynamoDB::Table', { TableName: 'Orders', StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } });
});

test('C1, F1: invoice_worker writes the invoices, invoices_generator gives their links by a route with the authorizer', () => {
  for (const FunctionName of ['invoice_worker', 'invoices_generator']) { template.hasResourceProperties('AWS::Lambda::Function', { FunctionName }); }
  expect(methodsOf(template).get('GET /v1/orders/{id}/invoice')).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS' });
});

test('F1: the invoice of an order has its lines and prices', () => {
  const { prices } = priceOrder([{ productId: 'pen', quantity: 3 }], new Map([['pen', { id: 'pen', name: 'Bolígrafo', priceInCents: 250, currency: 'EUR', taxInBasisPoints: 2100, onSale: true }]])) as { prices: Prices };
  const [worker] = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).filter(({ Properties }) => Properties.FunctionName === 'invoice_worker');
  const settings = JSON.parse(worker.Properties.Environment.Variables.INVOICE_SETTINGS_JSON);
  const { lines, currency, customer } = readInvoicedOrder('o-1', JSON.parse(JSON.stringify(prices)), settings);
  expect({ lines, currency, customer }).toEqual({
    lines: [{ description: 'Bolígrafo', quantityMilli: 3_000, unitPriceMinor: 250, taxBasisPoints: 2_100 }], currency: 'EUR',
  });
  expect(amountsOf(lines)).toMatchObject({ net: prices.subtotalInCents, total: prices.totalInCents });
});

test('I1: only the function that writes invoices may put objects under invoices/, and each other one under prefixes of its own', () => {
  const puts = Object.keys(resourcesOf(template, 'AWS::IAM::Role')).flatMap((role) =>
    actionsOf(template, role).filter((line) => / s3:Put/.test(line)).map((line) => [role.replace(/[0-9A-F]{8}$/, ''), line] as const));
  expect(puts.map(([role, line]) => [role, [...line.matchAll(/"\/([a-z/-]+\/\*)"/g)].map(([, prefix]) => prefix)])).toEqual([
    ['OrderEventsPipelinePublisherRole', ['set-aside/*', 'aws/lambda/*']],
    ['OrderEventsPipelineinvoicesWorkerRole', ['invoices/*']],
    ['UploadsImagesProcessorRole', ['rejected/*']],
    ['UploadsImagesProcessorRole', ['thumbnails/*']],
    ['UploadsImagesUploadsRole', ['uploads/*']],
  ]);
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

test('C1, F2: image_processor makes thumbnails of what is uploaded through /v1/uploads', () => {
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'image_processor' });
  for (const route of ['POST /v1/uploads', 'GET /v1/uploads/{id}']) {
    expect(methodsOf(template).get(route)).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS' });
  }
  template.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: { QueueConfigurations: [Match.objectLike({ Event: 's3:ObjectCreated:*' })] } });
});

test('AwsSolutions has no finding without a written reason', () => {
  const checked = commerceStack();
  Aspects.of(checked).add(new AwsSolutionsChecks());
  const findings = [
    ...Annotations.fromStack(checked).findError('*', Match.stringLikeRegexp('AwsSolutions-.*')),
    ...Annotations.fromStack(checked).findWarning('*', Match.stringLikeRegexp('AwsSolutions-.*')),
  ];
  expect(findings.map(({ id, entry }) => `${id}: ${entry.data}`)).toEqual([]);
});
