import { holds, updated, type Attributes, type Placeholders } from './dynamodb-expressions';
import { DynamoDbError, storable } from './dynamodb-limits';
import type { StubIndex } from './dynamodb-query';

/** The parameters of one write to one item, as the operations and the parts of a transaction have them. */
export interface WriteInput {
  readonly TableName: string;
  readonly Item: Attributes;
  readonly Key: Attributes;
  readonly ConditionExpression?: string;
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames?: Placeholders['names'];
  readonly ExpressionAttributeValues?: Placeholders['values'];
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** A write that was found to be possible: what the item becomes, undefined when it is deleted. */
export interface Prepared {
  readonly key: string;
  readonly next?: Attributes;
}

const KEY_BYTES_MAX = { hash: 2048, range: 1024 };

/** One table of the DynamoDB stub. */
export class StubTable {
  /** Stored items by their key's texts, those of a composite key joined by a space; a Scan finds them in this order. */
  readonly items = new Map<string, Attributes>();
  /** Global secondary indexes by name. */
  readonly indexes: { [name: string]: StubIndex } = {};

  constructor(readonly name: string, readonly partitionKey: string, readonly sortKey?: string) {}

  /** The item of exactly this key. */
  find(key: Attributes): Attributes | undefined {
    return this.items.get(this.keyText(key));
  }

  put(input: WriteInput): Prepared {
    const key = this.keyText(this.keyIn(input.Item));
    this.check(input, this.items.get(key));
    return { key, next: storable(input.Item, 'Item size has exceeded the maximum allowed size') };
  }

  update(input: WriteInput): Prepared & { readonly next: Attributes } {
    const key = this.keyText(input.Key);
    const old = this.items.get(key);
    this.check(input, old);
    const next = updated(input.UpdateExpression, old ?? input.Key, placeholdersOf(input));
    return { key, next: storable(next, 'Item size to update has exceeded the maximum allowed size') };
  }

  delete(input: WriteInput): Prepared {
    const key = this.keyText(input.Key);
    this.check(input, this.items.get(key));
    return { key };
  }

  /** Makes a prepared write. */
  apply({ key, next }: Prepared) {
    if (next) { this.items.set(key, next); } else { this.items.delete(key); }
  }

  /** The key's attributes among `attributes`. */
  keyIn(attributes: Attributes): Attributes {
    return Object.fromEntries(this.keyNames.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]]));
  }

  private get keyNames() { return this.sortKey === undefined ? [this.partitionKey] : [this.partitionKey, this.sortKey]; }

  private check(input: WriteInput, item: Attributes | undefined) {
    if (input.ConditionExpression === undefined || holds(input.ConditionExpression, item, placeholdersOf(input))) { return; }
    const shown = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? item : undefined;
    throw new DynamoDbError('ConditionalCheckFailedException', 'The conditional request failed', shown);
  }

  /** A key as `items` has it. */
  keyText(key: Attributes): string {
    if (Object.keys(key).length !== this.keyNames.length) { throw new DynamoDbError('ValidationException', 'The provided key element does not match the schema'); }
    return this.keyNames.map((name) => {
      const value = key[name]?.S;
      const [kind, max] = name === this.partitionKey ? ['hashkey', KEY_BYTES_MAX.hash] : ['rangekey', KEY_BYTES_MAX.range];
      if (typeof value !== 'string') { throw new DynamoDbError('ValidationException', 'The provided key element does not match the schema'); }
      if (value === '') { throw new DynamoDbError('ValidationException', 'The AttributeValue for a key attribute cannot contain an empty string value.'); }
      if (Buffer.byteLength(value) > max) { throw new DynamoDbError('ValidationException', `Size of ${kind} has exceeded the maximum size limit of${max} bytes`); }
      return value;
    }).join(' ');
  }
}

function placeholdersOf(input: WriteInput): Placeholders {
  return { names: input.ExpressionAttributeNames ?? {}, values: input.ExpressionAttributeValues ?? {} };
}
