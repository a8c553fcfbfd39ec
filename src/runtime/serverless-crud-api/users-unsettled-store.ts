import { QueryCommand, type DynamoDBClient, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { storeFailure } from './store-failures';
import { SETTLING_SECONDS, UNSETTLED, UNSETTLED_INDEX, UNSETTLED_VALUE } from '../../contract/serverless-crud-api-users';

/**
 * Ids, page by page and those left longest first, of the users that are unsettled since before any request that is
 * still at work. The index may lag: who settles them reads each from the table.
 * @param now ISO 8601
 */
export async function* unsettledUsers(client: DynamoDBClient, tableName: string, now: string): AsyncGenerator<readonly string[]> {
  const before = new Date(Date.parse(now) - SETTLING_SECONDS * 1_000).toISOString();
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items: found = [], LastEvaluatedKey: last } = await client.send(new QueryCommand({
      TableName: tableName,
      IndexName: UNSETTLED_INDEX,
      KeyConditionExpression: '#unsettled = :users AND #updatedAt < :before',
      ExpressionAttributeNames: { '#unsettled': UNSETTLED, '#updatedAt': 'updatedAt' },
      ExpressionAttributeValues: { ':users': { S: UNSETTLED_VALUE }, ':before': { S: before } },
      ...(start && { ExclusiveStartKey: start }),
    })).catch((error: unknown) => { throw storeFailure(error); });
    yield found.map(({ id }) => id.S!);
    start = last;
  } while (start);
}
