import { conditionOf, type Presence } from './condition-expression';
import type { Item } from './item';
import { attributesOf } from './item-attributes';
import { tableKeyOf } from './table-key';
import { updateOf, type AttributesChange } from './update-expression';
import type { WriteCondition } from './write-condition';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';

/** The writes of one item, each alone or part of a transaction: what failed its condition is shown. */
export function itemActions(tableName: string, definition: ResourceDefinition) {
  return {
    put: (item: Item) => ({
      TableName: tableName,
      Item: attributesOf(item, definition),
      ConditionExpression: 'attribute_not_exists(#pk)',
      ExpressionAttributeNames: { '#pk': definition.partitionKey },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const),

    /** @param at ISO 8601 @param nowSeconds the same moment */
    update: (id: string, changed: AttributesChange, required: WriteCondition, at: string, nowSeconds: number, presence?: Presence) => {
      const condition = conditionOf(required, definition, nowSeconds, presence);
      const update = updateOf(changed, at);
      return {
        TableName: tableName,
        Key: tableKeyOf(id, definition),
        UpdateExpression: update.expression,
        ConditionExpression: condition.expression,
        ExpressionAttributeNames: { ...condition.names, ...update.names },
        ExpressionAttributeValues: { ...condition.values, ...update.values },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;
    },

    delete: (id: string, required: WriteCondition, nowSeconds: number) => {
      const condition = conditionOf(required, definition, nowSeconds);
      return {
        TableName: tableName,
        Key: tableKeyOf(id, definition),
        ConditionExpression: condition.expression,
        ExpressionAttributeNames: condition.names,
        ExpressionAttributeValues: condition.values,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;
    },
  };
}
