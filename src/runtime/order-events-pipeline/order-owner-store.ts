import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { OfferPorts } from './offer-invoice-flow';
import { DELETED_AT } from '../../contract/serverless-crud-api';

/** Reads whose an order is. By Query, since the table may have a sort key besides. */
export function orderOwnerStore(client: DynamoDBClient, tableName: string, keyAttribute: string, ownerAttribute: string): OfferPorts['findOwner'] {
  return async (orderId) => {
    const { Items: [order] = [] } = await client.send(new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: '#key = :id',
      ProjectionExpression: '#key, #owner, #deleted',
      ExpressionAttributeNames: { '#key': keyAttribute, '#owner': ownerAttribute, '#deleted': DELETED_AT },
      ExpressionAttributeValues: { ':id': { S: orderId } },
      ConsistentRead: true,
      Limit: 1,
    }));
    return order === undefined || order[DELETED_AT] ? undefined : order[ownerAttribute]?.S ?? '';
  };
}
