import { ConditionalCheckFailedException, GetItemCommand, TransactionCanceledException, TransactWriteItemsCommand, UpdateItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { InvoicePorts } from './issue-invoice-flow';
import type { InvoiceRecord, InvoiceRefusal } from './offer-invoice-flow';
import { INVOICES_KEY } from '../../contract/order-events-pipeline';
import { backoffMs } from '../kit/backoff';

export interface InvoiceNumberStore extends Pick<InvoicePorts, 'reserve' | 'issued' | 'refused'> {
  find(orderId: string): Promise<InvoiceRecord | InvoiceRefusal | undefined>;
}

type Attributes = Record<string, AttributeValue>;

/** An order that has a number keeps it, whatever comes of a later event. */
const WITHOUT_NUMBER = { ConditionExpression: 'attribute_not_exists(#number)', ExpressionAttributeNames: { '#number': 'number' } };

/** Attempts at a number while other workers take theirs: each costs two requests. */
const ATTEMPTS_MAX = 12;

/**
 * Numbers in one DynamoDB table: `series#<name>` holds the last of a series, `order#<id>` an order's own. Both change in one
 * transaction, so that no number is taken without its order and no order has two. Clocks differ, and a worker may have waited: the
 * series holds when its last number was issued, too, so that none is issued before the one that it follows. An order's row without
 * a number holds why it was refused.
 */
export function invoiceNumberStore(client: DynamoDBClient, tableName: string): InvoiceNumberStore {
  const keyOf = (kind: 'order' | 'series', name: string) => ({ [INVOICES_KEY]: { S: `${kind}#${name}` } });
  const read = async (kind: 'order' | 'series', name: string): Promise<Attributes | undefined> =>
    (await client.send(new GetItemCommand({ TableName: tableName, Key: keyOf(kind, name), ConsistentRead: true }))).Item;

  // One process takes one number at a time: those of a batch would only be in one another's way.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    find: async (orderId) => {
      const found = await read('order', orderId);
      return found && (found.number ? recordOf(found) : { refusal: found.refusal.S! });
    },

    reserve: ({ orderId, owner }, series, now) => inTurn(async () => {
      for (let attempt = 1; ; attempt++) {
        const [known, row] = await Promise.all([read('order', orderId), read('series', series)]);
        if (known?.number) { return recordOf(known); }
        const last = Number(row?.last?.N ?? '0');
        const number = last + 1;
        const before = row?.issuedAt?.S ?? '';
        const issuedAt = before > now ? before : now;
        try {
          await client.send(new TransactWriteItemsCommand({
            TransactItems: [
              {
                Put: {
                  TableName: tableName,
                  Item: {
                    ...keyOf('order', orderId),
                    series: { S: series },
                    number: { N: String(number) },
                    issuedAt: { S: issuedAt },
                    ...(owner && { owner: { S: owner } }),
                  },
                  ...WITHOUT_NUMBER,
                },
              },
              {
                Update: {
                  TableName: tableName,
                  Key: keyOf('series', series),
                  UpdateExpression: 'SET #last = :number, #issuedAt = :issuedAt',
                  ConditionExpression: last === 0 ? 'attribute_not_exists(#last)' : '#last = :last',
                  ExpressionAttributeNames: { '#last': 'last', '#issuedAt': 'issuedAt' },
                  ExpressionAttributeValues: {
                    ':number': { N: String(number) }, ':issuedAt': { S: issuedAt }, ...(last > 0 && { ':last': { N: String(last) } }),
                  },
                },
              },
            ],
          }));
          return { series, number, issuedAt };
        } catch (error) {
          if (!(error instanceof TransactionCanceledException) || attempt === ATTEMPTS_MAX) { throw error; }
          await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, 10, 400, Math.random)));
        }
      }
    }),

    issued: async (orderId, key) => {
      await client.send(new UpdateItemCommand({
        TableName: tableName,
        Key: keyOf('order', orderId),
        UpdateExpression: 'SET #file = :file',
        ConditionExpression: 'attribute_exists(#key)',
        ExpressionAttributeNames: { '#file': 'file', '#key': INVOICES_KEY },
        ExpressionAttributeValues: { ':file': { S: key } },
      }));
    },

    refused: async (orderId, reason) => {
      try {
        await client.send(new UpdateItemCommand({
          TableName: tableName,
          Key: keyOf('order', orderId),
          UpdateExpression: 'SET #refusal = :refusal',
          ConditionExpression: WITHOUT_NUMBER.ConditionExpression,
          ExpressionAttributeNames: { ...WITHOUT_NUMBER.ExpressionAttributeNames, '#refusal': 'refusal' },
          ExpressionAttributeValues: { ':refusal': { S: reason } },
        }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) { throw error; } // an earlier event of it could be invoiced
      }
    },
  };
}

function recordOf({ series, number, issuedAt, owner, file }: Attributes): InvoiceRecord {
  return { series: series.S!, number: Number(number.N), issuedAt: issuedAt.S!, owner: owner?.S, file: file?.S };
}
