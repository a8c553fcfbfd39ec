import fc from 'fast-check';
import { describeEvent, readEvent } from '../../../src/runtime/order-events-pipeline/read-event';
import { PermanentError } from '../../../src/runtime/kit/sqs';

const EVENT = { specversion: '1.0', id: 'e-1', source: '/orders', type: 'ORDER_CREATED', subject: 'o-1', data: { order: { orderId: 'o-1' } } };
const body = (change: object) => JSON.stringify({ ...EVENT, ...change });

test('a message that is an event is read whole', () => {
  expect(readEvent({ body: body({}) })).toEqual(EVENT);
});

test.each<[string, string, string]>([
  ['what is no JSON', '{', 'the message is not JSON'],
  ['null', 'null', 'no CloudEvent of version 1.0'],
  ['a list', '[]', 'no CloudEvent of version 1.0'],
  ['an event in SNS’s envelope', JSON.stringify({ Type: 'Notification', Message: body({}) }), 'no CloudEvent of version 1.0'],
  ['another version', body({ specversion: '0.3' }), 'no CloudEvent of version 1.0'],
  ['an event of nothing', body({ subject: '' }), 'the event has no subject'],
  ['an event whose subject is no text', body({ subject: { $ne: '' } }), 'the event has no subject'],
  ['an event without a type', body({ type: undefined }), 'the event has no type'],
  ['an event without data', body({ data: null }), 'the event has no data'],
  ['an event whose data is a text', body({ data: 'o-1' }), 'the event has no data'],
])('fails for good for %s', (_, text, message) => {
  expect(() => readEvent({ body: text })).toThrow(message);
  expect(() => readEvent({ body: text })).toThrow(PermanentError);
});

test('a log line tells the event and the request that caused it, as far as they are known', () => {
  const known = { eventId: 'e-1', type: 'ORDER_CREATED', subject: 'o-1' };
  expect(describeEvent({ body: body({}) })).toEqual(known);
  expect(describeEvent({ body: body({ correlationid: 'c-1' }) })).toEqual({ ...known, correlationId: 'c-1' });
  expect(describeEvent({ body: body({ traceparent: '00-1-2-01' }) })).toEqual({ ...known, traceparent: '00-1-2-01' });
  expect(describeEvent({ body: '{' })).toEqual({});
});

test('whatever the message: an event, or a failure for good', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.object().map(body)), (text) => {
    try {
      expect(readEvent({ body: text }).specversion).toBe('1.0');
    } catch (error) {
      expect(error).toBeInstanceOf(PermanentError);
    }
  }));
});
