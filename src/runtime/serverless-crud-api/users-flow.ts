import type { Item, ItemChange } from './item';
import { UNSETTLED } from '../../contract/serverless-crud-api-users';
import { Unavailable, type Failure } from '../kit/failures';

/** The rows of users. Each call is one request. */
export interface UserRows {
  /** The row as of now. */
  find(id: string): Promise<Item | undefined>;
  /** @returns the row as it then is; undefined, and nothing is changed, when it is no longer of the version given */
  change(row: Item, change: Pick<ItemChange, 'set' | 'remove'>): Promise<Item | undefined>;
  /** Forgets a row and frees its e-mail. @returns false, and nothing is changed, when it is no longer of the version given */
  forget(row: Item): Promise<boolean>;
}

/** The logins of users, each known by its user's id. Every call can be repeated: it leaves what one alone leaves. */
export interface Logins {
  /** Makes the login if there is none. @returns its sub, or why there can be no such login */
  ensure(id: string, email: string): Promise<{ readonly sub: string } | { readonly refusal: Failure }>;
  join(id: string, group: string): Promise<void>;
  /** Disables the login, ends its sessions and frees its e-mail; nothing when there is none. */
  disable(id: string): Promise<void>;
}

export interface UserPorts {
  readonly rows: UserRows;
  readonly logins: Logins;
}

/** How often a user that others keep changing is read again. */
const ATTEMPTS_MAX = 5;

/** What one attempt made of a user: the ACTIVE user, undefined when there is none any more, or that it must be read again. */
type Attempt = { readonly user: Item | undefined } | 'changed meanwhile';

/**
 * Brings a user's login to what its row says: PENDING becomes ACTIVE, or is gone where there can be no such login;
 * DELETING is gone. Whoever crashes on the way leaves a row that the next call goes on from.
 * @returns the ACTIVE user; undefined when there is none
 * @throws why there can be no such login, when it was this call that found it out
 */
export async function settleUser(id: string, ports: UserPorts): Promise<Item | undefined> {
  let row = await ports.rows.find(id);
  for (let attempts = 0; attempts < ATTEMPTS_MAX && row; attempts++) {
    const attempt = await settleRow(row, ports);
    if (attempt !== 'changed meanwhile') { return attempt.user; }
    row = await ports.rows.find(id);
    // Who took the row away may have done so before this call made the login: without a row, none may stay.
    if (!row) { await ports.logins.disable(id); }
  }
  if (row) { throw new Unavailable('Others keep changing this user. Try again.'); }
  return undefined;
}

async function settleRow(row: Item, ports: UserPorts): Promise<Attempt> {
  switch (row.status) {
    case 'PENDING': return activate(row, ports);
    case 'DELETING': return erase(row, ports);
    default: return { user: row };
  }
}

async function activate(row: Item, { rows, logins }: UserPorts): Promise<Attempt> {
  const id = String(row.id);
  const login = await logins.ensure(id, String(row.email));
  if ('refusal' in login) {
    if (await rows.forget(row)) { throw login.refusal; }
    return 'changed meanwhile';
  }
  for (const group of groupsOf(row)) { await logins.join(id, group); }
  const user = await rows.change(row, { set: { status: 'ACTIVE', sub: login.sub }, remove: [UNSETTLED] });
  return user ? { user } : 'changed meanwhile';
}

async function erase(row: Item, { rows, logins }: UserPorts): Promise<Attempt> {
  await logins.disable(String(row.id));
  return await rows.forget(row) ? { user: undefined } : 'changed meanwhile';
}

function groupsOf({ groups }: Item): readonly string[] {
  return Array.isArray(groups) ? groups : [];
}
