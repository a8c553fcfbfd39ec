import type { ItemStore } from './crud-ports';
import type { Item } from './item';
import { deleteUser, type Logins, type UserRows } from './users-flow';
import { UNSETTLED, UNSETTLED_VALUE } from '../../contract/serverless-crud-api-users';

/** The rows of users in the store of their resource's items. */
export function userRows(store: ItemStore): UserRows {
  const asRead = ({ version }: Item) => ({ versions: { among: [version] } });
  return {
    find: (id) => store.find(id),
    change: async (row, change) => {
      const outcome = await store.update(String(row.id), change, asRead(row));
      return outcome.kind === 'written' ? outcome.result : undefined;
    },
    forget: async (row) => (await store.remove(String(row.id), asRead(row), row)).kind === 'written',
  };
}

/** The same items, each PENDING when it is new, and its login disabled before it goes. */
export function usersStore(store: ItemStore, logins: Logins): ItemStore {
  return {
    ...store,
    insert: (item, memory) => store.insert(begun(item), memory),
    remove: (id, { versions }) => deleteUser(id, versions, { rows: userRows(store), logins }),
  };
}

/** Who creates a user does not own it: the user does, once its login tells its sub. */
function begun({ sub: _, ...item }: Item): Item {
  return { ...item, status: 'PENDING', [UNSETTLED]: UNSETTLED_VALUE } as Item;
}
