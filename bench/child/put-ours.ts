import { DynamoDBClient, PutItemCommand } from '../../src/runtime/kit/dynamodb-client';

const dynamo = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_200, throwOnRequestTimeout: true },
});

/** One PutItem by the client that our bundles hold. */
export const handler = async () => {
  await dynamo.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: { id: { S: 'a' }, title: { S: 'Prueba' } } }));
  return { statusCode: 201, body: '' };
};
