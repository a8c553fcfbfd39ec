import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CostGuardAlarms, ImageUploads, OrderEventsPipeline, PeakHours, ServerlessCrudApi, type PeakSchedule } from '../../../src';
import { estimate } from '../../../src/pricing/estimate';
import { shippedPrices } from '../../../src/pricing/price-table';
import { ON_CALL, shopFunction } from '../../support/guarded';
import { actionsOf, methodsOf, resourcesOf } from '../../support/template';

const HOURS: PeakSchedule = { timeZone: 'Europe/Madrid', windows: [{ days: 'MON-FRI', from: '09:00', to: '18:00', provisionedConcurrency: 3 }] };

/** Everything of the library that takes requests or events, with its peak hours or without. */
function shop(hours?: PeakSchedule): Template {
  const stack = new Stack(new App(), 'Shop');
  const api = new ServerlessCrudApi(stack, 'Api', { authPeakHours: hours });
  const schema = { type: 'object', properties: { status: { type: 'string' } } };
  const orders = api.addResource('orders', { partitionKey: 'orderId', schema, changeStream: true, peakHours: hours });
  api.addUsers('users', { schema: { type: 'object', properties: { name: { type: 'string' } } }, peakHours: hours });
  const pipeline = new OrderEventsPipeline(stack, 'Events', { source: orders.table, publisherPeakHours: hours });
  pipeline.addInvoices({ seller: { name: 'CloudCommerce S.L.' }, orders, workerPeakHours: hours, generatorPeakHours: hours });
  new ImageUploads(stack, 'Images', { api, processorPeakHours: hours, uploadsPeakHours: hours });
  return Template.fromStack(stack);
}

const [plain, ready] = [shop(), shop(HOURS)];
const idsOf = (template: Template) => Object.keys(template.toJSON().Resources);
const aliases = Object.entries(resourcesOf(ready, 'AWS::Lambda::Alias'));
const FUNCTIONS = ['ApiAuthHandler', 'ApiordersHandler', 'ApiusersHandler', 'EventsPublisher', 'EventsinvoicesWorker', 'EventsinvoicesGenerator', 'ImagesProcessor', 'ImagesUploads'];

/** The function that a value names, and the alias, by their logical ids. */
function named(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(([, id]) => id);
}

test('each function has its alias', () => {
  expect(aliases.map(([id]) => id.replace(/Live[0-9A-F]{8}$/, '')).sort()).toEqual([...FUNCTIONS].sort());
  expect(Object.keys(resourcesOf(ready, 'AWS::ApplicationAutoScaling::ScalableTarget'))).toHaveLength(FUNCTIONS.length);
});

test('every method of an API hands its requests to an alias', () => {
  const methods = [...methodsOf(ready)].filter(([, { Integration: { Type } }]) => Type === 'AWS_PROXY');
  expect(methods.length).toBeGreaterThan(25);
  for (const [, { Integration }] of methods) {
    const [id] = named(Integration.Uri).filter((one) => one.startsWith('Api') || one.startsWith('Events') || one.startsWith('Images'));
    expect(aliases.map(([alias]) => alias)).toContain(id);
  }
});

test('API Gateway may invoke the aliases, and the functions no more', () => {
  const allowed = Object.values(resourcesOf(ready, 'AWS::Lambda::Permission')).filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com');
  expect(allowed).toHaveLength(Object.values(resourcesOf(plain, 'AWS::Lambda::Permission')).filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com').length);
  for (const { Properties } of allowed) { expect(aliases.map(([id]) => ({ Ref: id }))).toContainEqual(Properties.FunctionName); }
});

test('queues and the stream start the aliases, by the mappings that were there before: another one would begin the stream anew', () => {
  const mappings = resourcesOf(ready, 'AWS::Lambda::EventSourceMapping');
  expect(Object.keys(mappings)).toEqual(Object.keys(resourcesOf(plain, 'AWS::Lambda::EventSourceMapping')));
  for (const { Properties } of Object.values(mappings)) { expect(aliases.map(([id]) => ({ Ref: id }))).toContainEqual(Properties.FunctionName); }
});

test('what is stored and named stays itself, and the stage gets a deployment with the aliases', () => {
  const others = (ids: string[]) => ids.filter((id) => !/Permission|Deployment|ApiGateway[0-9A-F]{8}$|Actions|Invocation|CurrentVersion|Live|PeakHours/.test(id)).sort();
  expect(others(idsOf(ready))).toEqual(others(idsOf(plain)));
  const deployment = (template: Template) => Object.keys(resourcesOf(template, 'AWS::ApiGateway::Deployment'));
  expect(deployment(ready)).not.toEqual(deployment(plain));
});

test('no function may do more than before', () => {
  for (const role of Object.keys(resourcesOf(plain, 'AWS::IAM::Role'))) { expect(actionsOf(ready, role)).toEqual(actionsOf(plain, role)); }
});

test('the alias of a function of one’s own handles a worker’s queue and an action, with the function’s time-out', () => {
  const stack = new Stack(new App(), 'Shop');
  const orders = new ServerlessCrudApi(stack, 'Api').addResource('orders', { schema: { type: 'object', properties: { a: { type: 'string' } } }, changeStream: true });
  const { alias } = new PeakHours(stack, 'Peak', { handler: shopFunction(stack, 'Own', 'own'), ...HOURS });
  new OrderEventsPipeline(stack, 'Events', { source: orders.table }).addWorker('own', { handler: alias });
  orders.addAction('close', { handler: alias });
  const template = Template.fromStack(stack);
  const [live] = Object.keys(resourcesOf(template, 'AWS::Lambda::Alias'));
  const queue = Object.entries(resourcesOf(template, 'AWS::SQS::Queue')).find(([id]) => /^EventsownQueue/.test(id))![1];
  expect(queue.Properties.VisibilityTimeout).toBe(6 * 10);
  expect(named(methodsOf(template).get('POST /v1/orders/{id}/close').Integration.Uri)).toContain(live);
  const mappings = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping'));
  expect(mappings.filter(({ Properties }) => named(Properties.FunctionName).includes(live))).toHaveLength(1);
});

test('a function that reads a stream through its alias has the alarm of late reads', () => {
  const stack = new Stack(new App(), 'Shop');
  const orders = new ServerlessCrudApi(stack, 'Api').addResource('orders', { schema: { type: 'object', properties: { a: { type: 'string' } } }, changeStream: true });
  const reader = shopFunction(stack, 'Reader', 'reader');
  const { alias } = new PeakHours(stack, 'Peak', { handler: reader, ...HOURS });
  alias.addEventSourceMapping('Stream', { eventSourceArn: orders.table.tableStreamArn!, startingPosition: 'LATEST' as never });
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL] } });
  const names = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmName);
  expect(names).toContain('Shop/Guard: Shop/Reader late reads');
});

test('the alarm of peak hours that tells nobody tells the guard’s subscribers', () => {
  const stack = new Stack(new App(), 'Shop');
  new PeakHours(stack, 'Peak', { handler: shopFunction(stack, 'Own', 'own'), ...HOURS });
  new CostGuardAlarms(stack, 'Guard', { watch: [stack], notify: { general: [ON_CALL], latency: [ON_CALL] } });
  const alarms = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
  const spillover = alarms.find(({ MetricName }) => MetricName === 'ProvisionedConcurrencySpilloverInvocations');
  expect(JSON.stringify(spillover.AlarmActions)).toMatch(/-alerts-latency/);
});

test('the estimate counts the hours at which environments are ready, and what they answer', () => {
  const assembly = { stacks: [{ name: 'Shop', template: ready.toJSON() }] };
  const { resources, unknown } = estimate(assembly, { prices: shippedPrices() });
  const orders = resources.find(({ resource }) => /^ApiordersHandler[0-9A-F]{8}$/.test(resource.logicalId))!;
  const ofOrders = Object.fromEntries(orders.lines.map(({ row, quantity }) => [row.id, quantity]));
  const weeks = 730 / (7 * 24);
  expect(ofOrders['lambda.provisioned.arm64'] / 3600 / (3 * 0.5)).toBeCloseTo(weeks * 5 * 9, 0);
  expect(ofOrders['lambda.provisioned-duration.arm64']).toBeGreaterThan(0);
  expect(unknown.map(({ type }) => type).filter((type) => /Lambda|ApplicationAutoScaling/.test(type))).toEqual([]);
});
