import type { ReservedWay, TransitionsDefinition } from '../../contract/serverless-crud-api';
import type { FieldProblem } from '../../contract/wire';
import { canonicalJson } from '../kit/canonical-json';
import { Forbidden } from '../kit/failures';
import type { JsonValue } from '../kit/json';
import { pointerOf } from '../kit/json-pointer';

/** The state that an item is to have. */
export interface WantedState {
  /** None when undefined. */
  readonly wanted: JsonValue | undefined;
  /** Groups of who asks; undefined for the system, to which no way is closed. */
  readonly groups?: readonly string[];
}

/** The states from which an item may come to the one wanted, itself among them. */
export function statesBefore({ wanted, groups }: WantedState, transitions: TransitionsDefinition): readonly JsonValue[] {
  const { next } = transitions;
  const before = Object.keys(next).filter((state) => (
    state !== wanted && next[state].some((one) => one === wanted) && !isClosed(waysTo(state, wanted, transitions), groups)
  ));
  return [wanted!, ...before];
}

/** Whether an item that has no state yet may come to this one. */
export function mayBeginAs({ wanted, groups }: WantedState, transitions: TransitionsDefinition): boolean {
  const initial: readonly JsonValue[] = transitions.initial;
  return wanted === undefined || (initial.includes(wanted) && !isClosed(waysTo(undefined, wanted, transitions), groups));
}

/** What is wrong with a way from a state to another, undefined for none, whoever takes it. */
export function wayProblem(
  current: JsonValue | undefined, wanted: JsonValue | undefined, { attribute, initial, next }: TransitionsDefinition,
): FieldProblem | undefined {
  if (isSame(current, wanted)) { return undefined; }
  const followers: readonly JsonValue[] = current === undefined ? initial : Object.hasOwn(next, String(current)) ? next[String(current)] : [];
  if (wanted !== undefined && followers.includes(wanted)) { return undefined; }
  const detail = current === undefined
    ? `${attribute} begins as ${followers.join(' or ')}.`
    : `${attribute} is ${current}, which ${followers.length > 0 ? `only ${followers.join(' or ')} may follow` : 'no other may follow'}.`;
  return { pointer: pointerOf([attribute]), detail };
}

/** The refusal of a way, of those there are, that is others'; undefined when it is open to who asks. */
export function closedWay(
  current: JsonValue | undefined, { wanted, groups }: WantedState, transitions: TransitionsDefinition,
): Forbidden | undefined {
  if (isSame(current, wanted)) { return undefined; }
  const ways = waysTo(current, wanted, transitions);
  if (!isClosed(ways, groups)) { return undefined; }
  const whose = [...new Set(ways.flatMap((way) => way.groups))].join(' or ');
  const from = ways.some((way) => way.from === undefined) ? '' : `from ${current} `;
  const detail = `Only a member of ${whose} may set ${transitions.attribute} ${from}to ${wanted}.`;
  return new Forbidden(detail, [{ pointer: pointerOf([transitions.attribute]), detail }]);
}

export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

function waysTo(current: JsonValue | undefined, wanted: JsonValue | undefined, { reserved = [] }: TransitionsDefinition): readonly ReservedWay[] {
  const holds = (states: readonly JsonValue[], state: JsonValue | undefined) => state !== undefined && states.includes(state);
  return reserved.filter(({ from, to }) => holds(to, wanted) && (from === undefined || holds(from, current)));
}

/** True when the way is reserved, and by nothing for any of these groups. */
function isClosed(ways: readonly ReservedWay[], groups: readonly string[] | undefined): boolean {
  return groups !== undefined && ways.length > 0 && !ways.some((way) => way.groups.some((group) => groups.includes(group)));
}
