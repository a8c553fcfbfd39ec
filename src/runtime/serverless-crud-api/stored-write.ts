import type { Caller } from './access';
import { agreed, changeTo } from './before-write';
import type { CrudPorts } from './crud-ports';
import type { Item, ItemChange, WriteOutcome } from './item';
import { notFound } from './item-answer';
import { membersOf } from './item-members';
import { refusalOf, withRules, written, type WriteCondition } from './write-condition';
import type { BeforeWriteEvent, ResourceDefinition } from '../../contract/serverless-crud-api';
import { Conflict } from '../kit/failures';
import type { HttpRequest } from '../kit/http';
import type { JsonObject } from '../kit/json';

/** Writes that are tried on an item that others keep changing. */
const ATTEMPTS_MAX = 4;
/** The same where a function is asked before each: both fit into the time that a client waits. */
const ASKED_ATTEMPTS_MAX = 2;

/** Which item is to change, in which versions, and how. */
export interface StoredChange {
  readonly id: string;
  readonly condition: WriteCondition;
  readonly operation: BeforeWriteEvent['operation'];
}

/**
 * A write that what is stored decides: reads the item, then lets `write` write on the version read, and once more on
 * each version that another client puts in between, as long as the request is for that version, too.
 * @param write writes on exactly this version of the item
 * @throws whatever refuses the request, or Conflict when others keep changing the item
 */
export async function writeOnStored<T>(
  id: string, condition: WriteCondition, { definition, store, beforeWrite }: CrudPorts, write: (stored: Item) => Promise<WriteOutcome<T>>,
): Promise<T> {
  let stored = await store.find(id);
  for (let attempt = 0; attempt < (beforeWrite ? ASKED_ATTEMPTS_MAX : ATTEMPTS_MAX); attempt++) {
    const refusal = stored ? refusalOf(stored, condition, definition) : notFound();
    if (refusal) { throw refusal; }
    const outcome = await write(stored!);
    if (outcome.kind !== 'refused') { return written(outcome, condition, definition); }
    stored = outcome.current;
  }
  throw new Conflict('Others keep changing this item. Send the request again.');
}

/**
 * A change that what is stored decides, or the function of `beforeWrite`.
 * @param decide the change of this item
 * @returns the item changed
 * @throws whatever refuses the request or the change
 */
export function changeStored(
  { id, condition, operation }: StoredChange, ports: CrudPorts, request: HttpRequest, caller: Caller, decide: (stored: Item) => ItemChange,
): Promise<Item> {
  const { definition, store, beforeWrite } = ports;
  const check = (stored: Item, change: ItemChange, by?: Caller) => {
    const refusal = refusalOf(stored, withRules(condition, change, definition, by), definition);
    if (refusal) { throw refusal; }
    return change;
  };
  return writeOnStored(id, condition, ports, async (stored) => {
    let change = check(stored, decide(stored), caller);
    if (beforeWrite) {
      const item = proposedBy(change, stored, definition);
      change = check(stored, changeTo(await agreed({ operation, item, previous: stored }, ports, request, caller.principal!), definition));
    }
    return store.update(id, change, onVersionOf(stored, condition), stored);
  });
}

/** Every declared property, but the owner, of the item that a change makes of what is stored. */
function proposedBy({ set, remove }: ItemChange, stored: Item, definition: ResourceDefinition): JsonObject {
  const names = definition.properties.filter((name) => name !== definition.ownerAttribute && !remove.includes(name));
  return membersOf({ ...stored, ...set }, { properties: names });
}

/** The same, for this version alone. */
export function onVersionOf({ version }: Item, condition: WriteCondition): WriteCondition {
  return { ...condition, versions: { among: [version] } };
}
