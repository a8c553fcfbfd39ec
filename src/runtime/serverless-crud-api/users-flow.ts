import type { Item, ItemChange, WriteOutcome } from './item';
import { isAmong, isNotExcluded, type VersionCondition } from './preconditions';
import { UNSETTLED, UNSETTLED_VALUE } from '../../contract/serverless-crud-api-users';
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
  /** Makes the login a member. @returns why it can't be one, if it can't */
  join(id: string, group: string): Promise<Failure | undefined>;
  /** Disables the login, ends its sessions and frees its e-mail; nothing when there is none. */
  disable(id: string): Promise<void>;
}

export interface UserPorts {
  readonly rows: UserRows;
  readonly logins: Logins;
}

/** How often a user that others keep changing is read again. */
const ATTEMPTS_MAX = 5;

const RESTLESS = 'Others keep changing this user. Try again.';
const DELETED: WriteOutcome<void> = { kind: 'written', result: undefined };
const DELETING = { set: { status: 'DELETING', [UNSETTLED]: UNSETTLED_VALUE }, remove: [] };

/** What became of a user: the ACTIVE one, or none, and why where it was this call that found out that there can be none. */
export interface Settled {
  readonly user?: Item;
  readonly refusal?: Failure;
}

/**
 * Brings a user's login to what its row says: PENDING becomes ACTIVE, or is gone where there can be no such login;
 * DELETING is gone. Whoever crashes on the way leaves a row that the next call goes on from.
 */
export async function settleUser(id: string, ports: UserPorts): Promise<Settled> {
  let row = await ports.rows.find(id);
  for (let attempts = 0; attempts < ATTEMPTS_MAX && row; attempts++) {
    const settled = await settleRow(row, ports);
    if (settled) { return settled; }
    row = await ports.rows.find(id);
    // Who took the row away may have done so before this call made the login: without a row, none may stay.
    if (!row) { await ports.logins.disable(id); }
  }
  if (row) { throw new Unavailable(RESTLESS); }
  return {};
}

/**
 * Ends a user. One that is only begun is made first: who is still making it could make its login after its end.
 */
export async function deleteUser(id: string, condition: VersionCondition, ports: UserPorts): Promise<WriteOutcome<void>> {
  for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
    const row = await ports.rows.find(id);
    if (!row) { return { kind: 'absent' }; }
    if (!isAmong(condition, row.version) || !isNotExcluded(condition, row.version)) {
      return { kind: 'refused', current: row };
    }
    const made = row.status === 'PENDING' ? (await settleUser(id, ports)).user : row;
    if (!made) { return DELETED; }
    if (made !== row && made.version !== row.version + 1) { continue; } // somebody's change came between: is it the version asked for?
    if (made.status === 'DELETING' || await ports.rows.change(made, DELETING)) {
      await settleUser(id, ports);
      return DELETED;
    }
  }
  throw new Unavailable(RESTLESS);
}

/** @returns undefined when the row changed meanwhile */
async function settleRow(row: Item, ports: UserPorts): Promise<Settled | undefined> {
  switch (row.status) {
    case 'PENDING': return activate(row, ports);
    case 'DELETING': return erase(row, ports);
    default: return { user: row };
  }
}

async function activate(row: Item, ports: UserPorts): Promise<Settled | undefined> {
  const { rows, logins } = ports;
  const id = String(row.id);
  const login = await logins.ensure(id, String(row.email));
  if ('refusal' in login) { return refuse(row, login.refusal, ports); }
  for (const group of groupsOf(row)) {
    const refusal = await logins.join(id, group);
    if (refusal) { return refuse(row, refusal, ports); }
  }
  const user = await rows.change(row, { set: { status: 'ACTIVE', sub: login.sub }, remove: [UNSETTLED] });
  return user && { user };
}

/** Its end is written down before it begins: a crash between the login's and the row's would leave one without the other. */
async function refuse(row: Item, refusal: Failure, ports: UserPorts): Promise<Settled | undefined> {
  if (!await ports.rows.change(row, DELETING)) { return undefined; }
  await settleUser(String(row.id), ports);
  return { refusal };
}

async function erase(row: Item, { rows, logins }: UserPorts): Promise<Settled | undefined> {
  await logins.disable(String(row.id));
  return await rows.forget(row) ? {} : undefined;
}

function groupsOf({ groups }: Item): readonly string[] {
  return Array.isArray(groups) ? groups : [];
}
