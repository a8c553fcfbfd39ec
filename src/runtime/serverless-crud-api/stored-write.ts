import type { CrudPorts } from './crud-ports';
import type { Item, WriteOutcome } from './item';
import { notFound } from './item-answer';
import { refusalOf, written, type WriteCondition } from './write-condition';
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
