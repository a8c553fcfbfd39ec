// One PutItem by aws4fetch: a signature over fetch, with retries of 5xx and 429 and no time-out of its own.
import { AwsClient } from 'aws4fetch';

const env = process.env;
const aws = new AwsClient({
  accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY, sessionToken: env.AWS_SESSION_TOKEN, service: 'dynamodb', region: env.AWS_REGION,
});

export const handler = async () => {
  const response = await aws.fetch(env.AWS_ENDPOINT_URL_DYNAMODB, {
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'DynamoDB_20120810.PutItem' },
    body: JSON.stringify({ TableName: env.TABLE_NAME, Item: { id: { S: 'a' }, title: { S: 'Prueba' } } }),
  });
  await response.json();
  return { statusCode: response.ok ? 201 : response.status, body: '' };
};
