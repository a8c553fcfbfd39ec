// A DynamoDB CRUD handler as AWS's samples write it: the DocumentClient, a switch, no validation, no structured log.
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

export const handler = async (event) => {
  let statusCode = 200;
  let body;
  const headers = { 'Content-Type': 'application/json' };
  try {
    switch (`${event.httpMethod} ${event.resource}`) {
      case 'POST /v1/tickets': {
        const Item = { id: randomUUID(), ...JSON.parse(event.body) };
        await dynamo.send(new PutCommand({ TableName, Item }));
        statusCode = 201;
        body = Item;
        break;
      }
      case 'GET /v1/tickets':
        body = (await dynamo.send(new ScanCommand({ TableName }))).Items;
        break;
      case 'GET /v1/tickets/{id}':
        body = (await dynamo.send(new GetCommand({ TableName, Key: { id: event.pathParameters.id } }))).Item;
        break;
      case 'DELETE /v1/tickets/{id}':
        await dynamo.send(new DeleteCommand({ TableName, Key: { id: event.pathParameters.id } }));
        statusCode = 204;
        break;
      default:
        throw new Error(`Unsupported route: ${event.httpMethod} ${event.resource}`);
    }
  } catch (error) {
    statusCode = 400;
    body = error.message;
  }
  return { statusCode, body: JSON.stringify(body), headers };
};
