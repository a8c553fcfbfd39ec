import { isDeepStrictEqual } from 'node:util';
import {
  ConditionalCheckFailedException, DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand, UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { toAttributes } from './attribute-values';
import { conditionOf } from './condition-expression';
import type { ItemStore } from './crud-ports';
import type { WriteOutcome } from './item';
import { storeFailure } from './store-failures';
import { isAbsent, itemReader, secondsOf } from './stored-item';
import { tableKeyOf } from './table-key';
import { updateOf } from './update-expression';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';

/**
 * Items in a DynamoDB table.
 * @param now the time of day: ISO 8601
 */
export function itemStore(client: DynamoDBClient, tableName: string, definition: ResourceDefinition, now: () => string): ItemStore {
  const { partitionKey } = definition;
  const keyOf = (id: string) => tableKeyOf(id, definition);
  const itemOf = itemReader(definition);
  const nowSeconds = () => secondsOf(now());

  const outcomeOf = async <T>(writing: Promise<T>): Promise<WriteOutcome<T>> => {
    try {
      return { kind: 'written', result: await reaching(writing) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) { throw error; }
      return error.Item && !isAbsent(error.Item, nowSeconds()) ? { kind: 'refused', current: itemOf(error.Item) } : { kind: 'absent' };
    }
  };

  return {
    insert: async (item) => {
      const outcome = await outcomeOf(client.send(new PutItemCommand({
        TableName: tableName,
        Item: toAttributes(item),
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': partitionKey },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })));
      // The item found is this one when an earlier attempt of the SDK stored it and only the answer was lost.
      if (outcome.kind !== 'written' && !(outcome.kind === 'refused' && isDeepStrictEqual(outcome.current, item))) {
        throw new Error('the id of a new item is taken');
      }
    },

    find: async (id) => {
      // A client that follows the Location of its own POST must find the item: half a capacity unit buys that.
      const { Item: found } = await reaching(client.send(new GetItemCommand({
        TableName: tableName,
        Key: keyOf(id),
        ConsistentRead: true,
      })));
      return found && !isAbsent(found, nowSeconds()) ? itemOf(found) : undefined;
    },

    page: async (limit, after) => {
      const { Items: found = [], LastEvaluatedKey: last } = await reaching(client.send(new ScanCommand({
        TableName: tableName,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: keyOf(after) }),
      })));
      return { items: found.filter((item) => !isAbsent(item, nowSeconds())).map(itemOf), last: last?.[partitionKey]?.S };
    },

    update: (id, { set, remove }, required) => {
      const condition = conditionOf(required, definition, nowSeconds());
      const update = updateOf({ set: toAttributes(set), remove }, now());
      return outcomeOf(client.send(new UpdateItemCommand({
        TableName: tableName,
        Key: keyOf(id),
        UpdateExpression: update.expression,
        ConditionExpression: condition.expression,
        ExpressionAttributeNames: { ...condition.names, ...update.names },
        ExpressionAttributeValues: { ...condition.values, ...update.values },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })).then(({ Attributes: changed = {} }) => itemOf(changed)));
    },

    remove: (id, required) => {
      const condition = conditionOf(required, definition, nowSeconds());
      return outcomeOf(client.send(new DeleteItemCommand({
        TableName: tableName,
        Key: keyOf(id),
        ConditionExpression: condition.expression,
        ExpressionAttributeNames: condition.names,
        ExpressionAttributeValues: condition.values,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })).then(() => undefined));
    },
  };
}

async function reaching<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw storeFailure(error);
  }
}
