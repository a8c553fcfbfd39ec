import type { Item, ItemChange, WriteOutcome } from './item';
import type { ItemPages } from './item-pages';
import type { WriteCondition } from './write-condition';
import type { WriteOrigin } from './write-origin';
import type { BeforeWriteAnswer, BeforeWriteEvent, ResourceDefinition, ResourceValidators } from '../../contract/serverless-crud-api';

/** A client's own name for one creation, and what it sent under it. */
export interface IdempotencyKey {
  /** The user whose key it is. */
  readonly sub: string;
  readonly key: string;
  /** The body, as canonical JSON. */
  readonly sent: string;
}

/** An answer to be given again. */
export interface RememberedAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** JSON. */
  readonly body: string;
}

/** What was answered under a key before: `same` when it was the same body. */
export interface Recollection {
  readonly same: boolean;
  readonly answer: RememberedAnswer;
}

/** How a creation ended: `repeated` when its key was used before, `taken` when another item has the value of a unique property. */
export type InsertOutcome =
  { readonly kind: 'written' } | { readonly kind: 'repeated' } & Recollection | { readonly kind: 'taken'; readonly property: string };

/** Where items are kept. Each call is one request to the store, a transaction counting as one. */
export interface ItemStore {
  /** The same store, whose writes leave with their items which request made them. */
  tracedTo(origin: WriteOrigin): ItemStore;
  /** Keeps a new item, its unique values and the answer to be remembered, or none of them. */
  insert(item: Item, memory?: { readonly key: IdempotencyKey; readonly answer: RememberedAnswer }): Promise<InsertOutcome>;
  /** What was answered under the key. */
  recall(key: IdempotencyKey): Promise<Recollection | undefined>;
  /** The item as of now: every write that was answered before is seen. */
  find(id: string): Promise<Item | undefined>;
  /**
   * Changes an item that is there, raising its version by one.
   * @param stored the item in the one version that the condition is for; unique values move only if it is given
   */
  update(id: string, change: ItemChange, condition: WriteCondition, stored?: Item): Promise<WriteOutcome<Item>>;
  /**
   * Forgets an item, or sets it aside for as long as it can be restored.
   * @param stored as for `update`
   */
  remove(id: string, condition: WriteCondition, stored?: Item): Promise<WriteOutcome<void>>;
  /** Takes a deletion back, raising the version by one; a read besides where values are unique. Refused for an item that is not deleted. */
  restore(id: string, condition: WriteCondition): Promise<WriteOutcome<Item>>;
}

/**
 * The function of `beforeWrite`, asked once.
 * @throws Unavailable when it does not answer, or not in the form agreed
 */
export type BeforeWrite = (event: BeforeWriteEvent) => Promise<BeforeWriteAnswer>;

/** What the flows stand on. */
export interface CrudPorts {
  readonly definition: ResourceDefinition;
  readonly validators: ResourceValidators;
  readonly store: ItemStore;
  readonly pages: ItemPages;
  /** None where nobody is to be asked. */
  readonly beforeWrite?: BeforeWrite;
  /** A new item's id, unique for ever: a UUIDv7, whose time is the item's createdAt. */
  readonly newId: () => string;
  /** Of a request whose client sent none. */
  readonly newTraceparent: () => string;
}
