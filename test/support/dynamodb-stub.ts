import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { holds, updated, type Attributes, type AttributeValue, type Placeholders } from './dynamodb-expressions';

/** An answer the stub gives instead of its own. */
export interface Fault {
  readonly status: number;
  /** Name of DynamoDB's exception, such as `ThrottlingException`. */
  readonly type: string;
  readonly message?: string;
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
  /** True when the operation is done all the same: only its answer is lost. */
  readonly answerLost?: boolean;
}

interface Operation {
  readonly takes: readonly string[];
  run(input: Input): unknown;
}

interface Input {
  readonly TableName: string;
  readonly Item: Attributes;
  readonly Key: Attributes;
  readonly ConditionExpression?: string;
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames?: Placeholders['names'];
  readonly ExpressionAttributeValues?: Placeholders['values'];
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Attributes;
}

const ITEM_BYTES_MAX = 400 * 1024;
const CONDITIONAL = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues', 'ReturnValuesOnConditionCheckFailure'];

class DynamoDbError extends Error {
  constructor(readonly type: string, message: string, readonly item?: Attributes) { super(message); }
}

/**
 * One DynamoDB table over HTTP (AWS JSON 1.0), so that the real SDK, signing and retrying, is part of what is tested.
 * It knows PutItem, GetItem, UpdateItem, DeleteItem and Scan with the parameters listed below, refuses what DynamoDB
 * refuses of keys, sizes, numbers and depth, and counts every request. What it was not taught is answered with an
 * error and thrown again by `close`, so that no test passes on a guess.
 */
export class DynamoDbStub {
  /** Operations asked for, in order, the SDK's own retries included. */
  readonly requests: string[] = [];
  /** Stored items by key; a Scan finds them in the order of their keys. */
  readonly items = new Map<string, Attributes>();
  /** Runs before an operation reads the table: another client's write, for instance. */
  before?: (operation: string) => void;

  private readonly faults: Fault[] = [];
  private readonly untaught: string[] = [];
  private readonly server = createServer((request, response) => { void this.serve(request, response); });
  private readonly operations: { readonly [name: string]: Operation } = {
    PutItem: { takes: ['TableName', 'Item', ...CONDITIONAL], run: (input) => this.put(input) },
    GetItem: { takes: ['TableName', 'Key', 'ConsistentRead'], run: ({ Key }) => ({ Item: this.items.get(this.key(Key)) }) },
    UpdateItem: { takes: ['TableName', 'Key', 'UpdateExpression', 'ReturnValues', ...CONDITIONAL], run: (input) => this.update(input) },
    DeleteItem: { takes: ['TableName', 'Key', ...CONDITIONAL], run: (input) => this.remove(input) },
    Scan: { takes: ['TableName', 'Limit', 'ExclusiveStartKey'], run: (input) => this.scan(input) },
  };

  constructor(readonly tableName: string, readonly partitionKey: string) {}

  /** Starts to listen on a free port of 127.0.0.1. @returns the endpoint's URL */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Stops. @throws when it was asked for something it was not taught */
  async close() {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
    if (this.untaught.length > 0) { throw new Error(`the DynamoDB stub was not taught: ${this.untaught.join('; ')}`); }
  }

  /** Answers the next `times` requests with `fault`. */
  fail(fault: Fault, times = 1) {
    for (let i = 0; i < times; i++) { this.faults.push(fault); }
  }

  /** Forgets items, requests and faults. */
  reset() {
    this.items.clear();
    this.requests.length = 0;
    this.faults.length = 0;
    this.before = undefined;
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const operation = String(request.headers['x-amz-target']).replace('DynamoDB_20120810.', '');
    this.requests.push(operation);
    const fault = this.faults.shift();
    if (fault?.delayMs) { await sleep(fault.delayMs); }
    if (fault?.answerLost) { this.run(operation, JSON.parse(Buffer.concat(chunks).toString('utf8'))); }
    if (fault) { return reply(response, fault.status, { __type: `com.amazonaws.dynamodb.v20120810#${fault.type}`, message: fault.message }); }
    try {
      this.before?.(operation);
      reply(response, 200, this.run(operation, JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    } catch (error) {
      if (!(error instanceof DynamoDbError)) { this.untaught.push(String(error)); }
      const { type, message, item } = error instanceof DynamoDbError ? error : new DynamoDbError('SerializationException', String(error));
      reply(response, 400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, Item: item });
    }
  }

  private run(name: string, input: Input): unknown {
    const operation = this.operations[name];
    if (!operation) { throw new Error(`operation ${name}`); }
    const extra = Object.keys(input).filter((parameter) => !operation.takes.includes(parameter));
    if (extra.length > 0) { throw new Error(`${name} with ${extra.join(', ')}`); }
    if (input.TableName !== this.tableName) { throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found'); }
    return operation.run(input);
  }

  private put(input: Input) {
    const key = this.key({ [this.partitionKey]: input.Item[this.partitionKey] });
    this.check(input, this.items.get(key));
    this.items.set(key, storable(input.Item, 'Item size has exceeded the maximum allowed size'));
    return {};
  }

  private update(input: Input) {
    const key = this.key(input.Key);
    const old = this.items.get(key);
    this.check(input, old);
    const next = updated(input.UpdateExpression, old ?? input.Key, placeholdersOf(input));
    this.items.set(key, storable(next, 'Item size to update has exceeded the maximum allowed size'));
    if (input.ReturnValues !== 'ALL_NEW') { throw new Error(`ReturnValues ${input.ReturnValues}`); }
    return { Attributes: next };
  }

  private remove(input: Input) {
    const key = this.key(input.Key);
    this.check(input, this.items.get(key));
    this.items.delete(key);
    return {};
  }

  private scan({ Limit = Infinity, ExclusiveStartKey }: Input) {
    const keys = [...this.items.keys()].sort();
    const start = ExclusiveStartKey ? keys.findIndex((key) => key > this.key(ExclusiveStartKey)) : 0;
    const page = start < 0 ? [] : keys.slice(start, start + Limit);
    const last = start < 0 || start + Limit > keys.length ? undefined : page[page.length - 1];
    return { Items: page.map((key) => this.items.get(key)), ...(last !== undefined && { LastEvaluatedKey: { [this.partitionKey]: { S: last } } }) };
  }

  private check(input: Input, item: Attributes | undefined) {
    if (input.ConditionExpression === undefined || holds(input.ConditionExpression, item, placeholdersOf(input))) { return; }
    const shown = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? item : undefined;
    throw new DynamoDbError('ConditionalCheckFailedException', 'The conditional request failed', shown);
  }

  private key(key: Attributes): string {
    const value = key[this.partitionKey]?.S;
    if (typeof value !== 'string' || Object.keys(key).length !== 1) { throw new DynamoDbError('ValidationException', 'The provided key element does not match the schema'); }
    if (value === '') { throw new DynamoDbError('ValidationException', 'The AttributeValue for a key attribute cannot contain an empty string value.'); }
    if (Buffer.byteLength(value) > 2048) { throw new DynamoDbError('ValidationException', 'Size of hashkey has exceeded the maximum size limit of2048 bytes'); }
    return value;
  }
}

function placeholdersOf(input: Input): Placeholders {
  return { names: input.ExpressionAttributeNames ?? {}, values: input.ExpressionAttributeValues ?? {} };
}

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

/** The item, or DynamoDB's refusal of it (Constraints in Amazon DynamoDB). */
function storable(item: Attributes, tooLarge: string): Attributes {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) { bytes += Buffer.byteLength(name) + sizeOf(value, 1); }
  if (bytes > ITEM_BYTES_MAX) { throw new DynamoDbError('ValidationException', tooLarge); }
  return item;
}

function sizeOf(attribute: AttributeValue, depth: number): number {
  if (depth > 32) { throw new DynamoDbError('ValidationException', 'Nesting Levels have exceeded supported limits'); }
  const entries = Object.entries(attribute);
  if (entries.length !== 1) { throw new DynamoDbError('ValidationException', 'Supplied AttributeValue must contain exactly one of the supported datatypes'); }
  const [type, value] = entries[0];
  switch (type) {
    case 'S': return Buffer.byteLength(value as string);
    case 'N': return numberSize(value as string);
    case 'BOOL':
    case 'NULL': return 1;
    case 'L': return (value as AttributeValue[]).reduce((sum, element) => sum + 1 + sizeOf(element, depth + 1), 3);
    case 'M': return Object.entries(value as Attributes).reduce((sum, [name, member]) => sum + 1 + Buffer.byteLength(name) + sizeOf(member, depth + 1), 3);
    default: throw new Error(`attribute type ${type}`);
  }
}

function numberSize(text: string): number {
  const match = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) { throw new DynamoDbError('ValidationException', 'The parameter cannot be converted to a numeric value'); }
  const all = match[1] + (match[2] ?? '');
  const digits = all.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') { return 1; }
  const magnitude = match[1].length + Number(match[3] ?? 0) - 1 - (all.length - all.replace(/^0+/, '').length);
  if (digits.length > 38) { throw new DynamoDbError('ValidationException', 'Attempting to store more than 38 significant digits in a Number'); }
  if (magnitude > 125 || magnitude < -130) { throw new DynamoDbError('ValidationException', 'Number overflow. Attempting to store a number with magnitude out of the supported range'); }
  return Math.ceil(digits.length / 2) + 1;
}
