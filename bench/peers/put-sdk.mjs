// One PutItem by the SDK's low-level client.
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamo = new DynamoDBClient({ maxAttempts: 3, requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_200, throwOnRequestTimeout: true } });

export const handler = async () => {
  await dynamo.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: { id: { S: 'a' }, title: { S: 'Prueba' } } }));
  return { statusCode: 201, body: '' };
};
