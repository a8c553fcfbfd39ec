import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { dataSchemas, ENVELOPE_SCHEMA, SET_ASIDE_PREFIX } from '../../../src/contract/order-events-pipeline';
import { deriveEvent } from '../../../src/runtime/order-events-pipeline/derive-event';
import { toAttributes } from '../../../src/runtime/serverless-crud-api/attribute-values';
import { ORDER_EVENTS, orderItem, streamRecord } from '../../support/streams';

const ajv = new Ajv2020({ strict: true });
addFormats(ajv);
const envelope = ajv.compile(ENVELOPE_SCHEMA);

const event = (record: Parameters<typeof streamRecord>[0]) => {
  const derived = deriveEvent(streamRecord(record), ORDER_EVENTS);
  if (derived.kind !== 'event') { throw new Error(JSON.stringify(derived)); }
  expect([envelope(derived.event), envelope.errors]).toEqual([true, null]);
  return derived.event;
};

test('an order that is stored is ORDER_CREATED, with the order as it is', () => {
  expect(event({ eventID: 'e1', new: orderItem({ total: 12.5 }), sequence: '111' })).toEqual({
    specversion: '1.0',
    id: 'e1',
    source: '/orders',
    type: 'ORDER_CREATED',
    subject: 'o-1',
    time: '2026-11-24T10:00:00Z',
    datacontenttype: 'application/json',
    dataschema: '#/components/schemas/ORDER_CREATED',
    sequence: '111',
    traceparent: expect.any(String),
    data: { order: { orderId: 'o-1', status: 'OPEN', total: 12.5 } },
  });
});

test('a record read twice gives the same event', () => {
  expect(event({ new: orderItem() })).toEqual(event({ new: orderItem() }));
});

test('an order that is changed is ORDER_UPDATED, with what it was', () => {
  expect(event({ old: orderItem(), new: orderItem({ status: 'PAID' }) })).toMatchObject({
    type: 'ORDER_UPDATED', data: { order: { status: 'PAID' }, previous: { status: 'OPEN' } },
  });
});

test('an order that is deleted is ORDER_CANCELLED, with what it was', () => {
  expect(event({ old: orderItem() })).toMatchObject({ type: 'ORDER_CANCELLED', data: { order: { orderId: 'o-1', status: 'OPEN' } } });
});

test('an order that is deleted so that it can be restored is ORDER_CANCELLED, and its purge later is no event', () => {
  const deleted = orderItem({ $deletedAt: '2026-11-24T10:00:00.000Z' });
  expect(event({ old: orderItem(), new: deleted })).toMatchObject({ type: 'ORDER_CANCELLED', data: { order: { orderId: 'o-1' } } });
  expect(deriveEvent(streamRecord({ old: deleted }), ORDER_EVENTS)).toEqual({ kind: 'none', reason: expect.stringContaining('cancelled before') });
});

test('an order that is restored is ORDER_UPDATED', () => {
  expect(event({ old: orderItem({ $deletedAt: 'x' }), new: orderItem() })).toMatchObject({ type: 'ORDER_UPDATED' });
});

test('a status that says cancelled is ORDER_CANCELLED, once', () => {
  expect(event({ old: orderItem(), new: orderItem({ status: 'CANCELLED' }) })).toMatchObject({ type: 'ORDER_CANCELLED' });
  expect(event({ old: orderItem({ status: 'CANCELLED' }), new: orderItem({ status: 'CANCELLED', note: 'x' }) })).toMatchObject({ type: 'ORDER_UPDATED' });
  expect(event({ new: orderItem({ status: 'CANCELLED' }) })).toMatchObject({ type: 'ORDER_CREATED' });
  expect(deriveEvent(streamRecord({ old: orderItem({ status: 'CANCELLED' }) }), ORDER_EVENTS)).toMatchObject({ kind: 'none' });
});

test('an order that expires is not cancelled', () => {
  expect(deriveEvent(streamRecord({ old: orderItem(), expired: true }), ORDER_EVENTS)).toEqual({ kind: 'none', reason: 'expired' });
});

test('an order that expires has an event where one is declared', () => {
  const definition = { ...ORDER_EVENTS, types: { ...ORDER_EVENTS.types, expired: 'ORDER_EXPIRED' } };
  expect(deriveEvent(streamRecord({ old: orderItem(), expired: true }), definition)).toMatchObject({ kind: 'event', event: { type: 'ORDER_EXPIRED' } });
});

test('a change of nothing that readers see is no event', () => {
  expect(deriveEvent(streamRecord({ old: orderItem(), new: orderItem({ $expiresAt: 17 }) }), ORDER_EVENTS)).toMatchObject({ kind: 'none' });
});

test('the request that made the change goes along: correlation id and trace', () => {
  const trace = { $correlationId: 'c-1', $traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  const created = event({ new: orderItem(trace) });
  expect(created).toMatchObject({ correlationid: 'c-1', traceparent: trace.$traceparent });
  expect(created.data).toEqual({ order: { orderId: 'o-1', status: 'OPEN' } });
});

test('a change of which no request is known has a trace of its own, the same each time', () => {
  const changes = [{ new: orderItem({ $traceparent: 'nonsense', $correlationId: '' }) }, { old: orderItem() }, { old: orderItem({ $correlationId: 'c-1' }) }];
  for (const change of changes) {
    const { traceparent } = event({ ...change, eventID: 'e-7' });
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(event({ ...change, eventID: 'e-7' }).traceparent).toBe(traceparent);
    expect(event({ ...change, eventID: 'e-8' }).traceparent).not.toBe(traceparent);
  }
});

test('a deletion does not carry the trace of the write before it', () => {
  expect(event({ old: orderItem({ $correlationId: 'c-1' }) })).not.toHaveProperty('correlationid');
});

test('sets and binary are shown as JSON has them', () => {
  expect(event({ new: { ...orderItem(), tags: { SS: ['a', 'b'] }, sizes: { NS: ['1', '2.5'] }, photo: { B: 'AAEC' } } }).data).toMatchObject({
    order: { tags: ['a', 'b'], sizes: [1, 2.5], photo: 'AAEC' },
  });
});

test('a change too large for a message is an event that names its item only', () => {
  const large = { note: 'ñ'.repeat(140_000) };
  expect(event({ old: orderItem(), new: orderItem(large) }).data).toEqual({ truncated: true, order: { orderId: 'o-1' } });
  expect(event({ old: orderItem(large), new: orderItem() }).data).toEqual({ order: { orderId: 'o-1', status: 'OPEN' }, truncated: true });
});

test.each([
  ['no image', { keysOnly: true }, /no image/],
  ['no key attribute', { new: { other: { S: 'x' } }, keys: { other: { S: 'x' } } }, /orderId/],
  ['a key that is no string or number', { new: { orderId: { B: 'AA==' } }, keys: { orderId: { B: 'AA==' } } }, /orderId/],
  ['a number that a double would round', { new: { ...orderItem(), n: { N: '12345678901234567890' } } }, /12345678901234567890/],
  ['an attribute of no known type', { new: { ...orderItem(), n: { X: '1' } } }, /type X/],
  ['no eventID', { new: orderItem(), eventID: '' }, /eventID/],
  ['an unknown event name', { new: orderItem(), eventName: 'TRUNCATE' }, /TRUNCATE/],
])('fails to make an event of a record with %s, and says why', (_, record, reason) => {
  expect(deriveEvent(streamRecord(record as any), ORDER_EVENTS)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(reason) });
});

test('the data of each event meets the schema that the contract gives', () => {
  const schemas = dataSchemas(ORDER_EVENTS, { type: 'object', required: ['orderId'], properties: { orderId: { type: 'string' } } });
  const records = [{ new: orderItem() }, { old: orderItem(), new: orderItem({ status: 'PAID' }) }, { old: orderItem() }];
  for (const { type, data } of records.map(event)) {
    const valid = ajv.compile(schemas[type]);
    expect([type, valid(data), valid.errors]).toEqual([type, true, null]);
  }
});

test('what is set aside lies under a prefix of its own', () => {
  expect(SET_ASIDE_PREFIX).toMatch(/^[a-z-]+\/$/);
});

describe('an order that is to be published again', () => {
  const touched = (members = {}, asked = 'state#run-1') => ({ ...orderItem(members), ...toAttributes({ $republish: asked }) });

  test('is ORDER_CREATED as it is now, marked, after everything that the stream told of it before', () => {
    expect(event({ old: orderItem({ total: 5 }), new: touched({ total: 5 }), eventID: 'e-9', sequence: '222' })).toEqual({
      ...event({ new: orderItem({ total: 5 }), eventID: 'e-9', sequence: '222' }),
      id: expect.stringMatching(/^republished-[0-9a-f]{32}$/),
      republished: true,
    });
  });

  test('is ORDER_CANCELLED where it is cancelled, by its status or by a deletion', () => {
    const cancelled = { status: 'CANCELLED' };
    expect(event({ old: orderItem(cancelled), new: touched(cancelled) })).toMatchObject({ type: 'ORDER_CANCELLED', republished: true, data: { order: cancelled } });
    const deleted = { $deletedAt: '2026-11-24T10:00:00.000Z' };
    expect(event({ old: orderItem(deleted), new: touched(deleted) })).toMatchObject({ type: 'ORDER_CANCELLED', data: { order: { orderId: 'o-1' } } });
  });

  test.each([['created', 'ORDER_CREATED'], ['updated', 'ORDER_UPDATED'], ['cancelled', 'ORDER_CANCELLED']])('is %s where that is asked for', (as, type) => {
    const derived = event({ old: orderItem({ status: 'CANCELLED' }), new: touched({ status: 'CANCELLED' }, `${as}#run-1`) });
    expect(derived).toMatchObject({ type, republished: true });
    expect(derived.data).not.toHaveProperty('previous');
  });

  test('has the same id however often it is asked for, until it changes', () => {
    const idOf = (members: object, asked: string) => event({ old: touched(members, 'state#before'), new: touched(members, asked) }).id;
    expect(idOf({}, 'state#run-1')).toBe(idOf({}, 'state#run-2'));
    expect(idOf({ total: 1 }, 'state#run-1')).not.toBe(idOf({}, 'state#run-1'));
    expect(idOf({}, 'updated#run-1')).not.toBe(idOf({}, 'state#run-1'));
  });

  test('is an ordinary change as soon as something else changes with it or later', () => {
    expect(event({ old: orderItem(), new: touched({ status: 'PAID' }) })).toMatchObject({ id: 'e-1', type: 'ORDER_UPDATED' });
    const later = event({ old: touched(), new: touched({ status: 'PAID' }) });
    expect(later).toMatchObject({ id: 'e-1', type: 'ORDER_UPDATED' });
    expect(later).not.toHaveProperty('republished');
    expect(event({ old: touched(), new: orderItem({ status: 'PAID' }) })).toMatchObject({ id: 'e-1', type: 'ORDER_UPDATED' });
  });

  test('is none for a mark that asks for nothing known, or that goes', () => {
    expect(deriveEvent(streamRecord({ old: orderItem(), new: touched({}, 'everything#1') }), ORDER_EVENTS)).toMatchObject({ kind: 'none' });
    expect(deriveEvent(streamRecord({ old: touched(), new: orderItem() }), ORDER_EVENTS)).toMatchObject({ kind: 'none' });
  });
});
