import { App, Duration, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Access, AlarmSimulator, AlarmState, AlarmSubscriber, CostGuardAlarms, ImageUploads, MetricSeries, MonthlyCostLimit, OrderEventsPipeline,
  SecureStaticSite, ServerlessCrudApi, UsageAssumptions,
} from 'serverless-inteligente';

const app = new App({ policyValidationBeta1: [new MonthlyCostLimit({ maxMonthlyUsd: 200 })] });
const stack = new Stack(app, 'Polyglot');

// An API of orders, each its owner's and the administrators'
const api = new ServerlessCrudApi(stack, 'Api', { allowedOrigins: [] });
api.addUsers('users');
const text = { type: 'string', minLength: 1, maxLength: 200 };
const orders = api.addResource('orders', {
  functionName: 'orders',
  schema: {
    type: 'object',
    required: ['customer', 'lines', 'status'],
    properties: {
      customer: { type: 'object', required: ['name'], properties: { name: text } },
      lines: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['description', 'quantity', 'unitPrice'],
          properties: { description: text, quantity: { type: 'integer', minimum: 1 }, unitPrice: { type: 'number', minimum: 0 } },
        },
      },
      status: { enum: ['OPEN', 'SENT', 'CANCELLED'], default: 'OPEN' },
    },
  },
  ownerAttribute: 'userId',
  access: { default: Access.owner().or(Access.groups('admins')) },
  indexes: [{ partitionKey: 'userId', filters: ['status'] }],
  transitions: { attribute: 'status', next: { OPEN: ['SENT', 'CANCELLED'] } },
  restorableFor: Duration.days(30),
  changeStream: true,
  peakHours: { timeZone: 'Europe/Madrid', windows: [{ days: 'MON-FRI', from: '08:45', to: '20:00', provisionedConcurrency: 2 }] },
});
new ImageUploads(stack, 'Images', { api, sizes: [160, 640] });
UsageAssumptions.of(api).assume({ requests: 3_000_000 });

// Each change of an order is an event: for invoices, and for a worker of one's own
const pipeline = new OrderEventsPipeline(stack, 'Events', {
  source: orders.table,
  mapping: { cancelledWhen: { attribute: 'status', values: ['CANCELLED'] } },
});
pipeline.addInvoices({ seller: { name: 'Polyglot Ltd', address: ['1 High Street', 'Oxford'] }, orders });
const mail = new lambda.Function(stack, 'Mail', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] })'),
});
pipeline.addWorker('mail', { handler: mail, eventTypes: ['ORDER_CREATED'] });

// The site, with the API under its own origin
new SecureStaticSite(stack, 'Site', {
  source: '../site',
  apis: [{ pathPattern: '/v1/*', api: api.restApi }],
  config: { userPoolId: api.userPool.userPoolId },
});

// Who is told when it fails
new CostGuardAlarms(stack, 'Guard', {
  watch: [stack],
  notify: { general: [AlarmSubscriber.email('on-call@example.com')] },
  objectives: { availability: 99.9, latency: { percent: 95, under: Duration.millis(300) } },
});

// Will it ring, when the orders' function fails from minute 60 on?
const failures = new MetricSeries('AWS/Lambda', 'Errors', { FunctionName: 'orders' }).repeat(60, 30, 1);
const history = new AlarmSimulator(Template.fromStack(stack)).run({ minutes: 120, series: [failures] });
console.log(`rings in minute ${history.firstMinuteIn('Polyglot/Guard: Polyglot/Api/orders/Handler errors', AlarmState.ALARM)}`);

app.synth();
