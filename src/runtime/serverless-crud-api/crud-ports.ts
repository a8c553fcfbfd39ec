import type { Item, ItemChange, WriteOutcome } from './item';
import type { ItemPages } from './item-pages';
import type { WriteCondition } from './write-condition';
import type { ResourceDefinition, ResourceValidators } from '../../contract/serverless-crud-api';

/** Where items are kept. Each call is one request to the store. */
export interface ItemStore {
  /** Keeps a new item. */
  insert(item: Item): Promise<void>;
  /** The item as of now: every write that was answered before is seen. */
  find(id: string): Promise<Item | undefined>;
  /** Changes an item that is there, raising its version by one. */
  update(id: string, change: ItemChange, condition: WriteCondition): Promise<WriteOutcome<Item>>;
  /** Forgets an item, or sets it aside for as long as it can be restored. */
  remove(id: string, condition: WriteCondition): Promise<WriteOutcome<void>>;
  /** Takes a deletion back, raising the version by one. Refused for an item that is not deleted. */
  restore(id: string, condition: WriteCondition): Promise<WriteOutcome<Item>>;
}

/** What the flows stand on. */
export interface CrudPorts {
  readonly definition: ResourceDefinition;
  readonly validators: ResourceValidators;
  readonly store: ItemStore;
  readonly pages: ItemPages;
  /** A new item's id, unique for ever: a UUIDv7, whose time is the item's createdAt. */
  readonly newId: () => string;
}
