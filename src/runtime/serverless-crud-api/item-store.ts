import { isDeepStrictEqual } from 'node:util';
import {
  ConditionalCheckFailedException, DeleteItemCommand, GetItemCommand, PutItemCommand, UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { conditionOf, type Presence } from './condition-expression';
import type { ItemStore } from './crud-ports';
import type { WriteOutcome } from './item';
import { attributesOf, changedAttributesOf, deletionOf, restorationOf } from './item-attributes';
import { storeFailure } from './store-failures';
import { hasExpired, isAbsent, itemReader, secondsOf, type Attributes } from './stored-item';
import { tableKeyOf } from './table-key';
import { updateOf, type AttributesChange } from './update-expression';
import type { WriteCondition } from './write-condition';
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
  const isAbsentNow = (attributes: Attributes) => isAbsent(attributes, nowSeconds());
  const hasExpiredNow = (attributes: Attributes) => hasExpired(attributes, nowSeconds());

  const outcomeOf = async <T>(writing: Promise<T>, isGone = isAbsentNow): Promise<WriteOutcome<T>> => {
    try {
      return { kind: 'written', result: await reaching(writing) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) { throw error; }
      return error.Item && !isGone(error.Item) ? { kind: 'refused', current: itemOf(error.Item) } : { kind: 'absent' };
    }
  };

  const change = (id: string, changed: AttributesChange, required: WriteCondition, presence?: Presence) => {
    const condition = conditionOf(required, definition, nowSeconds(), presence);
    const update = updateOf(changed, now());
    return outcomeOf(client.send(new UpdateItemCommand({
      TableName: tableName,
      Key: keyOf(id),
      UpdateExpression: update.expression,
      ConditionExpression: condition.expression,
      ExpressionAttributeNames: { ...condition.names, ...update.names },
      ExpressionAttributeValues: { ...condition.values, ...update.values },
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })).then(({ Attributes: after = {} }) => itemOf(after)), presence === 'deleted' ? hasExpiredNow : isAbsentNow);
  };

  const forget = (id: string, required: WriteCondition) => {
    const condition = conditionOf(required, definition, nowSeconds());
    return outcomeOf(client.send(new DeleteItemCommand({
      TableName: tableName,
      Key: keyOf(id),
      ConditionExpression: condition.expression,
      ExpressionAttributeNames: condition.names,
      ExpressionAttributeValues: condition.values,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })).then(() => undefined));
  };

  return {
    insert: async (item) => {
      const outcome = await outcomeOf(client.send(new PutItemCommand({
        TableName: tableName,
        Item: attributesOf(item, definition),
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
      return found && !isAbsentNow(found) ? itemOf(found) : undefined;
    },

    update: (id, changed, required) => change(id, changedAttributesOf(id, changed, definition), required),

    remove: async (id, required) => {
      if (definition.restorableForSeconds === undefined) { return forget(id, required); }
      const outcome = await change(id, deletionOf(id, now(), definition), required);
      return outcome.kind === 'written' ? { kind: 'written', result: undefined } : outcome;
    },

    restore: (id, required) => change(id, restorationOf(id, definition), required, 'deleted'),
  };
}

async function reaching<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw storeFailure(error);
  }
}
