import { conditionOf, type Presence } from './condition-expression';
import type { Item } from './item';
import { attributesOf } from './item-attributes';
import { tableKeyOf } from './table-key';
import { updateOf, type AttributesChange } from './update-expression';
import type { WriteCondition } from './write-condition';
import { traceOf, type WriteOrigin } from './write-origin';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';

/**
 * The writes of one item, each alone or part of a transaction: what failed its condition is shown.
 * @param origin the request that makes them, where it is to be left with the item
 */
export function itemActions(tableName: string, definition: ResourceDefinition, origin?: WriteOrigin) {
  const trace: AttributesChange = origin ? traceOf(origin) : { set: {}, remove: [] };
  return {
    put: (item: Item) => ({
      TableName: tableName,
      Item: { ...attributesOf(item, definition), ...trace.set },
      ConditionExpression: 'attribute_not_exists(#pk)',
      ExpressionAttributeNames: { '#pk': definition.partitionKey },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const),

    /** @param at ISO 8601 @param nowSeconds the same moment */
    update: (id: string, changed: AttributesChange, required: WriteCondition, at: string, nowSeconds: number, presence?: Presence) => {
      const condition = conditionOf(required, definition, nowSeconds, presence);
      const update = updateOf({ set: { ...changed.set, ...trace.set }, remove: [...changed.remove, ...trace.remove] }, at);
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
