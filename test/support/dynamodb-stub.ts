import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDbError } from './dynamodb-limits';
import { pageOf, type PageInput } from './dynamodb-query';
import { StubTable, type Prepared, type WriteInput } from './dynamodb-table';
import { TransactionCanceled, Transactions, type Reason, type TransactionInput } from './dynamodb-transactions';

/** An answer the stub gives instead of its own. */
export interface Fault {
  readonly status: number;
  /** Name of DynamoDB's exception, such as `ThrottlingException`. */
  readonly type: string;
  readonly message?: string;
  /** Why each action of a transaction was not taken. */
  readonly reasons?: readonly Reason[];
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
  /** True when the operation is done all the same: only its answer is lost. */
  readonly answerLost?: boolean;
}

interface Operation {
  readonly takes: readonly string[];
  run(input: Input): unknown;
}

interface Input extends WriteInput, PageInput {
  readonly ReturnValues?: string;
}

const PAGED = ['TableName', 'Limit', 'ExclusiveStartKey', 'ProjectionExpression', 'ExpressionAttributeNames'];
const CONDITIONAL = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues', 'ReturnValuesOnConditionCheckFailure'];

/**
 * DynamoDB over HTTP (AWS JSON 1.0), so that the real SDK, signing and retrying, is part of what is tested: the table
 * named, and those added. It knows the operations listed below with the parameters listed there, refuses what DynamoDB
 * refuses of keys, sizes, numbers and depth, and counts every request. What it was not taught is answered with an
 * error and thrown again by `close`, so that no test passes on a guess.
 */
export class DynamoDbStub {
  /** Operations asked for, in order, the SDK's own retries included. */
  readonly requests: string[] = [];
  /** Runs before an operation reads a table: another client's write, for instance. */
  before?: (operation: string) => void;
  /** The first table. */
  readonly main: StubTable;

  /** Milliseconds for which a transaction holds its items. */
  transactionMs = 0;

  private readonly transactions = new Transactions((input) => this.table(input), refuseUnused);
  private readonly tables = new Map<string, StubTable>();
  private readonly faults: Fault[] = [];
  private readonly untaught: string[] = [];
  private readonly server = createServer((request, response) => { void this.serve(request, response); });
  private readonly operations: { readonly [name: string]: Operation } = {
    PutItem: { takes: ['TableName', 'Item', ...CONDITIONAL], run: (input) => this.put(input) },
    GetItem: { takes: ['TableName', 'Key', 'ConsistentRead'], run: (input) => ({ Item: this.table(input).find(input.Key) }) },
    UpdateItem: { takes: ['TableName', 'Key', 'UpdateExpression', 'ReturnValues', ...CONDITIONAL], run: (input) => this.update(input) },
    DeleteItem: { takes: ['TableName', 'Key', ...CONDITIONAL], run: (input) => this.remove(input) },
    Scan: { takes: PAGED, run: (input) => pageOf(this.table(input), input) },
    Query: { takes: [...PAGED, 'IndexName', 'ConsistentRead', 'ScanIndexForward', 'KeyConditionExpression', 'FilterExpression', 'ExpressionAttributeValues'], run: (input) => pageOf(this.table(input), input) },
    DescribeTable: { takes: ['TableName'], run: (input) => this.describe(input) },
    TransactWriteItems: {
      takes: ['TransactItems', 'ClientRequestToken'],
      run: (input) => this.transactions.run(input as unknown as TransactionInput, () => sleep(this.transactionMs)),
    },
  };

  constructor(readonly tableName: string, partitionKey: string, sortKey?: string) {
    this.main = this.add(tableName, partitionKey, sortKey);
  }

  /** Stored items of the first table by key. */
  get items() { return this.main.items; }

  /** The tables by name. */
  get named(): ReadonlyMap<string, StubTable> { return this.tables; }

  /** Adds a table. */
  add(name: string, partitionKey: string, sortKey?: string): StubTable {
    const table = new StubTable(name, partitionKey, sortKey);
    this.tables.set(name, table);
    return table;
  }

  /** Starts to listen on a free port of 127.0.0.1. @returns the endpoint's URL */
  async listen(): Promise<string> {
    this.server.keepAliveTimeout = 60_000; // a busy machine may leave a connection idle for longer than the 5 s of Node
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
    for (const { items } of this.tables.values()) { items.clear(); }
    this.requests.length = 0;
    this.faults.length = 0;
    this.transactionMs = 0;
    this.before = undefined;
  }

  async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const operation = String(request.headers['x-amz-target']).replace('DynamoDB_20120810.', '');
    this.requests.push(operation);
    const fault = this.faults.shift();
    if (fault?.delayMs) { await sleep(fault.delayMs); }
    if (fault?.answerLost) { await this.run(operation, JSON.parse(Buffer.concat(chunks).toString('utf8'))); }
    if (fault) { return reply(response, fault.status, { __type: `com.amazonaws.dynamodb.v20120810#${fault.type}`, message: fault.message, CancellationReasons: fault.reasons }); }
    try {
      this.before?.(operation);
      reply(response, 200, await this.run(operation, JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    } catch (error) {
      if (!(error instanceof DynamoDbError)) { this.untaught.push(String(error)); }
      const { type, message, item } = error instanceof DynamoDbError ? error : new DynamoDbError('SerializationException', String(error));
      const reasons = error instanceof TransactionCanceled ? error.reasons : undefined;
      reply(response, 400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, Item: item, CancellationReasons: reasons });
    }
  }

  private run(name: string, input: Input): unknown {
    const operation = this.operations[name];
    if (!operation) { throw new Error(`operation ${name}`); }
    const extra = Object.keys(input).filter((parameter) => !operation.takes.includes(parameter));
    if (extra.length > 0) { throw new Error(`${name} with ${extra.join(', ')}`); }
    refuseUnused(input);
    return operation.run(input);
  }

  private table({ TableName }: { readonly TableName: string }): StubTable {
    const table = this.tables.get(TableName);
    if (!table) { throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found'); }
    return table;
  }

  private describe(input: Input) {
    const { partitionKey, sortKey } = this.table(input);
    const keys = [[partitionKey, 'HASH'], ...sortKey === undefined ? [] : [[sortKey, 'RANGE']]];
    return {
      Table: {
        KeySchema: keys.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
        AttributeDefinitions: keys.map(([AttributeName]) => ({ AttributeName, AttributeType: 'S' })),
      },
    };
  }

  private put(input: Input) {
    const table = this.table(input);
    this.apply(table, table.put(input));
    return {};
  }

  private update(input: Input) {
    const table = this.table(input);
    const prepared = table.update(input);
    this.apply(table, prepared);
    if (input.ReturnValues === 'ALL_NEW') { return { Attributes: prepared.next }; }
    if (input.ReturnValues !== undefined) { throw new Error(`ReturnValues ${input.ReturnValues}`); }
    return {};
  }

  private remove(input: Input) {
    const table = this.table(input);
    this.apply(table, table.delete(input));
    return {};
  }

  private apply(table: StubTable, prepared: Prepared) {
    this.transactions.refuseHeld(table, prepared);
    table.apply(prepared);
  }
}

/** DynamoDB takes no placeholder that no expression uses. */
export function refuseUnused(input: object) {
  const entries = Object.entries(input);
  const text = entries.filter(([name]) => name.endsWith('Expression')).map(([, expression]) => expression).join(' ');
  const used = new Set(text.match(/[#:]\w+/g));
  for (const [name, placeholders] of entries.filter(([parameter]) => /^ExpressionAttribute(Names|Values)$/.test(parameter))) {
    const unused = Object.keys(placeholders).filter((placeholder) => !used.has(placeholder));
    if (unused.length > 0 || used.size === 0) {
      throw new DynamoDbError('ValidationException', `Value provided in ${name} unused in expressions: keys: {${unused.join(', ')}}`);
    }
  }
}

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': 'STUB' }).end(JSON.stringify(body));
}
