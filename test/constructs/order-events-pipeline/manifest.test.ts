import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_dynamodb as dynamodb, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { OrderEventsPipeline, Ordering, ServerlessCrudApi, type OrderEventsPipelineProps } from '../../../src';
import { userFunction } from '../../support/pipeline';

const WRITE = { 'serverless-inteligente:writeManifest': 'true' };

let folder: string;
let manifest: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  manifest = join(folder, 'deployed.json');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

interface Options { readonly context?: { [key: string]: unknown }; readonly queueName?: string; readonly workers?: string[] }

function appOf(props: Partial<OrderEventsPipelineProps> = {}, { context = {}, queueName, workers = ['mail'] }: Options = {}): Stack {
  const stack = new Stack(new App({ context }), 'Shop');
  const source = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
  const pipeline = new OrderEventsPipeline(stack, 'Events', { source, manifest, ...props });
  for (const name of workers) { pipeline.addWorker(name, { handler: userFunction(stack, name), queueName }); }
  return stack;
}
const synth = (stack: Stack) => { (stack.node.root as App).synth(); };
const write = (props: Partial<OrderEventsPipelineProps> = {}, options: Options = {}) => synth(appOf(props, { ...options, context: WRITE }));
const check = (props: Partial<OrderEventsPipelineProps> = {}, options: Options = {}) => () => synth(appOf(props, options));
const written = () => JSON.parse(readFileSync(manifest, 'utf8'));

test('the manifest holds what of a pipeline can’t change in place', () => {
  write({ topicName: 'order-events' }, { queueName: 'order-mail' });
  expect(written()).toEqual({
    version: 1,
    apis: {},
    pipelines: {
      'Shop/Events': {
        ordering: 'none',
        topic: { logicalId: expect.stringMatching(/^EventsTopic/), name: 'order-events' },
        queues: { mail: { logicalId: expect.stringMatching(/^EventsmailQueue/), name: 'order-mail' } },
      },
    },
  });
});

test('what is as it was deployed passes, and so do workers more and less', () => {
  write();
  expect(check()).not.toThrow();
  expect(check({}, { workers: ['mail', 'audit'] })).not.toThrow();
  expect(check({}, { workers: [] })).not.toThrow();
});

test.each([
  [Ordering.NONE, Ordering.PER_KEY, 'none', 'per-key'],
  [Ordering.PER_KEY, Ordering.NONE, 'per-key', 'none'],
])('fails for another ordering (%s, then %s), with the steps that lose nothing', (before, after, was, is) => {
  write({ ordering: before });
  expect(check({ ordering: after })).toThrow(new RegExp([
    `Shop/Events: ordering was ${was} and would be ${is}, so that the topic and every queue would be replaced, and what is in them lost`,
    `got "${is}"`,
    `Allowed: "${was}", as deployed`,
    'Fix: add a second pipeline with the new ordering beside this one, and its workers; deploy; take the workers out of this one’s code last',
    'dlq list --stack Shop',
    'writeManifest=true',
  ].map((part) => part.replace(/[.()"]/g, '\\$&')).join('.*')));
});

test('fails where the topic or a worker’s queue would be replaced for another reason', () => {
  write({ topicName: 'order-events' }, { queueName: 'order-mail' });
  expect(check({ topicName: 'events' }, { queueName: 'order-mail' })).toThrow(/the topic would be replaced: its name was order-events and would be events/);
  expect(check({ topicName: 'order-events' }, { queueName: 'mails' })).toThrow(/the queue of 'mail' would be replaced, and what is in it lost: its name was order-mail and would be mails/);
});

test('the manifest is shared with APIs, each keeping to its own part', () => {
  const api = (context = {}) => {
    const stack = new Stack(new App({ context }), 'Tickets');
    new ServerlessCrudApi(stack, 'Api', { manifest }).addResource('tickets', { schema: { type: 'object', properties: { title: { type: 'string' } } } });
    synth(stack);
  };
  api(WRITE);
  write();
  api(WRITE);
  expect([Object.keys(written().apis), Object.keys(written().pipelines)]).toEqual([['Tickets/Api'], ['Shop/Events']]);
  expect(api).not.toThrow();
  expect(check({ ordering: Ordering.PER_KEY })).toThrow(/ordering was none/);
});

test('one that tells nothing of the pipeline is a warning, which says how to write it', () => {
  Annotations.fromStack(appOf()).hasWarning('/Shop/Events', Match.stringLikeRegexp(`there is no manifest at .*${'cdk synth -c serverless-inteligente:writeManifest=true'}`));
});

test('without the prop nothing is compared', () => {
  write();
  expect(check({ manifest: undefined, ordering: Ordering.PER_KEY })).not.toThrow();
});

test.each([
  ['{"version":1,"apis":{},"pipelines":[]}', /has not the shape of a manifest/],
  ['{"version":1,"apis":{},"pipelines":{"Shop/Events":{"ordering":"none"}}}', /has not the shape of a manifest/],
  ['{', /is no JSON/],
])('fails for a file that is no manifest: %s', (text, message) => {
  writeFileSync(manifest, text);
  expect(check()).toThrow(message);
});

test('fails for a path that is not known at synth', () => {
  expect(() => appOf({ manifest: Lazy.string({ produce: () => 'x' }) })).toThrow(/Shop\/Events: manifest is no path of a file/);
});
