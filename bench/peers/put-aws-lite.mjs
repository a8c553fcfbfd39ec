// One PutItem by @aws-lite: a signature over node:https, its plugin for DynamoDB, retries of throttles.
import awsLite from '@aws-lite/client';
import dynamodb from '@aws-lite/dynamodb';

const env = process.env;
const client = awsLite({
  accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY, sessionToken: env.AWS_SESSION_TOKEN, region: env.AWS_REGION,
  endpoint: env.AWS_ENDPOINT_URL_DYNAMODB, plugins: [dynamodb], config: false, awsjson: false,
});

export const handler = async () => {
  const aws = await client;
  await aws.DynamoDB.PutItem({ TableName: env.TABLE_NAME, Item: { id: 'a', title: 'Prueba' } });
  return { statusCode: 201, body: '' };
};
