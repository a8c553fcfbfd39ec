// The same two operations on Powertools' REST router and logger.
import { randomUUID } from 'node:crypto';
import { Router } from '@aws-lambda-powertools/event-handler/http';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const logger = new Logger({ serviceName: 'tickets' });
const app = new Router({ logger });
const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

app.post('/v1/tickets', async ({ req }) => {
  logger.info('request', { method: 'POST', route: '/v1/tickets' });
  const Item = { id: randomUUID(), ...await req.json() };
  await dynamo.send(new PutCommand({ TableName, Item }));
  return new Response(JSON.stringify(Item), { status: 201, headers: { 'Content-Type': 'application/json' } });
});

app.get('/v1/tickets/:id', async ({ params }) => {
  logger.info('request', { method: 'GET', route: '/v1/tickets/:id' });
  return (await dynamo.send(new GetCommand({ TableName, Key: { id: params.id } }))).Item;
});

export const handler = async (event, context) => app.resolve(event, context);
