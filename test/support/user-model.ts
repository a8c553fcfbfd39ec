import { BadRequest } from '../../src/runtime/kit/failures';
import type { Item } from '../../src/runtime/serverless-crud-api/item';
import type { Logins, UserRows } from '../../src/runtime/serverless-crud-api/users-flow';

/** The process ends here: nothing after it is done. */
export class Crash extends Error {}

export interface Login { sub: string; email: string; enabled: boolean; signedOut: boolean; readonly groups: Set<string> }

/** A table and a user pool in memory, in whose requests a process can crash, before or after their effect. */
export class UserModel {
  readonly table = new Map<string, Item>();
  readonly pool = new Map<string, Login>();
  /** Requests made so far. */
  requests = 0;
  /** Request at which the process crashes, and whether that has its effect first. */
  crashAt?: { readonly request: number; readonly afterEffect: boolean };
  private subs = 0;

  readonly rows: UserRows = {
    find: (id) => this.request(() => this.table.get(id)),
    change: (row, { set, remove }) => this.request(() => {
      if (this.table.get(String(row.id))?.version !== row.version) { return undefined; }
      const next: { [name: string]: unknown } = { ...row, ...set, version: row.version + 1 };
      for (const name of remove) { delete next[name]; }
      this.table.set(String(row.id), next as unknown as Item);
      return next as unknown as Item;
    }),
    forget: (row) => this.request(() => {
      if (this.table.get(String(row.id))?.version !== row.version) { return false; }
      return this.table.delete(String(row.id));
    }),
  };

  readonly logins: Logins = {
    ensure: (username, email) => this.request(() => {
      const own = this.pool.get(username);
      if (own) { return { sub: own.sub }; }
      if ([...this.pool.values()].some((login) => login.email === email)) { return { refusal: new BadRequest('taken') }; }
      const sub = `sub-${++this.subs}`;
      this.pool.set(username, { sub, email, enabled: true, signedOut: false, groups: new Set() });
      return { sub };
    }),
    join: (username, group) => this.request(() => { this.pool.get(username)!.groups.add(group); }),
    disable: (username) => this.request(() => {
      const login = this.pool.get(username);
      if (login) { Object.assign(login, { enabled: false, signedOut: true, email: '' }); }
    }),
  };

  /** A row as the transaction that creates a user leaves it. */
  add(id: string, row: { readonly [name: string]: unknown } = {}) {
    this.table.set(id, {
      id, email: `${id}@example.com`, status: 'PENDING', $unsettled: 'users', createdAt: 't0', updatedAt: 't0', version: 1, ...row,
    } as unknown as Item);
  }

  private async request<T>(effect: () => T): Promise<T> {
    const crash = this.crashAt?.request === this.requests ? this.crashAt : undefined;
    this.requests += 1;
    if (crash && !crash.afterEffect) { throw new Crash(); }
    await Promise.resolve(); // others run between any two requests
    const result = effect();
    if (crash) { throw new Crash(); }
    return result;
  }
}
