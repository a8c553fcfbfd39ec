import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { App, aws_dynamodb as dynamodb, Stack } from 'aws-cdk-lib';
import { OrderEventsPipeline, Ordering, ServerlessCrudApi, type OrderEventsPipelineProps } from '../../../src';
import { deriveEvent } from '../../../src/runtime/order-events-pipeline/derive-event';
import { ORDER_EVENTS, orderItem, streamRecord } from '../../support/streams';

const specification = JSON.parse(readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0.json'), 'utf8'));
const isAsyncApi = (() => {
  // The specification brings the meta-schema of draft 07 itself.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
  return ajv.compile(specification);
})();

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const ITEM = { type: 'object', required: ['status'], properties: { status: { enum: ['OPEN', 'CANCELLED'] }, customer: { $ref: '#/$defs/customer' } }, $defs: { customer: { type: 'string', maxLength: 9 } } };

/** The document that a synth writes for a pipeline on a plain table, or on a resource of an API. */
function documentOf(props: Partial<OrderEventsPipelineProps> = {}, ofResource = false): any {
  const outdir = mkdtempSync(join(tmpdir(), 'asyncapi-'));
  folders.push(outdir);
  const app = new App({ outdir });
  const stack = new Stack(app, 'Shop');
  const source = ofResource
    ? new ServerlessCrudApi(stack, 'Api').addResource('orders', { partitionKey: 'orderId', schema: ITEM, changeStream: true }).table
    : new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
  new OrderEventsPipeline(stack, 'Events', { source, ...props });
  app.synth();
  const files = readdirSync(outdir).filter((file) => file.endsWith('.asyncapi.json'));
  expect(files).toEqual(['Shop-Events.asyncapi.json']);
  return JSON.parse(readFileSync(join(outdir, files[0]), 'utf8'));
}

test.each<[string, Partial<OrderEventsPipelineProps>, boolean]>([
  ['a table', {}, false],
  ['a table whose items are described', { itemSchema: ITEM }, false],
  ['a resource of an API', { mapping: { expired: 'ORDER_EXPIRED' }, topicName: 'order-events' }, true],
  ['an ordered pipeline', { ordering: Ordering.PER_KEY, topicName: 'order-events' }, false],
])('synth writes an AsyncAPI 3 document for the events of %s', (_, props, ofResource) => {
  const document = documentOf(props, ofResource);
  expect([isAsyncApi(document), isAsyncApi.errors]).toEqual([true, null]);
  expect(isAsyncApi({ ...document, channels: { events: { ...document.channels.events, messages: 'none' } } })).toBe(false);
});

test('it names the topic, its order, and each type of event', () => {
  const { asyncapi, channels: { events }, operations, components } = documentOf({ topicName: 'order-events', ordering: Ordering.PER_KEY, mapping: { expired: 'ORDER_EXPIRED' } });
  expect(asyncapi).toBe('3.0.0');
  expect(events).toMatchObject({ address: 'order-events.fifo', bindings: { sns: { name: 'order-events.fifo', ordering: { type: 'FIFO' } } } });
  expect(Object.keys(events.messages)).toEqual(['ORDER_CREATED', 'ORDER_UPDATED', 'ORDER_CANCELLED', 'ORDER_EXPIRED']);
  expect(Object.keys(components.messages)).toEqual(Object.keys(events.messages));
  expect(operations.publishEvents).toMatchObject({ action: 'send', channel: { $ref: '#/channels/events' } });
});

test('a topic that CloudFormation names has no address in it', () => {
  expect(documentOf().channels.events.address).toBeNull();
});

/** Judges an event by the message of its type. */
function judge(document: any, event: any): unknown {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: 'asyncapi:document' });
  const validate = ajv.getSchema(`asyncapi:document#/components/messages/${event.type}/payload`)!;
  return validate(event) ? 'valid' : validate.errors;
}

test.each([['a table', false], ['a resource', true]])('the events of %s are as it says, and others are not', (_, ofResource) => {
  const cancelledWhen = { attribute: 'status', values: ['CANCELLED'] };
  const document = documentOf({ itemSchema: ofResource ? undefined : ITEM, mapping: { cancelledWhen } }, ofResource);
  const order = orderItem({ customer: 'Ana', createdAt: '2026-11-24T10:00:00.000Z', updatedAt: '2026-11-24T10:00:00.000Z', version: 1 });
  const big = orderItem({ customer: 'Ana', note: 'x'.repeat(300_000) });
  const records = [{ new: order }, { old: order, new: { ...order, status: { S: 'CANCELLED' } } }, { old: order, new: { ...order, customer: { S: 'Ben' } } }, { new: big }, { old: order, new: { ...order, $republish: { S: 'state#1' } } }];
  for (const record of records) {
    const derived = deriveEvent(streamRecord(record), ORDER_EVENTS);
    if (derived.kind !== 'event') { throw new Error(derived.kind); }
    expect(judge(document, derived.event)).toBe('valid');
    expect(judge(document, { ...derived.event, data: { order: { ...derived.event.data.order as object, customer: 'longer than nine' } } })).not.toBe('valid');
    expect(judge(document, { ...derived.event, data: {} })).not.toBe('valid');
    expect(judge(document, { ...derived.event, specversion: '0.3' })).not.toBe('valid');
    expect(document.components.schemas).toHaveProperty(derived.event.dataschema.split('/').pop()!);
  }
});

test('fails for a schema of items that is none', () => {
  expect(() => documentOf({ itemSchema: { type: 'array' } })).toThrow(/Shop\/Events: itemSchema is no schema of items, got "array"\. Allowed: JSON Schema of type object/);
});
