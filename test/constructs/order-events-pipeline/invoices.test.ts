import { App, aws_dynamodb as dynamodb, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { OrderEventsPipeline, ServerlessCrudApi, type InvoicesProps } from '../../../src';
import { invoicesGeneratorEnv, invoiceWorkerEnv } from '../../../src/contract/order-events-pipeline';
import { actionsOf, keyActionsOf, methodsOf, resourcesOf } from '../../support/template';

function shop(props: Partial<InvoicesProps> = {}, encrypted = false) {
  const stack = new Stack(new App(), 'Shop');
  const api = new ServerlessCrudApi(stack, 'Api');
  const orders = api.addResource('orders', { partitionKey: 'orderId', schema: { type: 'object', properties: { status: { type: 'string' } } }, changeStream: true });
  const pipeline = new OrderEventsPipeline(stack, 'Events', { source: orders.table, encryptionKey: encrypted ? new kms.Key(stack, 'Key') : undefined });
  const invoices = pipeline.addInvoices({ seller: { name: 'CloudCommerce S.L.' }, orders, ...props });
  return { stack, pipeline, invoices, template: () => Template.fromStack(stack) };
}

function find(template: Template, type: string, part: string): [string, any] {
  const found = Object.entries(resourcesOf(template, type)).filter(([id]) => id.includes(part));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0];
}

test('F1: invoices lie in a bucket of their own: private, versioned, retained', () => {
  const [, bucket] = find(shop().template(), 'AWS::S3::Bucket', 'invoicesBucket');
  expect(bucket).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { VersioningConfiguration: { Status: 'Enabled' }, PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true } },
  });
});

test('F1: nothing but a function’s role reaches them, no distribution either', () => {
  const { template } = shop();
  const [bucket] = find(template(), 'AWS::S3::Bucket', 'invoicesBucket');
  const policies = Object.values(resourcesOf(template(), 'AWS::S3::BucketPolicy')).filter(({ Properties }) => Properties.Bucket.Ref === bucket);
  expect(policies).toHaveLength(1);
  expect(policies[0].Properties.PolicyDocument.Statement.map(({ Effect }: any) => Effect)).toEqual(['Deny', 'Deny']);
  expect(JSON.stringify(Object.values(resourcesOf(template(), 'AWS::CloudFront::Distribution')))).not.toContain(bucket);
});

test('C1: the worker gets what it reads, time for its work, and new orders only', () => {
  const { template } = shop({ workerFunctionName: 'invoice_worker', taxRate: 21 });
  const [, worker] = find(template(), 'AWS::Lambda::Function', 'invoicesWorker');
  expect(worker.Properties).toMatchObject({ FunctionName: 'invoice_worker', MemorySize: 1024, Timeout: 30 });
  expect(Object.keys(worker.Properties.Environment.Variables).sort()).toEqual([...invoiceWorkerEnv.names].sort());
  expect(JSON.parse(worker.Properties.Environment.Variables.INVOICE_SETTINGS_JSON)).toEqual({
    seller: { name: 'CloudCommerce S.L.' }, series: 'INV-', locale: 'en-US', timeZone: 'UTC', currency: 'USD', taxRate: 21, ownerAttribute: 'userId',
  });
  expect(find(template(), 'AWS::SQS::Queue', 'invoicesQueue')[1].Properties.VisibilityTimeout).toBe(180);
  expect(find(template(), 'AWS::SNS::Subscription', 'invoices')[1].Properties.FilterPolicy).toEqual({ type: ['ORDER_CREATED'] });
});

test('I1: the worker may number, write under invoices/, take its messages and give them up, and no more', () => {
  const { template } = shop();
  const actions = actionsOf(template(), find(template(), 'AWS::IAM::Role', 'invoicesWorker')[0]);
  expect(actions.map((line) => line.split(' ')[1])).toEqual([
    'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:PutObject',
    'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:SendMessage',
    'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
  ]);
  expect(actions.find((line) => line.includes('s3:PutObject'))).toContain('"/invoices/*"');
  expect(actions.find((line) => line.includes('sqs:SendMessage'))).toContain('invoicesDeadLetterQueue');
});

test('the route of an order’s invoice has the authorizer and its function, which may only read', () => {
  const { template } = shop({ generatorFunctionName: 'invoices_generator' });
  expect(methodsOf(template()).get('GET /v1/orders/{id}/invoice')).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS' });
  const [, generator] = find(template(), 'AWS::Lambda::Function', 'invoicesGenerator');
  expect(Object.keys(generator.Properties.Environment.Variables).sort()).toEqual([...invoicesGeneratorEnv.names].sort());
  expect(generator.Properties).toMatchObject({ FunctionName: 'invoices_generator', Environment: { Variables: { KEY_ATTRIBUTE: 'orderId' } } });
  const actions = actionsOf(template(), find(template(), 'AWS::IAM::Role', 'invoicesGenerator')[0]).map((line) => line.split(' ')[1]);
  expect(actions).toEqual([
    'dynamodb:GetItem', 'dynamodb:Query', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetObject', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
  ]);
});

test('administrators are the group that addUsers makes, unless told otherwise', () => {
  const groups = (props: Partial<InvoicesProps>) =>
    JSON.parse(find(shop(props).template(), 'AWS::Lambda::Function', 'invoicesGenerator')[1].Properties.Environment.Variables.ADMIN_GROUPS_JSON);
  expect(groups({})).toEqual(['admins']);
  expect(groups({ adminGroups: ['finance'] })).toEqual(['finance']);
});

test('the owner and the origins are those of the orders, unless told otherwise', () => {
  const made = (props: Partial<InvoicesProps> = {}) => {
    const stack = new Stack(new App(), 'Shop');
    const api = new ServerlessCrudApi(stack, 'Api', { allowedOrigins: ['https://shop.example'] });
    const orders = api.addResource('orders', { schema: { type: 'object', properties: { note: { type: 'string' } } }, ownerAttribute: 'customerId', indexes: [{ partitionKey: 'customerId' }], changeStream: true });
    new OrderEventsPipeline(stack, 'Events', { source: orders.table }).addInvoices({ seller: { name: 'x' }, orders, ...props });
    const environmentOf = (part: string) => find(Template.fromStack(stack), 'AWS::Lambda::Function', part)[1].Properties.Environment.Variables;
    const { OWNER_ATTRIBUTE: link, ALLOWED_ORIGINS_JSON: origins } = environmentOf('invoicesGenerator');
    return { link, worker: JSON.parse(environmentOf('invoicesWorker').INVOICE_SETTINGS_JSON).ownerAttribute, origins };
  };
  expect(made()).toEqual({ link: 'customerId', worker: 'customerId', origins: '["https://shop.example"]' });
  expect(made({ ownerAttribute: 'buyer' })).toMatchObject({ link: 'buyer', worker: 'buyer' });
});

test('there is no route without the resource of the orders', () => {
  const { invoices, template } = shop({ orders: undefined });
  expect(invoices.generator).toBeUndefined();
  expect([...methodsOf(template()).keys()].filter((name) => name.includes('invoice'))).toEqual([]);
});

test('the route has a throttle of its own where one is given', () => {
  const settings = (props: Partial<InvoicesProps>) => Object.values(resourcesOf(shop(props).template(), 'AWS::ApiGateway::Stage'))[0]
    .Properties.MethodSettings.filter(({ ResourcePath }: any) => ResourcePath.includes('invoice'));
  expect(settings({ throttle: { rateLimit: 3, burstLimit: 6 } })).toEqual([
    { HttpMethod: 'GET', ResourcePath: '/~1v1~1orders~1{id}~1invoice', DataTraceEnabled: false, ThrottlingRateLimit: 3, ThrottlingBurstLimit: 6 },
  ]);
  expect(settings({})).toEqual([]);
});

test('a key of one’s own encrypts numbers and files too', () => {
  const { template } = shop({}, true);
  expect(JSON.stringify(find(template(), 'AWS::S3::Bucket', 'invoicesBucket')[1].Properties.BucketEncryption)).toContain('aws:kms');
  expect(find(template(), 'AWS::DynamoDB::Table', 'invoicesNumbers')[1].Properties.SSESpecification).toMatchObject({ SSEType: 'KMS' });
});

test('of a key of one’s own each function gets what its requests need: the worker to write and send, the generator to read', () => {
  const { template } = shop({}, true);
  expect(keyActionsOf(template(), find(template(), 'AWS::IAM::Role', 'invoicesWorker')[0])).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  expect(keyActionsOf(template(), find(template(), 'AWS::IAM::Role', 'invoicesGenerator')[0])).toEqual(['kms:Decrypt']);
});

test('fails when invoices are added twice', () => {
  expect(() => shop().pipeline.addInvoices({ seller: { name: 'x' } })).toThrow(/added twice/);
});

test('an order’s lines may have names and units of their own', () => {
  const settings = (props: Partial<InvoicesProps>) =>
    JSON.parse(find(shop(props).template(), 'AWS::Lambda::Function', 'invoicesWorker')[1].Properties.Environment.Variables.INVOICE_SETTINGS_JSON);
  expect(settings({ lineFields: { description: 'name', unitPrice: 'unitPriceInCents', minorUnits: true } }).lineFields)
    .toEqual({ description: 'name', unitPrice: 'unitPriceInCents', taxRate: 'taxRate', minorUnits: true });
  expect(settings({}).lineFields).toBeUndefined();
});

test('settings are the same text whatever the order in which they were given: each language has its own', () => {
  const text = (seller: InvoicesProps['seller']) =>
    find(shop({ seller }).template(), 'AWS::Lambda::Function', 'invoicesWorker')[1].Properties.Environment.Variables.INVOICE_SETTINGS_JSON;
  expect(text({ name: 'x', address: ['1', '2'], email: 'a@b.c' })).toBe(text({ email: 'a@b.c', address: ['1', '2'], name: 'x' }));
});

test('a table that may hold several orders under one key is warned of: an invoice is one of a key', () => {
  const warned = (sortKey?: dynamodb.Attribute) => {
    const stack = new Stack(new App(), 'Shop');
    const partitionKey = { name: 'customerId', type: dynamodb.AttributeType.STRING };
    const source = new dynamodb.Table(stack, 'Orders', { partitionKey, ...(sortKey && { sortKey }), stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
    new OrderEventsPipeline(stack, 'Events', { source }).addInvoices({ seller: { name: 'x' } });
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Orders has the sort key placedAt.*only the first of several orders of one customerId'));
  };
  expect(warned({ name: 'placedAt', type: dynamodb.AttributeType.STRING })).toHaveLength(1);
  expect(warned()).toEqual([]);
  const { stack } = shop();
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('sort key'))).toEqual([]);
});

test.each<[string, Partial<InvoicesProps>, RegExp]>([
  ['a seller without a name', { seller: { name: ' ' } }, /seller\.name/],
  ['an address of six lines', { seller: { name: 'x', address: ['1', '2', '3', '4', '5', '6'] } }, /seller\.address.*got 6/],
  ['a series with a space', { series: 'A B' }, /series.*"A B"/],
  ['a series of two years', { series: '{year}{year}' }, /series/],
  ['a locale that is none', { locale: 'e' }, /locale is not known, got "e"/],
  ['a time zone that is none', { timeZone: 'Mars/Base' }, /timeZone.*"Mars\/Base".*Europe\/Madrid/],
  ['a currency in words', { currency: 'euro' }, /currency.*"euro"/],
  ['a tax of more decimals than an invoice has, of which every order without its own would be a dead letter', { taxRate: 21.555 }, /taxRate.*got 21\.555.*two decimals/],
  ['a tax of 101 per cent', { taxRate: 101 }, /taxRate.*got 101.*0 to 100/],
  ['an owner that is no attribute', { ownerAttribute: 'a b' }, /ownerAttribute/],
  ['a field of lines without a name', { lineFields: { unitPrice: '' } }, /lineFields\.unitPrice.*got ""/],
  ['two fields of lines of one name', { lineFields: { unitPrice: 'taxRate' } }, /two fields of lineFields are the same/],
  ['a throttle without its burst', { throttle: { rateLimit: 1 } }, /throttle is half given/],
  ['a throttle of a route that is not there', { orders: undefined, throttle: { rateLimit: 1, burstLimit: 1 } }, /throttle is given without orders.*Fix: /],
  ['a name of a function that is not there', { orders: undefined, generatorFunctionName: 'links' }, /generatorFunctionName is given without orders/],
  ['notes as long as a book', { notes: 'x'.repeat(3_000) }, /too long for the function’s environment/],
])('fails at synth for %s', (_, props, message) => {
  expect(() => shop(props)).toThrow(message);
});
