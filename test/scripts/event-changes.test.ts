import { breakingEventChanges } from '../../scripts/asyncapi/breaking-changes';
import { asyncApiDocument } from '../../src/constructs/order-events-pipeline/asyncapi/document';
import type { EventsDefinition } from '../../src/contract/order-events-pipeline';
import { ORDER_EVENTS } from '../support/streams';

function events(properties: object = { status: { enum: ['OPEN', 'PAID'] } }, definition: Partial<EventsDefinition> = {}, topicName = 'order-events') {
  return asyncApiDocument({ ...ORDER_EVENTS, ...definition }, { title: 'Orders', topicName, itemSchema: { type: 'object', required: ['orderId'], properties } });
}

test('the same document breaks nobody', () => {
  expect(breakingEventChanges(events(), JSON.parse(JSON.stringify(events())))).toEqual([]);
});

test.each<[string, any]>([
  ['a member more', events({ status: { enum: ['OPEN', 'PAID'] }, note: { type: 'string' } })],
  ['a value less', events({ status: { enum: ['OPEN'] } })],
  ['a type of event more', events(undefined, { types: { ...ORDER_EVENTS.types, expired: 'ORDER_EXPIRED' } })],
])('%s breaks nobody', (_, after) => { expect(breakingEventChanges(events(), after)).toEqual([]); });

test.each<[string, any, string | RegExp]>([
  ['a member is gone', events({}), /^ORDER_CREATED: .*status is answered no more/],
  ['a value more', events({ status: { enum: ['OPEN', 'PAID', 'LOST'] } }), /ORDER_CREATED: .*it may be "LOST" now/],
  ['another type of value', events({ status: { type: 'number' } }), /ORDER_UPDATED: .*status/],
  ['a type of event is gone', events(undefined, { types: { ...ORDER_EVENTS.types, updated: 'ORDER_CHANGED' } }), 'ORDER_UPDATED: it is published no more'],
  ['the item has another name', events(undefined, { entity: 'purchase' }), /ORDER_CREATED: .*order/],
  ['another source', events(undefined, { source: '/shop/orders' }), 'events: source was /orders, is /shop/orders'],
  ['another topic', events(undefined, {}, 'events'), 'events: the topic was order-events, is events'],
  ['another order', events(undefined, { ordered: true }), 'events: the topic was standard, is FIFO'],
])('fails a consumer: %s', (_, after, change) => {
  expect(breakingEventChanges(events(), after)).toContainEqual(typeof change === 'string' ? change : expect.stringMatching(change));
});
