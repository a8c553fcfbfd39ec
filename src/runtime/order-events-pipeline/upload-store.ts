import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand, UpdateItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ProcessPorts } from './process-image-flow';
import type { Upload } from './upload';
import type { UploadsPorts } from './uploads-flow';
import { UNFINISHED_KEPT_SECONDS, UPLOAD_EXPIRES_AT, UPLOADS_KEY, type KeptThumbnail, type Rejection } from '../../contract/order-events-pipeline-images';

export type UploadStore = Pick<UploadsPorts, 'expect' | 'find'> & Pick<ProcessPorts, 'ready' | 'rejected'>;

type Attributes = Record<string, AttributeValue>;

/**
 * Uploads in a DynamoDB table. One is settled once: what comes later, such as a message that was sent twice, changes nothing.
 * @param now milliseconds since 1970
 */
export function uploadStore(client: DynamoDBClient, tableName: string, now: () => number): UploadStore {
  const seconds = () => Math.floor(now() / 1_000);
  const settle = async (id: string, status: Upload['status'], name: string, value: AttributeValue, more = '') => {
    try {
      await client.send(new UpdateItemCommand({
        TableName: tableName,
        Key: { [UPLOADS_KEY]: { S: id } },
        UpdateExpression: `SET #status = :status, #value = :value${more}`,
        ConditionExpression: '#status = :pending',
        ExpressionAttributeNames: { '#status': 'status', '#value': name, ...(more && { '#expiry': UPLOAD_EXPIRES_AT }) },
        ExpressionAttributeValues: { ':status': { S: status }, ':pending': { S: 'PENDING' }, ':value': value },
      }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) { throw error; }
    }
  };
  return {
    expect: async ({ id, owner, contentType, origin: { correlationId, traceparent } }) => {
      await client.send(new PutItemCommand({
        TableName: tableName,
        Item: {
          [UPLOADS_KEY]: { S: id },
          owner: { S: owner },
          status: { S: 'PENDING' },
          contentType: { S: contentType },
          correlationId: { S: correlationId },
          traceparent: { S: traceparent },
          createdAt: { S: new Date(now()).toISOString() },
          [UPLOAD_EXPIRES_AT]: { N: String(seconds() + UNFINISHED_KEPT_SECONDS) },
        },
      }));
    },
    find: async (id) => {
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: { [UPLOADS_KEY]: { S: id } }, ConsistentRead: true }));
      // DynamoDB deletes what has expired within days (DynamoDB, Time to Live).
      return Item && Number(Item[UPLOAD_EXPIRES_AT]?.N ?? Infinity) > seconds() ? uploadOf(Item) : undefined;
    },
    ready: (id, thumbnails) => settle(id, 'READY', 'thumbnails', { L: thumbnails.map((thumbnail) => ({ M: attributesOf(thumbnail) })) }, ' REMOVE #expiry'),
    rejected: (id, reason) => settle(id, 'REJECTED', 'reason', { S: reason }),
  };
}

function uploadOf({ owner, status, reason, thumbnails, correlationId, traceparent }: Attributes): Upload {
  return {
    owner: owner.S!,
    status: status.S as Upload['status'],
    ...(correlationId && traceparent && { origin: { correlationId: correlationId.S!, traceparent: traceparent.S! } }),
    ...(reason && { reason: reason.S as Rejection }),
    ...(thumbnails && { thumbnails: thumbnails.L!.map(({ M }) => ({ width: Number(M!.width.N), height: Number(M!.height.N), key: M!.key.S! })) }),
  };
}

function attributesOf({ width, height, key }: KeptThumbnail): Attributes {
  return { width: { N: String(width) }, height: { N: String(height) }, key: { S: key } };
}
