import { ownerFor, type Caller } from './access';
import type { Item, ItemChange, WriteOutcome } from './item';
import { notFound, stale } from './item-answer';
import { isAmong, isNotExcluded, type VersionCondition } from './preconditions';
import { closedWay, isSame, wayProblem, type WantedState } from './transitions';
import type { ResourceDefinition } from '../../contract/serverless-crud-api';
import type { FieldProblem } from '../../contract/wire';
import { Conflict, type Failure } from '../kit/failures';
import type { JsonValue } from '../kit/json';
import { pointerOf } from '../kit/json-pointer';

/** What must hold of the stored item for a write to be made. Whatever fails is told by `refusalOf`. */
export interface WriteCondition {
  readonly versions: VersionCondition;
  /** The user whose the item must be; anybody's when undefined. */
  readonly owner?: string;
  /** Properties that must be stored as they are here already, undefined for not at all. */
  readonly kept?: { readonly [property: string]: JsonValue | undefined };
  /** The state that the item is to have: the one it has, or one that may follow it. */
  readonly state?: WantedState;
}

/** What must hold for a caller to touch an item in one of these versions. */
export function conditionFor(versions: VersionCondition, caller: Caller): WriteCondition {
  return { versions, owner: ownerFor(caller) };
}

/**
 * The same, and what the resource's own rules demand of this change.
 * @param caller who makes it; the system when left out
 */
export function withRules(
  condition: WriteCondition, { set, remove }: ItemChange, { immutable, transitions }: ResourceDefinition, caller?: Caller,
): WriteCondition {
  const concerned = (property: string) => Object.hasOwn(set, property) || remove.includes(property);
  const kept = immutable.filter(concerned);
  const groups = caller && (caller.principal?.groups ?? []);
  return {
    ...condition,
    ...(kept.length > 0 && { kept: Object.fromEntries(kept.map((property) => [property, set[property]])) }),
    ...(transitions && concerned(transitions.attribute) && { state: { wanted: set[transitions.attribute], groups } }),
  };
}

/**
 * Why a write is not made on `current`; undefined when it may be. Another's item is absent, the version comes before
 * the rules, and all of the rules that are broken are told; a way that there is, and is others', comes last.
 */
export function refusalOf(current: Item, condition: WriteCondition, { ownerAttribute, transitions }: ResourceDefinition): Failure | undefined {
  const { versions, owner, kept = {}, state } = condition;
  if (owner !== undefined && current[ownerAttribute!] !== owner) { return notFound(); }
  if (!isAmong(versions, current.version) || !isNotExcluded(versions, current.version)) { return stale(); }
  const problems: FieldProblem[] = Object.keys(kept)
    .filter((property) => !isSame(current[property], kept[property]))
    .map((property) => ({ pointer: pointerOf([property]), detail: `${property} keeps the value that it was created with.` }));
  const problem = state && transitions && wayProblem(current[transitions.attribute], state.wanted, transitions);
  if (problem) { problems.push(problem); }
  if (problems.length > 0) { return new Conflict('The item’s own state forbids this change.', problems); }
  return state && transitions && closedWay(current[transitions.attribute], state, transitions);
}

/**
 * What a write made of the item.
 * @throws the reason why it was not made
 */
export function written<T>(outcome: WriteOutcome<T>, condition: WriteCondition, definition: ResourceDefinition): T {
  if (outcome.kind === 'written') { return outcome.result; }
  if (outcome.kind === 'taken') { throw takenValue(outcome.property); }
  // With no reason to be seen the item met the condition again by the time it was shown: to a client, another version.
  throw outcome.kind === 'absent' ? notFound() : refusalOf(outcome.current, condition, definition) ?? stale();
}

/** The refusal of a value that another item has. */
export function takenValue(property: string): Conflict {
  const detail = `${property} is taken: another item has this value.`;
  return new Conflict(detail, [{ pointer: pointerOf([property]), detail }]);
}
