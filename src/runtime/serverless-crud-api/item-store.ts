import { isDeepStrictEqual } from 'node:util';
import {
  ConditionalCheckFailedException, DeleteItemCommand, GetItemCommand, PutItemCommand, TransactionConflictException, UpdateItemCommand,
  type DynamoDBClient, type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { toAttributes } from './attribute-values';
import type { InsertOutcome, ItemStore } from './crud-ports';
import type { Item, ItemChange, WriteOutcome } from './item';
import { itemActions } from './item-actions';
import { changedAttributesOf, deletedExpiryOf, deletionOf, expiryOf, restorationOf } from './item-attributes';
import { pastConflicts } from './past-conflicts';
import { isAmong } from './preconditions';
import { sideRows, type UniqueAction } from './side-rows';
import { storeFailure } from './store-failures';
import { hasExpired, isAbsent, itemReader, secondsOf, type Attributes } from './stored-item';
import { tableKeyOf } from './table-key';
import { transact } from './transaction';
import { isLeftBy } from './update-expression';
import type { WriteCondition } from './write-condition';
import type { WriteOrigin } from './write-origin';
import { DELETED_AT, type ResourceDefinition } from '../../contract/serverless-crud-api';
import { Busy } from '../kit/failures';

/** Names of the tables that a resource is kept in. */
export interface TableNames {
  readonly items: string;
  /** Idempotency keys and unique values. */
  readonly side: string;
}

/**
 * Items in a DynamoDB table, what belongs to them in a side table.
 * @param now the time of day: ISO 8601
 * @param origin the request that makes the writes, where it is to be left with the items
 */
export function itemStore(
  client: DynamoDBClient, tables: TableNames, definition: ResourceDefinition, now: () => string, origin?: WriteOrigin,
): ItemStore {
  const { partitionKey, unique, restorableForSeconds } = definition;
  const actions = itemActions(tables.items, definition, origin);
  const rows = sideRows(tables.side, definition);
  const itemOf = itemReader(definition);
  const nowSeconds = () => secondsOf(now());

  const isAbsentNow = (attributes: Attributes) => isAbsent(attributes, nowSeconds());
  const hasExpiredNow = (attributes: Attributes) => hasExpired(attributes, nowSeconds());
  const refusedBy = (found: Attributes | undefined, isGone = isAbsentNow): WriteOutcome<never> => (
    found && !isGone(found) ? { kind: 'refused', current: itemOf(found) } : { kind: 'absent' }
  );

  const read = async (id: string) => {
    // A client that follows the Location of its own POST must find the item: half a capacity unit buys that.
    const command = new GetItemCommand({ TableName: tables.items, Key: tableKeyOf(id, definition), ConsistentRead: true });
    return (await reaching(client.send(command))).Item;
  };

  /** One write alone. @param madeOf what it had made, if an earlier attempt of the SDK's made what is found, and only the answer was lost */
  const alone = <T>(
    write: () => Promise<T>, isGone?: typeof isAbsentNow, madeOf?: (found: Attributes) => T | undefined,
  ): Promise<WriteOutcome<T>> => pastConflicts(async () => {
    try {
      return { kind: 'written', result: await write() };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        const made = error.Item && (error.$metadata.attempts ?? 1) > 1 ? madeOf?.(error.Item) : undefined;
        return made ? { kind: 'written', result: made } : refusedBy(error.Item, isGone);
      }
      if (error instanceof TransactionConflictException) { return undefined; }
      throw storeFailure(error);
    }
  });

  /** One write and what becomes of the item's unique values, all or nothing. */
  const together = async (write: TransactWriteItem, side: readonly UniqueAction[], isGone?: typeof isAbsentNow): Promise<WriteOutcome<void>> => {
    const outcome = await transact(client, [write, ...side.map(({ action }) => action)]);
    if (outcome.kind === 'written') { return { kind: 'written', result: undefined }; }
    const [first, ...others] = outcome.outcomes;
    if (first.refused) { return refusedBy(first.found, isGone); }
    const taken = side.find(({ optional }, i) => !optional && others[i].refused);
    return taken ? { kind: 'taken', property: taken.property } : together(write, side.filter((_, i) => !others[i].refused), isGone);
  };

  const updateAlone = (id: string, change: Parameters<typeof actions.update>[1], required: WriteCondition, presence?: 'deleted') => {
    let at: string;
    const write = async () => {
      at = now();
      const command = new UpdateItemCommand({ ...actions.update(id, change, required, at, secondsOf(at), presence), ReturnValues: 'ALL_NEW' });
      return itemOf((await client.send(command)).Attributes!);
    };
    return alone(write, presence === 'deleted' ? hasExpiredNow : isAbsentNow, (found) => (
      isAmong(required.versions, Number(found.version?.N) - 1) && isLeftBy(change, at, found) ? itemOf(found) : undefined
    ));
  };

  /** The item as the change makes it, which a transaction does not answer. */
  const changed = (stored: Item, { set, remove }: ItemChange, at: string): Item => {
    const attributes = { ...toAttributes(stored), ...toAttributes(set), updatedAt: { S: at }, version: { N: String(stored.version + 1) } };
    for (const name of remove) { delete (attributes as Attributes)[name]; }
    return itemOf(attributes);
  };

  const insertAlone = async (item: Item): Promise<InsertOutcome> => {
    const outcome = await alone(() => client.send(new PutItemCommand(actions.put(item))));
    // The item found is this one when an earlier attempt of the SDK stored it and only the answer was lost.
    const isThisOne = outcome.kind === 'refused' && isDeepStrictEqual(outcome.current, item);
    return outcome.kind === 'written' || isThisOne ? { kind: 'written' } : idIsTaken();
  };

  return {
    tracedTo: (request) => itemStore(client, tables, definition, now, request),

    insert: async (item, memory) => {
      const claims = rows.claims(item, nowSeconds(), expiryOf(String(item[partitionKey]), definition));
      if (!memory && claims.length === 0) { return insertAlone(item); }
      const remembering = memory ? [rows.remember(memory.key, memory.answer, nowSeconds())] : [];
      const outcome = await transact(client, [...remembering, { Put: actions.put(item) }, ...claims.map(({ action }) => action)]);
      if (outcome.kind === 'written') { return outcome; }
      const [put, ...others] = outcome.outcomes.slice(remembering.length);
      if (memory && outcome.outcomes[0].refused) { return { kind: 'repeated', ...rows.recalled(outcome.outcomes[0].found!, memory.key) }; }
      return put.refused ? idIsTaken() : { kind: 'taken', property: claims.find((_, i) => others[i].refused)!.property };
    },

    recall: async (key) => {
      const { Item: row } = await reaching(client.send(new GetItemCommand({ ...rows.placeOf(key), ConsistentRead: true })));
      return row && !rows.hasEnded(row, nowSeconds()) ? rows.recalled(row, key) : undefined;
    },

    find: async (id) => {
      const found = await read(id);
      return found && !isAbsentNow(found) ? itemOf(found) : undefined;
    },

    update: async (id, change, required, stored) => {
      const attributes = changedAttributesOf(id, change, definition);
      const at = now();
      const after = stored && changed(stored, change, at);
      const moves = after ? rows.moves(stored!, after, secondsOf(at), expiryOf(id, definition)) : [];
      if (moves.length === 0) { return updateAlone(id, attributes, required); }
      const outcome = await together({ Update: actions.update(id, attributes, required, at, secondsOf(at)) }, moves);
      return outcome.kind === 'written' ? { kind: 'written', result: after! } : outcome;
    },

    remove: async (id, required, stored) => {
      const at = now();
      if (restorableForSeconds === undefined) {
        const deletion = actions.delete(id, required, secondsOf(at));
        const releases = stored ? rows.releases(stored) : [];
        return releases.length > 0
          ? together({ Delete: deletion }, releases)
          : alone(async () => { await client.send(new DeleteItemCommand(deletion)); });
      }
      const deletion = deletionOf(id, at, definition);
      const claims = stored ? rows.claims(stored, secondsOf(at), deletedExpiryOf(id, at, definition), true) : [];
      if (claims.length > 0) { return together({ Update: actions.update(id, deletion, required, at, secondsOf(at)) }, claims); }
      const outcome = await updateAlone(id, deletion, required);
      return outcome.kind === 'written' ? { kind: 'written', result: undefined } : outcome;
    },

    restore: async (id, required) => {
      const restoration = restorationOf(id, definition);
      if (unique.length === 0) { return updateAlone(id, restoration, required, 'deleted'); }
      const found = await read(id);
      if (!found || hasExpiredNow(found)) { return { kind: 'absent' }; }
      const stored = itemOf(found);
      if (!found[DELETED_AT] || !isAmong(required.versions, stored.version)) { return { kind: 'refused', current: stored }; }
      const at = now();
      const onVersion = { ...required, versions: { among: [stored.version] } };
      const action = actions.update(id, restoration, onVersion, at, secondsOf(at), 'deleted');
      const outcome = await together({ Update: action }, rows.claims(stored, secondsOf(at), expiryOf(id, definition)), hasExpiredNow);
      if (outcome.kind === 'refused' && outcome.current.version !== stored.version) {
        throw new Busy('Others are changing this item. Send the request again.');
      }
      return outcome.kind === 'written' ? { kind: 'written', result: changed(stored, { set: {}, remove: [] }, at) } : outcome;
    },
  };
}

function idIsTaken(): never {
  throw new Error('the id of a new item is taken');
}

async function reaching<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw storeFailure(error);
  }
}
