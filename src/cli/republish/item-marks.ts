import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException, DescribeTableCommand, paginateQuery, paginateScan, UpdateItemCommand, type AttributeValue, type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { isIn, type ItemRange } from './item-range';
import { REPUBLISH, type RepublishAs } from '../../contract/order-events-pipeline';
import { DELETED_AT, EXPIRES_AT } from '../../contract/serverless-crud-api';
import type { JsonObject } from '../../runtime/kit/json';
import { jsonOf, type StreamAttributes } from '../../runtime/order-events-pipeline/stream-attributes';
import type { Aws } from '../aws';
import { CommandError } from '../command';
import type { Publisher } from '../pipeline-publisher';

type Attributes = Record<string, AttributeValue>;

/** An item in the range, by as much of it as the range and the events' types need. */
export interface Found {
  readonly key: Attributes;
  readonly item: JsonObject;
}

/** The items of a range, and the mark that has each published again. */
export class ItemMarks {
  static async of(publisher: Publisher, { dynamodb }: Aws): Promise<ItemMarks> {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: publisher.tableName }));
    const names = (Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName!);
    const type = Table?.AttributeDefinitions?.find(({ AttributeName }) => AttributeName === names[0])?.AttributeType;
    return new ItemMarks(dynamodb, publisher, names[0], type === 'N' ? 'N' : 'S', names);
  }

  private constructor(
    private readonly client: Aws['dynamodb'], private readonly publisher: Publisher, private readonly partitionKey: string,
    private readonly partitionType: 'S' | 'N', private readonly keyNames: readonly string[],
  ) {}

  /**
   * Reads the table, or the items of the keys given, and passes over what has expired.
   * @throws CommandError for keys that are not there
   */
  async* find(range: ItemRange): AsyncGenerator<Found> {
    const now = Date.now() / 1_000;
    const missing = new Set(range.keys);
    for await (const { Items = [] } of this.pages(range)) {
      for (const attributes of Items) {
        const item = jsonOf(attributes as StreamAttributes);
        missing.delete(String(item[this.partitionKey]));
        if (!(Number(item[EXPIRES_AT]) <= now) && isIn(range, item)) {
          yield { key: Object.fromEntries(this.keyNames.map((name) => [name, attributes[name]])), item };
        }
      }
    }
    if (missing.size > 0) { throw new CommandError(`not found in ${this.publisher.tableName}: ${[...missing].join(', ')}`); }
  }

  /** @returns false when the item is no longer there */
  async mark({ key }: Found, as: RepublishAs): Promise<boolean> {
    try {
      await this.client.send(new UpdateItemCommand({
        TableName: this.publisher.tableName,
        Key: key,
        UpdateExpression: 'SET #mark = :mark',
        ConditionExpression: 'attribute_exists(#key)',
        ExpressionAttributeNames: { '#mark': REPUBLISH, '#key': this.partitionKey },
        ExpressionAttributeValues: { ':mark': { S: `${as}#${randomUUID()}` } },
      }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) { return false; }
      throw error;
    }
  }

  private async* pages({ keys, timeAttribute, where }: ItemRange): AsyncGenerator<Pick<QueryCommandOutput, 'Items'>> {
    const { tableName: TableName, definition: { cancelledWhen } } = this.publisher;
    const asked = [timeAttribute, ...where.keys(), ...cancelledWhen ? [cancelledWhen.attribute] : []];
    const read = new Set([...this.keyNames, EXPIRES_AT, DELETED_AT, ...asked]);
    const names = Object.fromEntries([...read].map((name, i) => [`#n${i}`, name]));
    const common = { TableName, ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };
    if (keys.length === 0) { return yield* paginateScan({ client: this.client }, common); }
    for (const key of keys) {
      yield* paginateQuery({ client: this.client }, {
        ...common, KeyConditionExpression: '#n0 = :key', ExpressionAttributeValues: { ':key': this.partitionType === 'N' ? { N: key } : { S: key } },
      });
    }
  }
}
