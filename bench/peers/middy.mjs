// The same two operations on middy, with Powertools' logger and middy's own JSON parser and error handler.
import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';

const logger = new Logger({ serviceName: 'tickets' });
const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(httpJsonBodyParser({ disableContentTypeError: true }))
  .use(httpErrorHandler())
  .handler(async (event) => {
    logger.info('request', { method: event.httpMethod, route: event.resource });
    if (event.httpMethod === 'POST') {
      const Item = { id: randomUUID(), ...event.body };
      await dynamo.send(new PutCommand({ TableName, Item }));
      return answer(201, Item);
    }
    const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { id: event.pathParameters.id } }));
    return answer(200, Item);
  });

function answer(statusCode, body) {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
