// middy with what ours has, as far as it goes: a validator compiled beforehand, Powertools' logger and tracer, a conditional write.
// It lacks entity tags, merge patch, problem documents, a correlation id and 405; its item goes through the DocumentClient.
import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import validator from '@middy/validator';
import { item } from './validators.js';

const logger = new Logger({ serviceName: 'tickets' });
const tracer = new Tracer({ serviceName: 'tickets' });
const dynamo = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));
const TableName = process.env.TABLE_NAME;

const eventSchema = (event) => {
  const valid = event.httpMethod !== 'POST' || item(event.body);
  eventSchema.errors = item.errors;
  return valid;
};

export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(captureLambdaHandler(tracer))
  .use(httpJsonBodyParser({ disableContentTypeError: true }))
  .use(httpErrorHandler())
  .use(validator({ eventSchema }))
  .handler(async (event) => {
    logger.info('request', { method: event.httpMethod, route: event.resource });
    if (event.httpMethod === 'POST') {
      const now = new Date().toISOString();
      const Item = { id: randomUUID(), ...event.body, createdAt: now, updatedAt: now, version: 1 };
      await dynamo.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(#id)', ExpressionAttributeNames: { '#id': 'id' } }));
      return answer(201, Item);
    }
    const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { id: event.pathParameters.id }, ConsistentRead: true }));
    return answer(200, Item);
  });

function answer(statusCode, body) {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
