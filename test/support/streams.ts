import type { DynamoDBRecord } from 'aws-lambda';
import type { EventsDefinition } from '../../src/contract/order-events-pipeline';
import type { JsonObject } from '../../src/runtime/kit/json';
import { toAttributes } from '../../src/runtime/serverless-crud-api/attribute-values';

type Attributes = { [name: string]: any };

/** What the orders of the tests mean. */
export const ORDER_EVENTS: EventsDefinition = {
  source: '/orders',
  keyAttribute: 'orderId',
  entity: 'order',
  types: { created: 'ORDER_CREATED', updated: 'ORDER_UPDATED', cancelled: 'ORDER_CANCELLED' },
  cancelledWhen: { attribute: 'status', values: ['CANCELLED'] },
  ordered: false,
};

/** An order as it is stored. */
export function orderItem(members: JsonObject = {}): Attributes {
  return toAttributes({ orderId: 'o-1', status: 'OPEN', ...members });
}

export interface RecordFacts {
  readonly new?: Attributes;
  readonly old?: Attributes;
  readonly keys?: Attributes;
  readonly eventID?: string;
  readonly eventName?: string;
  readonly sequence?: string;
  /** Removed by DynamoDB's TTL. */
  readonly expired?: boolean;
  /** As a stream of another view type has it. */
  readonly keysOnly?: boolean;
}

/** A record of a DynamoDB stream as Lambda passes it on. */
export function streamRecord(facts: RecordFacts): DynamoDBRecord {
  const { new: NewImage, old: OldImage, eventID = 'e-1', sequence = '100', expired, keysOnly } = facts;
  return {
    eventID,
    eventName: (facts.eventName ?? (NewImage && OldImage ? 'MODIFY' : OldImage ? 'REMOVE' : 'INSERT')) as DynamoDBRecord['eventName'],
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/stream/2026-11-24T00:00:00.000',
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    dynamodb: {
      ApproximateCreationDateTime: Date.parse('2026-11-24T10:00:00Z') / 1000,
      Keys: facts.keys ?? { orderId: (NewImage ?? OldImage)?.orderId ?? { S: 'o-1' } },
      ...(!keysOnly && NewImage && { NewImage }),
      ...(!keysOnly && OldImage && { OldImage }),
      SequenceNumber: sequence,
      SizeBytes: 100,
      StreamViewType: keysOnly ? 'KEYS_ONLY' : 'NEW_AND_OLD_IMAGES',
    },
  };
}
