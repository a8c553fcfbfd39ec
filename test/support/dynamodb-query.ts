import { createHash } from 'node:crypto';
import { holds, type Attributes, type AttributeValue, type Placeholders } from './dynamodb-expressions';
import { bytesOf, DynamoDbError } from './dynamodb-limits';
import type { StubTable } from './dynamodb-table';

/** A global secondary index of the stub. */
export interface StubIndex {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** What it holds besides the keys; all of an item when undefined. */
  readonly projected?: readonly string[];
}

/** The parameters of Query and Scan. */
export interface PageInput {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Attributes;
  readonly ScanIndexForward?: boolean;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Placeholders['names'];
  readonly ExpressionAttributeValues?: Placeholders['values'];
}

interface Row {
  /** The table's key as text. */
  readonly key: string;
  readonly attributes: Attributes;
}

interface KeyCondition {
  readonly partition: AttributeValue;
  readonly range?: readonly [comparator: string, ...values: AttributeValue[]];
}

const PAGE_BYTES_MAX = 1024 * 1024;
const KEY_CONDITION = /^(#\w+) ?= ?(:\w+)(?: AND (#\w+) ?(?:(<|>=) ?(:\w+)|BETWEEN (:\w+) AND (:\w+)))?$/;

/** One page of a Scan of the table, of a Query of it, or of a Query of one of its indexes: up to `Limit` rows, or 1 MB, before the filter. */
export function pageOf(table: StubTable, input: PageInput) {
  refuseUnused(input);
  const index = input.IndexName === undefined ? undefined : indexOf(table, input);
  const rows = index ? queried(table, index, input) : scanned(table, input);
  const page: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    page.push(row);
    bytes += bytesOf(row.attributes);
    if (page.length === input.Limit || bytes >= PAGE_BYTES_MAX) { break; }
  }
  const isCut = page.length === input.Limit || page.length < rows.length;
  const keyNames = [...(index ? [index.partitionKey, index.sortKey] : []), ...Object.keys(page.length > 0 ? table.keyIn(page[0].attributes) : {})];
  const found = page.map(({ attributes }) => held(attributes, index, keyNames)).filter((attributes) => meets(attributes, index, input));
  return {
    Items: found.map((attributes) => projected(attributes, input)),
    Count: found.length,
    ScannedCount: page.length,
    ...(isCut && page.length > 0 && { LastEvaluatedKey: pick(page[page.length - 1].attributes, keyNames) }),
  };
}

function scanned(table: StubTable, input: PageInput): Row[] {
  const { ExclusiveStartKey } = input;
  const after = ExclusiveStartKey && (table.find(ExclusiveStartKey), keyText(table, ExclusiveStartKey));
  const rows = rowsOf(table).filter(({ key, attributes }) => (after === undefined || key > after) && isOf(attributes, input));
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** True for a Scan, and for the items of a Query's key condition. */
function isOf(attributes: Attributes, input: PageInput) {
  const { KeyConditionExpression: condition, ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
  return condition === undefined || holds(condition, attributes, { names, values });
}

function queried(table: StubTable, index: StubIndex, input: PageInput): Row[] {
  const condition = keyCondition(index, input);
  const isIn = ({ [index.partitionKey]: partition, [index.sortKey]: sort }: Attributes) => (
    same(partition, condition.partition) && sort !== undefined && isInRange(sort, condition)
  );
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const compare = (a: Row, b: Row) => direction * (order(a.attributes[index.sortKey], b.attributes[index.sortKey]) || tieOrder(a.key, b.key));
  const rows = rowsOf(table).filter(({ attributes }) => isIn(attributes)).sort(compare);
  const start = input.ExclusiveStartKey;
  if (!start) { return rows; }
  const own = Object.keys(table.keyIn(start));
  const names = new Set([index.partitionKey, index.sortKey, ...own]);
  table.find(table.keyIn(start)); // refuses a key that the table can't have
  if (Object.keys(start).length !== names.size || ![...names].every((name) => name in start)) { throw invalid('The provided starting key is invalid'); }
  if (!isIn(start)) { throw invalid('The provided starting key is outside query boundaries based on provided conditions'); }
  return rows.filter((row) => compare(row, { key: keyText(table, start), attributes: start }) > 0);
}

function keyCondition(index: StubIndex, input: PageInput): KeyCondition {
  const { KeyConditionExpression = '', ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
  const match = KEY_CONDITION.exec(KeyConditionExpression);
  if (!match) { throw new Error(`the stub can't read the key condition "${KeyConditionExpression}"`); }
  const [, partitionName, partition, sortName, comparator, bound, from, to] = match;
  if (names[partitionName] !== index.partitionKey || (sortName !== undefined && names[sortName] !== index.sortKey)) {
    throw invalid('Query condition missed key schema element');
  }
  checkKey(values[partition], 2048);
  if (sortName === undefined) { return { partition: values[partition] }; }
  const bounds = (bound === undefined ? [from, to] : [bound]).map((name) => values[name]);
  bounds.forEach((value) => checkKey(value, 1024));
  if (bounds.length === 2 && order(bounds[0], bounds[1]) > 0) { throw invalid('The BETWEEN operator requires upper bound to be greater than or equal to lower bound'); }
  return { partition: values[partition], range: [comparator ?? 'BETWEEN', ...bounds] };
}

function isInRange(value: AttributeValue, { range }: KeyCondition): boolean {
  if (!range) { return true; }
  const [comparator, first, last] = range;
  const toFirst = order(value, first);
  if (comparator === '<') { return toFirst < 0; }
  return toFirst >= 0 && (comparator === '>=' || order(value, last) <= 0);
}

function meets(attributes: Attributes, index: StubIndex | undefined, input: PageInput): boolean {
  if (input.FilterExpression === undefined) { return true; }
  const names = [...input.FilterExpression.matchAll(/#\w+/g)].map(([name]) => input.ExpressionAttributeNames?.[name]);
  if (index && names.some((name) => name === index.partitionKey || name === index.sortKey)) {
    throw invalid('Filter Expression can only contain non-primary key attributes');
  }
  return holds(input.FilterExpression, attributes, { names: input.ExpressionAttributeNames ?? {}, values: input.ExpressionAttributeValues ?? {} });
}

/** What an index holds of an item. */
function held(attributes: Attributes, index: StubIndex | undefined, keyNames: readonly string[]): Attributes {
  return index?.projected ? pick(attributes, [...keyNames, ...index.projected]) : attributes;
}

function projected(attributes: Attributes, { ProjectionExpression, ExpressionAttributeNames: names = {} }: PageInput): Attributes {
  if (ProjectionExpression === undefined) { return attributes; }
  const wanted = ProjectionExpression.split(',').map((name) => names[name.trim()]);
  if (new Set(wanted).size < wanted.length || wanted.includes(undefined as never)) { throw invalid('Two document paths overlap with each other'); }
  return pick(attributes, wanted);
}

function indexOf(table: StubTable, { IndexName, ProjectionExpression }: PageInput): StubIndex {
  const index = table.indexes[IndexName!];
  if (!index) { throw invalid('The table does not have the specified index'); }
  if (index.projected && ProjectionExpression !== undefined) { throw new Error('a projection of an index that has one'); }
  return index;
}

function refuseUnused(input: PageInput) {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const used = new Set(`${KeyConditionExpression} ${FilterExpression} ${ProjectionExpression}`.match(/[#:]\w+/g) ?? []);
  const unused = [...Object.keys(ExpressionAttributeNames ?? {}), ...Object.keys(ExpressionAttributeValues ?? {})].filter((name) => !used.has(name));
  if (unused.length > 0) { throw invalid(`Value provided in ExpressionAttributeNames or -Values unused in expressions: keys: {${unused.join(', ')}}`); }
}

function checkKey(value: AttributeValue | undefined, bytesMax: number) {
  const text = value?.S;
  if (value?.N === undefined && typeof text !== 'string') { throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type'); }
  if (text === '') { throw invalid('One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value.'); }
  if (typeof text === 'string' && Buffer.byteLength(text) > bytesMax) { throw invalid('One or more parameter values were invalid: the size of a key has exceeded its limit'); }
}

function rowsOf(table: StubTable): Row[] {
  return [...table.items].map(([key, attributes]) => ({ key, attributes }));
}

function keyText(table: StubTable, attributes: Attributes): string {
  return Object.values(table.keyIn(attributes)).map(({ S }) => S).join(' ');
}

function pick(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(names.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]]));
}

function same(a: AttributeValue | undefined, b: AttributeValue): boolean {
  return a !== undefined && Object.keys(a)[0] === Object.keys(b)[0] && order(a, b) === 0;
}

function order(a: AttributeValue, b: AttributeValue): number {
  return a.N === undefined ? Buffer.compare(Buffer.from(String(a.S)), Buffer.from(String(b.S))) : Number(a.N) - Number(b.N);
}

/** Rows of one sort key come in an order that DynamoDB does not tell, the same each time. */
function tieOrder(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(digestOf(a), digestOf(b));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function invalid(message: string) {
  return new DynamoDbError('ValidationException', message);
}
