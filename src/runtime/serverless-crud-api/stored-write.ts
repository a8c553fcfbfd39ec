import type { CrudPorts } from './crud-ports';
import type { Item, ItemChange, WriteOutcome } from './item';
import { notFound } from './item-answer';
import { refusalOf, withRules, written, type WriteCondition } from './write-condition';
import { Conflict } from '../kit/failures';

/** Writes that are tried on an item that others keep changing. */
const ATTEMPTS_MAX = 4;

/**
 * A write that what is stored decides: reads the item, then lets `write` write on the version read, and once more on
 * each version that another client puts in between, as long as the request is for that version, too.
 * @param write writes on exactly this version of the item
 * @throws whatever refuses the request, or Conflict when others keep changing the item
 */
export async function writeOnStored<T>(
  id: string, condition: WriteCondition, { definition, store }: CrudPorts, write: (stored: Item) => Promise<WriteOutcome<T>>,
): Promise<T> {
  let stored = await store.find(id);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const refusal = stored ? refusalOf(stored, condition, definition) : notFound();
    if (refusal) { throw refusal; }
    const outcome = await write(stored!);
    if (outcome.kind !== 'refused') { return written(outcome, condition, definition); }
    stored = outcome.current;
  }
  throw new Conflict('Others keep changing this item. Send the request again.');
}

/**
 * A change that what is stored decides.
 * @param decide the change of this item
 * @returns the item changed
 * @throws whatever refuses the request or the change
 */
export function changeStored(id: string, condition: WriteCondition, ports: CrudPorts, decide: (stored: Item) => ItemChange): Promise<Item> {
  const { definition, store } = ports;
  return writeOnStored(id, condition, ports, async (stored) => {
    const change = decide(stored);
    const refusal = refusalOf(stored, withRules(condition, change, definition), definition);
    if (refusal) { throw refusal; }
    return store.update(id, change, onVersionOf(stored, condition), stored);
  });
}

/** The same, for this version alone. */
export function onVersionOf({ version }: Item, condition: WriteCondition): WriteCondition {
  return { ...condition, versions: { among: [version] } };
}
