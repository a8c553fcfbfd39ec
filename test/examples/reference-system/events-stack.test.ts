import { join } from 'node:path';
import { App, Aspects, aws_dynamodb as dynamodb, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { priceOrder, type Prices } from '../../../examples/reference-system/functions/order-prices';
import { STAGES } from '../../../examples/reference-system/stages';
import { composeBackend } from '../../../examples/reference-system/system';
import { OrderEventsPipeline, Ordering } from '../../../src';
import { amountsOf } from '../../../src/runtime/order-events-pipeline/invoice-amounts';
import { readInvoicedOrder } from '../../../src/runtime/order-events-pipeline/invoice-order';
import { actionsOf, methodsOf, resourcesOf } from '../../support/template';

const env = { account: '111111111111', region: 'us-east-1' };

const COMMITTED = join(__dirname, '..', '..', '..', 'examples', 'reference-system', 'manifest.json');

let template: Template;
let api: Template;
let tables: Template;
beforeAll(() => {
  const { events, commerce, data } = composeBackend(new App(), STAGES.staging, { env });
  [template, api, tables] = [events, commerce, data].map((stack) => Template.fromStack(stack));
});

test('the committed manifest fails a synth that would change the ordering of its events, and tells how to drain them', () => {
  const events = new Construct(new Stack(new App(), 'Events'), 'OrderEvents');
  const source = dynamodb.Table.fromTableAttributes(events, 'Orders', { tableName: 'Orders', tableStreamArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/stream/x' });
  new OrderEventsPipeline(events, 'Pipeline', { source, ordering: Ordering.PER_KEY, manifest: COMMITTED });
  expect(() => (events.node.root as App).synth()).toThrow(/ordering was none and would be per-key.*dlq list --stack Events/);
});

test('E1: changes of orders are events on order-events, new orders go to order-processing-queue, where the worker takes them', () => {
  template.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'order-events' });
  template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'order-processing-queue', VisibilityTimeout: 180 });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', FilterPolicy: { type: ['ORDER_CREATED'] } });
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: Match.stringLikeRegexp('OrderEvents.*Worker') }, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  tables.hasResourceProperties('AWS::DynamoDB::Table', { TableName: 'Orders', StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } });
});

test('C1, F1: invoice_worker writes the invoices, invoices_generator gives their links by a route with the authorizer', () => {
  for (const FunctionName of ['invoice_worker', 'invoices_generator']) { template.hasResourceProperties('AWS::Lambda::Function', { FunctionName }); }
  expect(methodsOf(api).get('GET /v1/orders/{id}/invoice')).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS' });
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

test('C1, F2: image_processor makes thumbnails of what is uploaded through /v1/uploads', () => {
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'image_processor' });
  for (const route of ['POST /v1/uploads', 'GET /v1/uploads/{id}']) {
    expect(methodsOf(api).get(route)).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS' });
  }
  template.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: { QueueConfigurations: [Match.objectLike({ Event: 's3:ObjectCreated:*' })] } });
});

test('AwsSolutions has no finding without a written reason', () => {
  const checked = composeBackend(new App(), STAGES.staging, { env }).events;
  Aspects.of(checked).add(new AwsSolutionsChecks());
  const findings = [
    ...Annotations.fromStack(checked).findError('*', Match.stringLikeRegexp('AwsSolutions-.*')),
    ...Annotations.fromStack(checked).findWarning('*', Match.stringLikeRegexp('AwsSolutions-.*')),
  ];
  expect(findings.map(({ id, entry }) => `${id}: ${entry.data}`)).toEqual([]);
});
