import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_route53 as route53, aws_s3 as s3, aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CostGuardAlarms, ImageUploads, OrderEventsPipeline, SecureStaticSite, ServerlessCrudApi, type PeakSchedule } from '../../src';
import { ON_CALL, shopFunction } from '../support/guarded';
import { build, removeBuilds } from '../support/site';
import { resourcesOf } from '../support/template';

afterAll(removeBuilds);

const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const anchorOf = (title: string) => title.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-');
const sections = new Map(runbook.split(/^## /m).slice(1).map((text) => [anchorOf(text.split('\n')[0]), text]));
const HOURS: PeakSchedule = { timeZone: 'UTC', windows: [{ from: '09:00', to: '18:00', provisionedConcurrency: 1 }] };

/** Everything that has an alarm, from one region. */
function everything(region: string): Stack[] {
  const app = new App();
  const env = { account: '111111111111', region };
  const stack = new Stack(app, 'Shop', { env, crossRegionReferences: true });
  const api = new ServerlessCrudApi(stack, 'Api');
  const orders = api.addResource('orders', {
    partitionKey: 'orderId', schema: { type: 'object', properties: { status: { type: 'string' } } }, indexes: [{ partitionKey: 'status' }], changeStream: true, peakHours: HOURS,
  });
  const pipeline = new OrderEventsPipeline(stack, 'Events', { source: orders.table });
  pipeline.addInvoices({ seller: { name: 'CloudCommerce S.L.' }, orders });
  new ImageUploads(stack, 'Images', { api });
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  new SecureStaticSite(stack, 'Site', { source: build(), domainName: 'example.com', hostedZone });
  const reader = shopFunction(stack, 'Reader', 'reader');
  new dynamodb.Table(stack, 'Other', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  new sqs.Queue(stack, 'Queue', { deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 5 } });
  new s3.Bucket(stack, 'Files', { metrics: [{ id: 'EntireBucket' }] });
  reader.addEventSourceMapping('Stream', { eventSourceArn: orders.table.tableStreamArn, startingPosition: lambda.StartingPosition.LATEST });
  new CostGuardAlarms(stack, 'Guard', {
    watch: [stack],
    notify: { general: [ON_CALL] },
    monthlyBudgetUsd: 100,
    costAnomalies: { accountWide: true },
    thresholds: {
      functionMemory: { enabled: true },
      gatewayRequests: { enabled: true },
      accountTableCapacity: { enabled: true },
      accountKeyRequests: { enabled: true },
      bucketServerErrors: { enabled: true },
    },
    objectives: { availability: 99.9, latency: { percent: 95, under: Duration.millis(300) } },
  });
  Template.fromStack(stack); // what is made in us-east-1 is there then
  return app.node.children.filter((node): node is Stack => node instanceof Stack);
}

const REGIONS = ['us-east-1', 'eu-west-1'];
const alarms = new Map(REGIONS.map((region) => [region, everything(region).flatMap((stack) => {
  const template = Template.fromStack(stack);
  const own = [...Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')), ...Object.values(resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm'))];
  return own.map(({ Type, Properties }) => ({ ...Properties, Type, region: stack.region }));
})]));

test('each section of the runbook says what has happened, what to look at, and what to do', () => {
  for (const [anchor, text] of sections) {
    for (const part of ['*Description*', '*Investigation*', '*Resolution*']) { expect({ anchor, part, is: text.includes(part) }).toEqual({ anchor, part, is: true }); }
  }
});

test('the link of every alarm leads to one of them, in us-east-1 and elsewhere', () => {
  for (const region of REGIONS) {
    const linked = alarms.get(region)!.filter(({ Type, AlarmDescription }) => Type === 'AWS::CloudWatch::Alarm' || /runbook/.test(JSON.stringify(AlarmDescription)));
    expect(linked.length).toBeGreaterThan(60);
    for (const { AlarmDescription } of linked) { expect([...sections.keys()]).toContain(/runbook\.md#([a-z-]+)/.exec(JSON.stringify(AlarmDescription))?.[1]); }
  }
});

test('every alarm links to a page of the console, those of objectives, traffic, incidents and constructs among them', () => {
  for (const region of REGIONS) {
    const without = alarms.get(region)!.filter(({ AlarmDescription }) => !/Console: https:..[^"]*console\.aws\.amazon\.com\/[a-z]/.test(JSON.stringify(AlarmDescription)));
    expect(without.map(({ AlarmName, AlarmDescription }) => AlarmName ?? AlarmDescription)).toEqual([]);
  }
});

test('every section is of an alarm', () => {
  const used = new Set(alarms.get('eu-west-1')!.map(({ AlarmDescription }) => /runbook\.md#([a-z-]+)/.exec(JSON.stringify(AlarmDescription))?.[1]));
  expect([...sections.keys()].filter((anchor) => !used.has(anchor))).toEqual([]);
});

test('the same alarms are made in both regions, each where its metric is', () => {
  const [here, there] = REGIONS.map((region) => alarms.get(region)!);
  const named = (some: typeof here) => some.flatMap(({ AlarmName }) => typeof AlarmName === 'string' ? [AlarmName] : []).sort();
  expect(named(there)).toEqual(named(here));
  const regionOf = (some: typeof here, end: string) => some.find(({ AlarmName }) => `${AlarmName}`.endsWith(end))?.region;
  expect([regionOf(here, 'estimated charges'), regionOf(there, 'estimated charges'), regionOf(there, 'Reader errors')]).toEqual(['us-east-1', 'us-east-1', 'eu-west-1']);
});
