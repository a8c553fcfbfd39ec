import { createHash } from 'node:crypto';
import type { Place } from './page-fill';

const SEAL_BYTES = 16;

/**
 * Where a list goes on in each partition, as base64url: a digest of scope and places, then the places.
 * The digest has no key, because a cursor gives no right: whoever may list may start anywhere, and what may be listed
 * is decided by the request's own token. It tells a slip (a cursor cut short, of another list, of another user) apart.
 * @param scope what the cursor is good for, as JSON: resource, caller, filters, order
 */
export function sealCursor(scope: unknown, places: readonly Place[]): string {
  const text = JSON.stringify(places);
  return Buffer.concat([seal(scope, text), Buffer.from(text)]).toString('base64url');
}

/** The places that `cursor` was made of; undefined when it was not made for this scope. Their keys are still anyone's. */
export function openCursor(scope: unknown, cursor: string): readonly Place[] | undefined {
  const places = parsed(Buffer.from(cursor, 'base64url').toString('utf8', SEAL_BYTES));
  // Made anew and compared whole: Buffer skips what is not base64url, so that many texts decode to the same bytes.
  return arePlaces(places) && sealCursor(scope, places) === cursor ? places : undefined;
}

function seal(scope: unknown, places: string): Buffer {
  return createHash('sha256').update(JSON.stringify([scope, places])).digest().subarray(0, SEAL_BYTES);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function arePlaces(value: unknown): value is readonly Place[] {
  return Array.isArray(value) && value.length > 0 && value.every((place) => place === null || place === 'end' || isPosition(place));
}

function isPosition(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((key) => typeof key === 'string');
}
