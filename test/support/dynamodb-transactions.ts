import { isDeepStrictEqual } from 'node:util';
import type { Attributes } from './dynamodb-expressions';
import { DynamoDbError } from './dynamodb-limits';
import type { Prepared, StubTable, WriteInput } from './dynamodb-table';

/** Why one action of a transaction was not taken. */
export interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Attributes;
}

/** A transaction that was not made. */
export class TransactionCanceled extends DynamoDbError {
  constructor(readonly reasons: readonly Reason[]) {
    super('TransactionCanceledException', `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`);
  }
}

type Action = { readonly [kind in 'Put' | 'Update' | 'Delete']?: WriteInput };

export interface TransactionInput {
  readonly TransactItems: readonly Action[];
  readonly ClientRequestToken?: string;
}

const ACTIONS_MAX = 100;
const TAKES = ['TableName', 'ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues', 'ReturnValuesOnConditionCheckFailure'];
const TAKEN: { readonly [kind: string]: readonly string[] } = { Put: ['Item', ...TAKES], Update: ['Key', 'UpdateExpression', ...TAKES], Delete: ['Key', ...TAKES] };

/** TransactWriteItems: all of its actions or none; each reason at its action's place. A token sent again repeats nothing. */
export class Transactions {
  private readonly made = new Map<string, TransactionInput>();
  private readonly held = new Set<string>();

  constructor(private readonly table: (input: WriteInput) => StubTable, private readonly refuseUnused: (input: object) => void) {}

  /**
   * @param hold runs while the items of the transaction are held: what another asks of them meanwhile is a conflict
   * @throws TransactionCanceled, TransactionConflict among its reasons when an item is held by another transaction
   */
  async run(input: TransactionInput, hold: () => Promise<unknown>): Promise<object> {
    const { ClientRequestToken: token = '', TransactItems: actions } = input;
    const before = this.made.get(token);
    if (before && isDeepStrictEqual(before, input)) { return {}; }
    if (before) { throw new DynamoDbError('IdempotentParameterMismatchException', 'The token was used for another transaction'); }
    if (actions.length > ACTIONS_MAX) { throw new DynamoDbError('ValidationException', 'Member must have length less than or equal to 100'); }

    const prepared = actions.map((action) => this.prepare(action));
    const places = prepared.map(({ place }) => place);
    if (new Set(places).size < places.length) { throw new DynamoDbError('ValidationException', 'Transaction request cannot include multiple operations on one item'); }
    const reasons = prepared.map(({ place, reason }): Reason => (this.held.has(place) ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : reason));
    if (reasons.some(({ Code }) => Code !== 'None')) { throw new TransactionCanceled(reasons); }

    places.forEach((place) => this.held.add(place));
    await hold();
    places.forEach((place) => this.held.delete(place));
    for (const { table, write } of prepared) { table.apply(write!); }
    if (token !== '') { this.made.set(token, input); }
    return {};
  }

  /** @throws TransactionConflictException for a write to an item that a transaction holds */
  refuseHeld(table: StubTable, { key }: Prepared) {
    if (this.held.has(`${table.name} ${key}`)) { throw new DynamoDbError('TransactionConflictException', 'Transaction is ongoing for the item'); }
  }

  private prepare(action: Action): { table: StubTable; place: string; write?: Prepared; reason: Reason } {
    const [[kind, input], ...more] = Object.entries(action);
    if (more.length > 0 || !TAKEN[kind]) { throw new Error(`a transaction's ${Object.keys(action).join()}`); }
    const extra = Object.keys(input).filter((parameter) => !TAKEN[kind].includes(parameter));
    if (extra.length > 0) { throw new Error(`a transaction's ${kind} with ${extra.join(', ')}`); }
    this.refuseUnused(input);
    const table = this.table(input);
    const place = `${table.name} ${table.keyText(kind === 'Put' ? table.keyIn(input.Item) : input.Key)}`;
    try {
      const write = kind === 'Put' ? table.put(input) : kind === 'Update' ? table.update(input) : table.delete(input);
      return { table, place, write, reason: { Code: 'None' } };
    } catch (error) {
      if (!(error instanceof DynamoDbError)) { throw error; }
      const code = error.type === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError';
      return { table, place, reason: { Code: code, Message: error.message, Item: error.item } };
    }
  }
}
