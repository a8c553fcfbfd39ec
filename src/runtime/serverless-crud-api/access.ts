import { requireIdToken, type Principal } from './principal';
import type { AccessRule } from '../../contract/serverless-crud-api';
import { Forbidden } from '../kit/failures';

/** The items that an operation may touch: all of them, or those of the user who asks. */
export type Scope = 'all' | 'own';

/** Who asks, and for which items. */
export interface Caller {
  /** None where everybody may ask and no token came along. */
  readonly principal?: Principal;
  readonly scope: Scope;
}

/**
 * Who asks for an operation of this rule.
 * @param claims those of the token that the authorizer accepted
 * @throws Unauthorized without an ID token, unless everybody may; Forbidden for a user whom no part of the rule can mean
 */
export function callerOf(rule: AccessRule, claims: { readonly [name: string]: unknown } | undefined): Caller {
  if (rule.public && claims === undefined) { return { scope: 'all' }; }
  const principal = requireIdToken(claims);
  return { principal, scope: scopeOf(rule, principal) };
}

/**
 * The items that a rule lets a user touch.
 * @throws Forbidden where no part of the rule can mean the user, whatever the item
 */
export function scopeOf({ public: everybody, authenticated, owner, groups = [] }: AccessRule, principal: Principal): Scope {
  if (everybody || authenticated || groups.some((group) => principal.groups.includes(group))) { return 'all'; }
  if (owner) { return 'own'; }
  throw new Forbidden(groups.length > 0 ? `This takes a member of ${groups.join(' or ')}.` : 'Nobody may do this.');
}

/** The user whose an item must be for the caller to touch it; undefined when it may be anybody's. */
export function ownerFor({ principal, scope }: Caller): string | undefined {
  return scope === 'own' ? principal!.sub : undefined;
}
