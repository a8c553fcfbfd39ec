// sample.mjs as CommonJS.
const { randomUUID } = require('node:crypto');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } = require('@aws-sdk/lib-dynamodb');

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

exports.handler = async (event) => {
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
