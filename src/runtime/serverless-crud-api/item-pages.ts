import { QueryCommand, ScanCommand, type DynamoDBClient, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { fromAttribute, toAttribute } from './attribute-values';
import { keyBelow } from './key-order';
import { keyPartsOf, type IndexUse, type KeyPart, type ListPlan } from './list-plan';
import { fillPage, type Filled, type Found, type Place, type Position } from './page-fill';
import { shardKeyOf } from './shards';
import { storeFailure } from './store-failures';
import { isAbsent, secondsOf, type Attributes } from './stored-item';
import { DELETED_AT, EXPIRES_AT, PAGE_READS_MAX, shardAttributeOf, type ResourceDefinition } from '../../contract/serverless-crud-api';
import type { JsonObject, JsonValue } from '../kit/json';

/** Where lists are read. */
export interface ItemPages {
  /**
   * Up to `limit` items from `places`, in the list's order. One request a partition, and up to PAGE_READS_MAX more
   * where items are dropped; fewer items than `limit`, and a way on, when these don't suffice.
   */
  page(plan: ListPlan, limit: number, places: readonly Place[]): Promise<Filled<JsonObject>>;
}

/** What Query and Scan share. */
type Request = Pick<QueryCommandInput, 'TableName' | 'Limit' | 'ExclusiveStartKey' | 'ProjectionExpression' | 'ExpressionAttributeNames'>;

/** Bytes of a page in Lambda's answer, which holds 6 MB, as a JSON text in JSON; the rest is for its headers. */
const PAGE_BYTES_MAX = 5_000_000;
/** No read begins later than this after the first: one takes up to 4 s, and the function has 10. */
const FILL_MS_MAX = 5_000;

/** The items of a DynamoDB table and its indexes, a page at a time. @param now ISO 8601, UTC */
export function itemPages(client: DynamoDBClient, tableName: string, definition: ResourceDefinition, now: () => string): ItemPages {
  return {
    page: (plan, limit, places) => {
      const { by, shown } = plan;
      const parts = keyPartsOf(definition, by?.index);
      const nowSeconds = secondsOf(now());
      const start = performance.now();

      const foundOf = (attributes: Attributes): Found<JsonObject> => {
        const position = positionOf(attributes, parts);
        return { item: itemOf(attributes, shown), position, order: parts[0].type === 'number' ? Number(position[0]) : position[0] };
      };
      const readPart = async (partition: number, rows: number, after?: Position) => {
        const key = by ? partitionOf(by, partition) : {};
        const request = {
          TableName: tableName,
          Limit: rows,
          ...projectionOf(plan, parts),
          ...(after && { ExclusiveStartKey: { ...key, ...keyOf(after, parts) } }),
        };
        const { Items = [], ScannedCount, LastEvaluatedKey } = await send(client, request, by, key);
        const present = Items.filter((attributes) => !isAbsent(attributes, nowSeconds));
        return {
          found: present.map(foundOf),
          examined: ScannedCount ?? Items.length,
          last: LastEvaluatedKey && positionOf(LastEvaluatedKey, parts),
        };
      };
      return fillPage(readPart, places, {
        limit,
        descending: by?.descending ?? false,
        furtherReads: PAGE_READS_MAX,
        mayReadOn: () => performance.now() - start < FILL_MS_MAX,
        sizeOf: sizeInAnswer,
        sizeMax: PAGE_BYTES_MAX,
      });
    },
  };
}

async function send(client: DynamoDBClient, request: Request, by: IndexUse | undefined, partition: Attributes) {
  try {
    return await (by ? client.send(new QueryCommand(queryOf(request, by, partition))) : client.send(new ScanCommand(request)));
  } catch (error) {
    throw storeFailure(error);
  }
}

function queryOf(request: Request, { index, bounds, descending, filters }: IndexUse, partition: Attributes): QueryCommandInput {
  const [[partitionName, partitionValue]] = Object.entries(partition);
  const names: Record<string, string> = { ...request.ExpressionAttributeNames, '#p': partitionName };
  const values: Attributes = { ':p': partitionValue };
  const range = rangeOf(bounds);
  if (range) {
    names['#o'] = index.sortKey;
    range.values.forEach((value, i) => { values[`:o${i}`] = toAttribute(value); });
  }
  const clauses = filters.map(([name, value], i) => {
    names[`#f${i}`] = name;
    values[`:f${i}`] = toAttribute(value);
    return `#f${i} = :f${i}`;
  });
  return {
    ...request,
    IndexName: index.name,
    ScanIndexForward: !descending,
    KeyConditionExpression: `#p = :p${range ? ` AND #o ${range.condition}` : ''}`,
    ...(clauses.length > 0 && { FilterExpression: clauses.join(' AND ') }),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

/** The one condition that a key condition takes on the sort key. */
function rangeOf({ from, below }: IndexUse['bounds']) {
  if (from !== undefined && below !== undefined) { return { condition: 'BETWEEN :o0 AND :o1', values: [from, keyBelow(below)!] }; }
  if (from !== undefined) { return { condition: '>= :o0', values: [from] }; }
  return below === undefined ? undefined : { condition: '< :o0', values: [below] };
}

/** The partition key of an index, always made of the request's own value. */
function partitionOf({ index, value }: IndexUse, partition: number): Attributes {
  return index.shards > 1 ? { [shardAttributeOf(index)]: { S: shardKeyOf(value, partition)! } } : { [index.partitionKey]: toAttribute(value) };
}

function positionOf(attributes: Attributes, parts: readonly KeyPart[]): Position {
  return parts.map(({ name }) => attributes[name].S ?? attributes[name].N!);
}

function keyOf(position: Position, parts: readonly KeyPart[]): Attributes {
  return Object.fromEntries(parts.map(({ name, type }, i) => [name, type === 'number' ? { N: position[i] } : { S: position[i] }]));
}

/** An index with a projection of its own is asked for all it holds: DynamoDB refuses a name that it doesn't hold. */
function projectionOf({ by, shown, narrowed }: ListPlan, parts: readonly KeyPart[]): Partial<Request> {
  if (!narrowed || by?.index.projected) { return {}; }
  const names = [...new Set([...shown, ...parts.map(({ name }) => name), EXPIRES_AT, DELETED_AT])].map((name, i) => [`#a${i}`, name]);
  return { ProjectionExpression: names.map(([placeholder]) => placeholder).join(), ExpressionAttributeNames: Object.fromEntries(names) };
}

function itemOf(attributes: Attributes, shown: readonly string[]): JsonObject {
  const item: { [name: string]: JsonValue } = {};
  for (const name of shown) {
    if (Object.hasOwn(attributes, name)) { item[name] = fromAttribute(attributes[name]); }
  }
  return item;
}

/** Bytes of an item's JSON inside of another JSON text; for a short one an upper bound, three a character and two for an escape. */
function sizeInAnswer(item: JsonObject): number {
  const text = JSON.stringify(item);
  return text.length < 4_096 ? text.length * 3 : Buffer.byteLength(JSON.stringify(text));
}
