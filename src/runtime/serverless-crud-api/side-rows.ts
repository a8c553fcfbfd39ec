import { createHash } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { IdempotencyKey, RememberedAnswer } from './crud-ports';
import type { Item } from './item';
import type { Attributes } from './stored-item';
import { SIDE_TABLE_EXPIRES_AT, SIDE_TABLE_KEY, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { canonicalJson } from '../kit/canonical-json';
import { deflated, inflated } from '../kit/deflated';
import type { JsonValue } from '../kit/json';

/**
 * Characters of an answer that is kept as it is: at most 300 KB. An item of 400 KB is longer in an answer, for its names, quotes and escapes,
 * and this row holds 400 KB as well.
 */
const PLAIN_LENGTH_MAX = 100_000;

/** What happens to a unique value's row, beside the item. */
export interface UniqueAction {
  readonly property: string;
  readonly action: TransactWriteItem;
  /** True where a row that is another item's is left to it: a value that was never claimed, being older than the rule. */
  readonly optional: boolean;
}

/** Rows of one side table. A row past its end is as good as gone. */
export function sideRows(tableName: string, definition: ResourceDefinition) {
  const { name: resource, partitionKey, unique, idempotencyKeySeconds } = definition;

  const uniqueKeyOf = (property: string, value: JsonValue) => `unique#${resource}#${property}#${sha256(canonicalJson(value))}`;
  const idempotencyKeyOf = ({ sub, key }: IdempotencyKey) => `idempotency#${resource}#${sub}#${sha256(key)}`;

  /** @param expiresAt seconds since 1970; never when undefined */
  const claim = (property: string, value: JsonValue, id: string, nowSeconds: number, expiresAt?: number): TransactWriteItem => ({
    Put: {
      TableName: tableName,
      Item: { [SIDE_TABLE_KEY]: { S: uniqueKeyOf(property, value) }, id: { S: id }, ...endOf(expiresAt) },
      ConditionExpression: 'attribute_not_exists(#key) OR #id = :id OR #expiresAt <= :now',
      ExpressionAttributeNames: { '#key': SIDE_TABLE_KEY, '#id': 'id', '#expiresAt': SIDE_TABLE_EXPIRES_AT },
      ExpressionAttributeValues: { ':id': { S: id }, ':now': { N: String(nowSeconds) } },
    },
  });
  const release = (property: string, value: JsonValue, id: string): TransactWriteItem => ({
    Delete: {
      TableName: tableName,
      Key: { [SIDE_TABLE_KEY]: { S: uniqueKeyOf(property, value) } },
      ConditionExpression: 'attribute_not_exists(#key) OR #id = :id',
      ExpressionAttributeNames: { '#key': SIDE_TABLE_KEY, '#id': 'id' },
      ExpressionAttributeValues: { ':id': { S: id } },
    },
  });
  const uniqueValues = (item: { readonly [name: string]: JsonValue | undefined }) => unique.flatMap((property) => {
    const value = item[property];
    return value === undefined || value === null ? [] : [{ property, value }];
  });

  return {
    /** Claims every unique value of an item, to the end given. */
    claims: (item: Item, nowSeconds: number, expiresAt: number | undefined, optional = false): UniqueAction[] => {
      const id = String(item[partitionKey]);
      return uniqueValues(item).map(({ property, value }) => ({ property, optional, action: claim(property, value, id, nowSeconds, expiresAt) }));
    },

    /** Frees every unique value of an item. */
    releases: (item: Item): UniqueAction[] => (
      uniqueValues(item).map(({ property, value }) => ({ property, optional: true, action: release(property, value, String(item[partitionKey])) }))
    ),

    /** Frees and claims what differs between an item and what becomes of it. */
    moves: (before: Item, after: Item, nowSeconds: number, expiresAt: number | undefined): UniqueAction[] => {
      const id = String(before[partitionKey]);
      const differs = (property: string) => canonicalJson(before[property] ?? null) !== canonicalJson(after[property] ?? null);
      return [
        ...uniqueValues(before).filter(({ property }) => differs(property))
          .map(({ property, value }) => ({ property, optional: true, action: release(property, value, id) })),
        ...uniqueValues(after).filter(({ property }) => differs(property))
          .map(({ property, value }) => ({ property, optional: false, action: claim(property, value, id, nowSeconds, expiresAt) })),
      ];
    },

    /** Remembers the answer under the key, unless there is one already. */
    remember: (key: IdempotencyKey, { status, headers, body }: RememberedAnswer, nowSeconds: number): TransactWriteItem => ({
      Put: {
        TableName: tableName,
        Item: {
          [SIDE_TABLE_KEY]: { S: idempotencyKeyOf(key) },
          fingerprint: { S: sha256(key.sent) },
          status: { N: String(status) },
          headers: { M: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { S: value }])) },
          body: body.length > PLAIN_LENGTH_MAX ? { B: deflated(body) } : { S: body },
          ...endOf(nowSeconds + idempotencyKeySeconds),
        },
        ConditionExpression: 'attribute_not_exists(#key) OR #expiresAt <= :now',
        ExpressionAttributeNames: { '#key': SIDE_TABLE_KEY, '#expiresAt': SIDE_TABLE_EXPIRES_AT },
        ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    }),

    /** Where the answer of this key is. */
    placeOf: (key: IdempotencyKey) => ({ TableName: tableName, Key: { [SIDE_TABLE_KEY]: { S: idempotencyKeyOf(key) } } }),

    /** The answer that a row remembers, and whether it is this request's. */
    recalled: (row: Attributes, { sent }: IdempotencyKey): { readonly same: boolean; readonly answer: RememberedAnswer } => ({
      same: row.fingerprint.S === sha256(sent),
      answer: {
        status: Number(row.status.N),
        headers: Object.fromEntries(Object.entries(row.headers.M!).map(([name, value]) => [name, value.S!])),
        body: row.body.S ?? inflated(row.body.B!),
      },
    }),

    /** True when the row's end has come. */
    hasEnded: ({ [SIDE_TABLE_EXPIRES_AT]: end }: Attributes, nowSeconds: number): boolean => end?.N !== undefined && Number(end.N) <= nowSeconds,
  };
}

function endOf(seconds: number | undefined): Attributes {
  return seconds === undefined ? {} : { [SIDE_TABLE_EXPIRES_AT]: { N: String(seconds) } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
