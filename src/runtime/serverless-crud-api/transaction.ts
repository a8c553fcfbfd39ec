import { TransactionCanceledException, TransactWriteItemsCommand, type DynamoDBClient, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { pastConflicts } from './past-conflicts';
import { sizeFailure, storeFailure } from './store-failures';
import type { Attributes } from './stored-item';
import { Unavailable } from '../kit/failures';

/** What became of one action of a transaction that was not made. */
export interface ActionOutcome {
  /** True when the action's own condition was not met. */
  readonly refused: boolean;
  /** What is stored where the condition was not met; none when there is nothing. */
  readonly found?: Attributes;
}

/** How a transaction ended: `outcomes` in the order of its actions. */
export type TransactionOutcome = { readonly kind: 'written' } | { readonly kind: 'refused'; readonly outcomes: readonly ActionOutcome[] };

const THROTTLED = ['ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * Writes all or nothing, in one request unless another transaction is in the way. The SDK names each by a
 * ClientRequestToken, so that its own attempt after a lost answer writes nothing twice.
 * @param actions the first decides: when its condition is not met, a conflict elsewhere is not waited for
 * @throws Busy, Unavailable, ContentTooLarge, or the SDK's error
 */
export function transact(client: DynamoDBClient, actions: readonly TransactWriteItem[]): Promise<TransactionOutcome> {
  return pastConflicts(async (): Promise<TransactionOutcome | undefined> => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: [...actions] }));
      return { kind: 'written' };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) { throw storeFailure(error); }
      const reasons = error.CancellationReasons ?? [];
      const outcomes = reasons.map(({ Code, Item }): ActionOutcome => ({ refused: Code === 'ConditionalCheckFailed', found: Item }));
      const codes = reasons.map(({ Code }) => Code);
      if (!outcomes[0]?.refused && codes.includes('TransactionConflict')) { return undefined; }
      if (outcomes.some(({ refused }) => refused)) { return { kind: 'refused', outcomes }; }
      throw reasons.map(({ Message }) => sizeFailure(Message, error)).find(Boolean)
        ?? (codes.some((code) => THROTTLED.includes(code ?? '')) ? new Unavailable('The store can’t answer now. Try again.', undefined, { cause: error }) : error);
    }
  });
}
