import { BadRequest } from '../../src/runtime/kit/failures';
import type { Item, ItemChange } from '../../src/runtime/serverless-crud-api/item';
import type { UserPorts } from '../../src/runtime/serverless-crud-api/users-flow';

/** The process ends here: nothing after it is done. */
export class Crash extends Error {}

export interface Login { sub: string; email: string; enabled: boolean; signedOut: boolean; readonly groups: Set<string> }

export interface ProcessOptions {
  /** The process's request at which it crashes, 0 the first, and whether that has its effect first. */
  readonly crash?: { readonly request: number; readonly afterEffect: boolean };
  /** Waits for this process's turn, before each request and before each answer. */
  readonly turn?: () => Promise<void>;
}

/** A table and a user pool in memory, as processes that can crash at any request meet them. */
export class UserModel {
  readonly table = new Map<string, Item>();
  readonly pool = new Map<string, Login>();
  /** Requests made so far, by all processes. */
  requests = 0;
  private subs = 0;

  /** What one process has of it. */
  process({ crash, turn = () => Promise.resolve() }: ProcessOptions = {}): UserPorts {
    let made = 0;
    const request = async <T>(effect: () => T): Promise<T> => {
      const crashes = crash?.request === made++ ? crash : undefined;
      this.requests += 1;
      await turn();
      if (crashes && !crashes.afterEffect) { throw new Crash(); }
      const result = effect();
      if (crashes) { throw new Crash(); }
      await turn();
      return result;
    };
    return {
      rows: {
        find: (id) => request(() => this.table.get(id)),
        change: (row, change) => request(() => this.change(row, change)),
        forget: (row) => request(() => this.isCurrent(row) && this.table.delete(String(row.id))),
      },
      logins: {
        ensure: (username, email) => request(() => this.ensure(username, email)),
        join: (username, group) => request(() => { this.pool.get(username)!.groups.add(group); return undefined; }),
        disable: (username) => request(() => this.disable(username)),
      },
    };
  }

  /** A row as the transaction that creates a user leaves it. */
  add(id: string, row: { readonly [name: string]: unknown } = {}) {
    this.table.set(id, {
      id, email: `${id}@example.com`, status: 'PENDING', $unsettled: 'users', createdAt: 't0', updatedAt: 't0', version: 1, ...row,
    } as unknown as Item);
  }

  /** A login that no row is of. */
  addLogin(username: string, email: string) {
    this.pool.set(username, { sub: `sub-of-${username}`, email, enabled: true, signedOut: false, groups: new Set() });
  }

  change(row: Item, { set, remove }: Pick<ItemChange, 'set' | 'remove'>): Item | undefined {
    if (!this.isCurrent(row)) { return undefined; }
    const next: { [name: string]: unknown } = { ...row, ...set, version: row.version + 1 };
    for (const name of remove) { delete next[name]; }
    this.table.set(String(row.id), next as unknown as Item);
    return next as unknown as Item;
  }

  private isCurrent(row: Item): boolean {
    return this.table.get(String(row.id))?.version === row.version;
  }

  private ensure(username: string, email: string) {
    const own = this.pool.get(username);
    if (own) { return { sub: own.sub }; }
    if ([...this.pool.values()].some((login) => login.email === email)) { return { refusal: new BadRequest('taken') }; }
    const sub = `sub-${++this.subs}`;
    this.pool.set(username, { sub, email, enabled: true, signedOut: false, groups: new Set() });
    return { sub };
  }

  private disable(username: string) {
    const login = this.pool.get(username);
    if (login) { Object.assign(login, { enabled: false, signedOut: true, email: '' }); }
  }
}
