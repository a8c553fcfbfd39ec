import { checkGroupNames } from './group-names';
import type { AccessRule } from '../../contract/serverless-crud-api';

/**
 * Who may use an operation. Immutable; combined with `or`, of which any part that holds lets the caller in:
 * `Access.owner().or(Access.groups('admins'))`.
 */
export class Access {
  /** Every user of the API's pool. */
  public static authenticated(): Access {
    return new Access({ authenticated: true });
  }

  /**
   * The user whose `sub` the item's owner attribute holds; for `create`, every user, who becomes the owner. To anybody
   * else the item is not there: 404. A list shows the caller's own items. It needs `ownerAttribute`.
   */
  public static owner(): Access {
    return new Access({ owner: true });
  }

  /**
   * Members of any of these groups of the pool; everybody else gets 403.
   *
   * @param names of groups, one at least, as the pool has them: 1 to 128 characters without white space or a comma
   */
  public static groups(...names: string[]): Access {
    checkGroupNames('Access.groups', 'a group is', names, "Access.groups('admins')");
    return new Access({ groups: [...new Set(names)] });
  }

  /** Anybody, without a token. Of `list` and `read` only. */
  public static public(): Access {
    return new Access({ public: true });
  }

  /** @internal */
  public readonly _rule: AccessRule;

  private constructor(rule: AccessRule) {
    this._rule = rule;
  }

  /**
   * Whoever may by this rule or by the other.
   *
   * @param other rule
   */
  public or(other: Access): Access {
    return new Access(widest(this._rule, other._rule));
  }
}

/** What covers all else stands alone: the public covers users, users cover owners and groups. */
function widest(a: AccessRule, b: AccessRule): AccessRule {
  if (a.public || b.public) { return { public: true }; }
  if (a.authenticated || b.authenticated) { return { authenticated: true }; }
  const groups = [...new Set([...a.groups ?? [], ...b.groups ?? []])];
  return { ...((a.owner || b.owner) && { owner: true }), ...(groups.length > 0 && { groups }) };
}

/** Who may use each operation of a resource. */
export interface CrudAccess {
  /**
   * Who may do what no other prop names.
   *
   * @default - Access.owner() where the resource has an ownerAttribute, else Access.authenticated()
   */
  readonly default?: Access;

  /**
   * Who may create an item.
   *
   * @default - as `default`
   */
  readonly create?: Access;

  /**
   * Who may list items. An owner lists his own only, by an index on the owner attribute.
   *
   * @default - as `default`
   */
  readonly list?: Access;

  /**
   * Who may read an item.
   *
   * @default - as `default`
   */
  readonly read?: Access;

  /**
   * Who may replace an item.
   *
   * @default - as `default`
   */
  readonly replace?: Access;

  /**
   * Who may patch an item.
   *
   * @default - as `default`
   */
  readonly patch?: Access;

  /**
   * Who may delete an item.
   *
   * @default - as `default`
   */
  readonly delete?: Access;

  /**
   * Who may restore a deleted item.
   *
   * @default - as `default`
   */
  readonly restore?: Access;
}
