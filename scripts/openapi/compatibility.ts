import { breakingChanges, type Described } from './breaking-changes';
import { breakingEventChanges, type DescribedEvents } from '../asyncapi/breaking-changes';

/** A change that breaks clients, and is made all the same. */
export interface AllowedChange {
  /** Name of the API, as its document's file is called. */
  readonly api: string;
  /** The change, word for word. */
  readonly change: string;
  /** Why its clients bear it. */
  readonly reason: string;
}

export const ALLOWED_FILE = 'examples/reference-system/allowed-api-changes.json';

/**
 * Why the document of an API may not take the place of the released one, a sentence each; none when it may.
 * @param released undefined for an API that no client knows yet
 */
export function compatibilityProblems(api: string, released: Described | undefined, current: Described, allowed: readonly AllowedChange[]): string[] {
  return problemsOf(api, released === undefined ? [] : breakingChanges(released, current), allowed);
}

/** The same of the events of a pipeline, whose consumers are its clients. */
export function eventCompatibilityProblems(
  api: string, released: DescribedEvents | undefined, current: DescribedEvents, allowed: readonly AllowedChange[],
): string[] {
  return problemsOf(api, released === undefined ? [] : breakingEventChanges(released, current), allowed);
}

function problemsOf(api: string, changes: readonly string[], allowed: readonly AllowedChange[]): string[] {
  const own = allowed.filter((one) => one.api === api);
  const unreasoned = own.filter(({ reason }) => reason.trim() === '').map(({ change }) => `${api}: '${change}' is allowed but has no reason: write it in ${ALLOWED_FILE}`);
  const breaking = changes.filter((change) => !own.some((one) => one.change === change))
    .map((change) => `${api}: ${change}. Clients of the released document break: undo it, or allow it with the reason in ${ALLOWED_FILE}`);
  const stale = own.filter(({ change }) => !changes.includes(change)).map(({ change }) => `${api}: '${change}' is allowed but no change: take it out of ${ALLOWED_FILE}`);
  return [...breaking, ...unreasoned, ...stale];
}
