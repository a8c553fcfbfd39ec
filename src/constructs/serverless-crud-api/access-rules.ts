import type { CrudAccess } from './access';
import type { CrudResourceProps } from './resource-props';
import { OPERATIONS, type AccessRule, type IndexDefinition, type Operation } from '../../contract/serverless-crud-api';
import { checkThrottle } from '../private/check';
import { fail } from '../private/fail';

/** @returns what can be done with the resource, in the order of OPERATIONS */
export function operationsOf(where: string, { operations, restorableFor, beforeWrite }: CrudResourceProps): readonly Operation[] {
  const declared: readonly string[] = operations ?? OPERATIONS.filter((operation) => operation !== 'restore' || restorableFor !== undefined);
  if (declared.length === 0 || new Set(declared).size < declared.length) {
    fail({ where, what: declared.length === 0 ? 'operations is empty' : 'operations names one twice', given: declared, allowed: `one at least of ${OPERATIONS.join(', ')}, each once`, fix: 'name what can be done with the resource, or leave it out' });
  }
  const unknown = declared.find((operation) => !(OPERATIONS as readonly string[]).includes(operation));
  if (unknown !== undefined) {
    fail({ where, what: 'operations names none of ours', given: unknown, allowed: OPERATIONS.join(', '), fix: 'use the members of CrudOperation' });
  }
  const has = (operation: Operation) => declared.includes(operation);
  if (has('restore') && restorableFor === undefined) {
    fail({ where, what: 'operations has restore, but a deletion is final', given: declared, allowed: 'restore with restorableFor', fix: 'say how long with restorableFor, or take CrudOperation.RESTORE out' });
  }
  if (restorableFor !== undefined && !(has('delete') && has('restore'))) {
    fail({ where, what: 'restorableFor is given, but operations has not both delete and restore', given: declared, allowed: 'both, or no restorableFor', fix: 'add CrudOperation.DELETE and CrudOperation.RESTORE, or leave restorableFor out' });
  }
  if (beforeWrite !== undefined && !(has('create') || has('replace') || has('patch'))) {
    fail({ where, what: 'beforeWrite is given, but nothing is written that it is asked about', given: declared, allowed: 'create, replace or patch among the operations', fix: 'leave beforeWrite out' });
  }
  return OPERATIONS.filter(has);
}

/** @returns a rule for each operation */
export function accessOf(
  where: string, { access = {}, ownerAttribute, throttle = {} }: CrudResourceProps,
  operations: readonly Operation[], indexes: readonly IndexDefinition[],
): { readonly [operation in Operation]?: AccessRule } {
  for (const [prop, given] of Object.entries({ access, throttle })) {
    const unused = OPERATIONS.find((operation) => given[operation] !== undefined && !operations.includes(operation));
    if (unused !== undefined) {
      fail({ where, what: `${prop}.${unused} is of an operation that the resource does not have`, allowed: operations.join(', '), fix: `add it to operations, or leave ${prop}.${unused} out` });
    }
  }
  for (const operation of operations) { checkThrottle(where, `throttle.${operation}`, throttle[operation]); }
  return Object.fromEntries(operations.map((operation) => [operation, ruleOf(where, access, ownerAttribute, operation, indexes)]));
}

function ruleOf(
  where: string, access: CrudAccess, ownerAttribute: string | undefined, operation: Operation, indexes: readonly IndexDefinition[],
): AccessRule {
  const rule: AccessRule = (access[operation] ?? access.default)?._rule ?? (ownerAttribute === undefined ? { authenticated: true } : { owner: true });
  if (rule.public && operation !== 'list' && operation !== 'read') {
    fail({ where, what: `access lets anybody ${operation}`, allowed: 'Access.public() for list and read', fix: `give access.${operation} to users, such as Access.authenticated()` });
  }
  if (rule.owner && ownerAttribute === undefined) {
    fail({ where, what: `access lets owners ${operation}, but items have none`, allowed: 'Access.owner() with ownerAttribute', fix: "name the property that holds an item's owner with ownerAttribute" });
  }
  if (rule.owner && operation === 'list' && !indexes.some(({ partitionKey }) => partitionKey === ownerAttribute)) {
    fail({ where, what: "owners list their items, but no index finds an owner's", given: indexes.map(({ name }) => name), allowed: `an index on '${ownerAttribute}'`, fix: `add { partitionKey: '${ownerAttribute}' } to indexes, give access.list to others, or leave list out of operations` });
  }
  return rule;
}
