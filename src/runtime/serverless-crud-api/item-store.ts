import { GetItemCommand, PutItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromAttribute, toAttributes } from './attribute-values';
import type { Item, ItemStore } from './crud-flow';
import { SERVER_ATTRIBUTES, type ResourceDefinition } from '../../contract/serverless-crud-api';
import type { JsonValue } from '../kit/json';

/** Items in a DynamoDB table whose only key is the definition's partition key. */
export function itemStore(client: DynamoDBClient, tableName: string, definition: ResourceDefinition): ItemStore {
  const { partitionKey } = definition;
  const keyOf = (id: string) => ({ [partitionKey]: { S: id } });
  const shown = [partitionKey, ...definition.properties, ...SERVER_ATTRIBUTES];

  return {
    insert: async (item) => {
      await client.send(new PutItemCommand({
        TableName: tableName,
        Item: toAttributes(item),
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': partitionKey },
      }));
    },

    find: async (id) => {
      // A client that follows the Location of its own POST must find the item: half a capacity unit buys that.
      const { Item: found } = await client.send(new GetItemCommand({ TableName: tableName, Key: keyOf(id), ConsistentRead: true }));
      return found && itemOf(found, shown);
    },
  };
}

/** The attributes that clients may see, in the schema's order, which DynamoDB doesn't keep. */
function itemOf(attributes: Record<string, AttributeValue>, shown: readonly string[]): Item {
  const item: { [name: string]: JsonValue } = {};
  for (const name of shown) {
    if (Object.hasOwn(attributes, name)) { item[name] = fromAttribute(attributes[name]); }
  }
  return item as unknown as Item;
}
