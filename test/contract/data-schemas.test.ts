import { dataSchemas } from '../../src/contract/order-events-pipeline';
import { shardAttributeOf } from '../../src/contract/serverless-crud-api';

const ITEM = { type: 'object', properties: { orderId: { type: 'string' } } };
const CREATED = { type: 'object', required: ['order'], properties: { order: ITEM, truncated: { const: true } } };
const LATER = { type: 'object', required: ['order'], properties: { order: ITEM, previous: ITEM, truncated: { const: true } } };
const TYPES = { created: 'ORDER_CREATED', updated: 'ORDER_UPDATED', cancelled: 'ORDER_CANCELLED' };

test('each type of event has the item, and what it was before but where it is new', () => {
  expect(dataSchemas({ entity: 'order', types: TYPES }, ITEM)).toEqual({ ORDER_CREATED: CREATED, ORDER_UPDATED: LATER, ORDER_CANCELLED: LATER });
});

test('there is one of an item that expires where it is declared', () => {
  expect(dataSchemas({ entity: 'order', types: { ...TYPES, expired: 'ORDER_EXPIRED' } }, ITEM)).toEqual({
    ORDER_CREATED: CREATED, ORDER_UPDATED: LATER, ORDER_CANCELLED: LATER, ORDER_EXPIRED: LATER,
  });
});

test('the partition key of a spread index is an attribute of its own, which no reader sees', () => {
  expect(shardAttributeOf({ name: 'status-index' })).toBe('$status-index');
});
