import { createHash } from 'node:crypto';
import { isItemKey } from './item-key';

/** What a cursor is good for. */
export interface CursorScope {
  /** Name of the resource. */
  readonly resource: string;
  /** The user whose page it continues. */
  readonly sub: string;
}

const SEAL_BYTES = 16;

/**
 * The place after item `id`, as base64url: a digest of scope and id, then the id.
 * The digest has no key, because a cursor gives no right: whoever may list may start anywhere, and what may be listed
 * is decided by the request's own token. It tells a slip (a cursor cut short, of another list, of another user) apart.
 */
export function sealCursor(scope: CursorScope, id: string): string {
  return Buffer.concat([seal(scope, id), Buffer.from(id)]).toString('base64url');
}

/** The id that `cursor` was made of; undefined when it was not made for this scope. */
export function openCursor(scope: CursorScope, cursor: string): string | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  const id = bytes.toString('utf8', SEAL_BYTES);
  // Made anew and compared whole: Buffer skips what is not base64url, so that many texts decode to the same bytes.
  return isItemKey(id) && sealCursor(scope, id) === cursor ? id : undefined;
}

function seal({ resource, sub }: CursorScope, id: string): Buffer {
  return createHash('sha256').update(JSON.stringify([resource, sub, id])).digest().subarray(0, SEAL_BYTES);
}
