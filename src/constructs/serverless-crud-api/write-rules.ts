import type { CrudReservedTransition } from './declarations';
import { checkGroupNames } from './group-names';
import type { ItemShape } from './item-shape';
import type { CrudResourceProps } from './resource-props';
import { scalarTypeOf, statesOf } from './scalars';
import type { Operation, ReservedWay, ResourceDefinition, TransitionsDefinition } from '../../contract/serverless-crud-api';
import { fail } from '../private/fail';
import { inOrder } from '../private/in-order';

/** A transaction writes 100 items (DynamoDB); a replace frees and takes a row for each unique property. */
const UNIQUE_MAX = 49;

/** @throws a synth error for a rule that no write could keep, or that tells what is hidden */
export function writeRulesOf(
  where: string, props: CrudResourceProps, shape: ItemShape, operations: readonly Operation[],
): Pick<ResourceDefinition, 'immutable' | 'unique' | 'transitions'> {
  const { immutable = [], unique = [], transitions } = props;
  checkProperties(where, 'immutable', immutable, props, shape);
  checkProperties(where, 'unique', unique, props, shape);
  for (const name of unique) {
    if (scalarTypeOf(shape, name) === undefined) {
      fail({ where, what: `unique names '${name}', which is no single string, number, integer or boolean`, given: shape.properties[name], allowed: 'scalar properties', fix: 'take it out of unique, or give it one type' });
    }
  }
  if (unique.length > UNIQUE_MAX) {
    fail({ where, what: 'unique names too many', given: unique.length, allowed: `up to ${UNIQUE_MAX}, which one transaction can hold`, fix: 'take some out' });
  }
  if (operations.includes('create') || operations.includes('replace')) { checkServerSets(where, props, shape); }
  return {
    immutable,
    unique: [...unique].sort(),
    ...(transitions && { transitions: transitionsOf(where, props, shape) }),
  };
}

function checkProperties(
  where: string, prop: string, names: readonly string[], { beforeWrite, ownerAttribute }: CrudResourceProps, shape: ItemShape,
) {
  const allowed = Object.keys(shape.properties).filter((name) => !shape.writeOnly.includes(name)).join(', ');
  for (const [i, name] of names.entries()) {
    if (!Object.hasOwn(shape.properties, name)) {
      fail({ where, what: `${prop} names '${name}', which the schema doesn't declare at its top`, allowed, fix: 'name a whole property, or declare it' });
    }
    if (shape.writeOnly.includes(name)) {
      fail({ where, what: `${prop} names '${name}', which is writeOnly: a 409 would tell its value`, allowed, fix: `take it out of ${prop}` });
    }
    if (names.indexOf(name) < i) {
      fail({ where, what: `${prop} names '${name}' twice`, allowed: 'each once', fix: 'take one out' });
    }
    if (shape.readOnly.includes(name) && name !== ownerAttribute && beforeWrite === undefined) {
      fail({ where, what: `${prop} names '${name}', which is readOnly, and nothing sets it`, allowed: 'properties that clients or beforeWrite set', fix: `give beforeWrite, or take '${name}' out of ${prop}` });
    }
  }
}

/** What clients may not send and no hook sets is never there, so that a required one would break the schema. */
function checkServerSets(where: string, { beforeWrite, ownerAttribute }: CrudResourceProps, shape: ItemShape) {
  if (beforeWrite !== undefined) { return; }
  for (const name of shape.readOnly.filter((property) => property !== ownerAttribute)) {
    const schema = shape.properties[name];
    if (shape.required.includes(name) || (typeof schema === 'object' && 'default' in schema)) {
      fail({ where, what: `'${name}' is readOnly and ${shape.required.includes(name) ? 'required' : 'has a default'}, and nothing sets it`, allowed: 'with beforeWrite, which sets it', fix: `give beforeWrite, or take '${name}' out of required and its default away` });
    }
  }
}

function transitionsOf(where: string, { transitions, immutable = [], beforeWrite }: CrudResourceProps, shape: ItemShape): TransitionsDefinition {
  const { attribute, next, initial, reserved } = transitions!;
  const states = statesOf(shape, attribute);
  if (!Object.hasOwn(shape.properties, attribute) || states === undefined) {
    fail({ where, what: `transitions has the attribute '${attribute}', which is no enum of strings`, given: shape.properties[attribute], allowed: "a property such as { enum: ['OPEN', 'CLOSED'] }", fix: 'name its states in the schema' });
  }
  if (!shape.required.includes(attribute)) {
    fail({ where, what: `transitions has the attribute '${attribute}', which is not required: a write could take it away and set any state next`, allowed: 'required properties', fix: `add '${attribute}' to required; with a default clients may still leave it out` });
  }
  if (shape.writeOnly.includes(attribute) || immutable.includes(attribute) || (shape.readOnly.includes(attribute) && beforeWrite === undefined)) {
    fail({ where, what: `transitions has the attribute '${attribute}', which never changes or is never shown`, allowed: 'a property that clients or beforeWrite set, and answers show', fix: `take '${attribute}' out of immutable, and its writeOnly or readOnly away` });
  }
  const check = (prop: string, names: readonly string[]) => {
    const unknown = names.find((name) => !states.includes(name));
    if (unknown !== undefined) {
      fail({ where, what: `${prop} names no state of '${attribute}'`, given: unknown, allowed: states.join(', '), fix: 'correct it, or add the state to the enum' });
    }
  };
  check('transitions.next', [...Object.keys(next), ...Object.values(next).flat()]);
  check('transitions.initial', initial ?? []);
  if (initial?.length === 0) {
    fail({ where, what: 'transitions.initial is empty: no item could be created', given: initial, allowed: `some of ${states.join(', ')}`, fix: 'name a state, or leave it out for any' });
  }
  const ways = states.map((state) => [state, [...new Set(next[state] ?? [])].filter((follower) => follower !== state)]);
  for (const [i, { from, to }] of (reserved ?? []).entries()) {
    check(`transitions.reserved[${i}].to`, to);
    check(`transitions.reserved[${i}].from`, from ?? []);
  }
  const definition = { attribute, initial: initial ?? states, next: inOrder(Object.fromEntries(ways)) };
  return { ...definition, ...(reserved && reserved.length > 0 && { reserved: reserved.map((way, i) => reservedWayOf(where, `transitions.reserved[${i}]`, way, definition)) }) };
}

/** @throws a synth error for a rule that no write could meet, or that names no group */
function reservedWayOf(where: string, prop: string, way: CrudReservedTransition, { initial, next }: TransitionsDefinition): ReservedWay {
  const { from, to, groups } = way;
  const begins = from === undefined && initial.some((state) => to.includes(state));
  if (!begins && !Object.keys(next).some((state) => (from ?? [state]).includes(state) && next[state].some((follower) => to.includes(follower)))) {
    fail({ where, what: `${prop} names no transition that there is`, given: way, allowed: 'transitions of transitions.next, and states of transitions.initial', fix: 'take it out, or add it to transitions.next' });
  }
  checkGroupNames(where, `${prop}.groups are`, groups, "groups: ['admins']");
  const once = (names: readonly string[]) => [...new Set(names)];
  return { ...(from && { from: once(from) }), to: once(to), groups: once(groups) };
}
