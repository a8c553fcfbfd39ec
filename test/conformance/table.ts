/** Who sends a request: two customers, an administrator, nobody, or a customer with an access token instead of the ID token. */
export type Caller = 'ana' | 'luis' | 'admin' | 'nobody' | 'access token';

/** Where the table is shown: on the deployed reference system, or on the shipped handlers alone, with stubs behind them. */
export type TargetName = 'deployed' | 'bundle';

/** What a target's store or function does to the requests of one row. */
export type Fault = 'throttled once' | 'throttled' | 'down' | 'answer lost' | 'others write the same' | 'a transaction is in the way' | 'function crashes';

/**
 * One request and what it is answered with. In texts, `{name}` is a value that the row was given or has kept; each row
 * has a `{word}` of its own.
 */
export interface Exchange {
  /** ana unless told. */
  readonly as?: Caller;
  /** Method and path below /v1, such as `GET /tickets/{ticket}`. */
  readonly ask: string;
  readonly headers?: { readonly [name: string]: string };
  /** A text or bytes are sent as they are, anything else as its JSON, of the type application/json unless `headers` say. */
  readonly send?: unknown;
  /** So many at once, 1 unless told. What is said of the answer then holds of each. */
  readonly times?: number;
  /** Sent again and again, so many at once, until one is answered with this status; 20 times at most. */
  readonly until?: number;
  /** What is wrong with the store or the function meanwhile. */
  readonly fault?: Fault;

  /** The status; of several requests, those that may be and how many there are: a number, or `+` for at least one. */
  readonly gives: number | { readonly [status: number]: number | '+' | '*' };
  /** Headers of the answer; null for one that is not there. */
  readonly shows?: { readonly [name: string]: string | RegExp | null };
  /** A part of the answer's body, its lists whole. */
  readonly body?: unknown;
  /** Members that the body does not have. */
  readonly lacks?: readonly string[];
  /** What the problem names, in any order: JSON Pointers into the body, or names of parameters and headers. */
  readonly names?: readonly string[];
  /** A part of each item of the page. */
  readonly each?: object;
  /** Members that no item of the page has. */
  readonly eachLacks?: readonly string[];
  /** Values for the exchanges that follow: a header's name, or the path of the body's member after a dot. */
  readonly keep?: { readonly [name: string]: string };
}

/** One rule, where it is from, and how it shows. */
export interface Row {
  /** Section of the RFC or draft; `house` where no standard decides. */
  readonly of: string;
  readonly rule: string;
  /** What is there before. */
  readonly given: readonly Given[];
  /** The one target that can show it, and why the other can't. */
  readonly only?: { readonly on: TargetName; readonly because: string };
  readonly steps: readonly Exchange[];
}

/** @param only the one target that can show it */
export function row(of: string, rule: string, given: readonly Given[], steps: readonly Exchange[], only?: Row['only']): Row {
  return { of, rule, given, steps, only };
}

export interface Section {
  readonly request: string;
  readonly rows: readonly Row[];
}

/**
 * What a row can be given, with the values that it brings:
 * - `ticket`: ana's ticket of version 1: {ticket}
 * - `order`: ana's order of version 1, of a {product}: {order}
 * - `shelf`: eight products of the category {word}, named a to h, of which b, d, f and h are on sale: {a} to {h}
 * - `forgery`: an order of ana's and of luis's, and a cursor into luis's list made for ana: {forged}, {theirs}
 */
export type Given = 'ticket' | 'order' | 'shelf' | 'forgery';

/** A request as a target sends it. */
export interface Sent {
  readonly as: Caller;
  readonly method: string;
  /** Below /v1, with its query. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
}

export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly text: string;
}

/** What the table is shown on. */
export interface Target {
  readonly name: TargetName;
  send(request: Sent): Promise<Answer>;
  /** The user's id in the pool. */
  sub(of: 'ana' | 'luis'): string;
  /** Makes the requests of `work` meet a fault. */
  meet(fault: Fault, work: () => Promise<void>): Promise<void>;
}
