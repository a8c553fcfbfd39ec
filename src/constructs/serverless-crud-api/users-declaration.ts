import { Duration } from 'aws-cdk-lib';
import { Access } from './access';
import type { CrudResourceProps } from './resource-props';
import type { UsersProps } from './users-props';
import { OWNER_ATTRIBUTE, usersSchema } from './users-schema';
import { ADMIN_GROUP } from '../private/admin-group';

/**
 * Users as a resource: an administrator creates, lists and deletes them; a user reads and changes itself.
 * @throws a synth error for a schema or groups that can't be
 */
export function declareUsers(where: string, props: UsersProps): CrudResourceProps {
  const { schema, groups, adminGroup = ADMIN_GROUP, createGroups: _c, inviteByEmail: _i, sweepInterval: _s, sweepFunctionName: _n, ...kept } = props;
  const admins = Access.groups(adminGroup);
  const self = Access.owner().or(admins);
  return {
    timeout: Duration.seconds(20),
    ...kept,
    schema: usersSchema(where, { schema, groups }),
    access: { create: admins, list: admins, delete: admins, read: self, replace: self, patch: self },
    ownerAttribute: OWNER_ATTRIBUTE,
    immutable: ['email', ...(groups ? ['groups'] : [])],
    unique: ['email'],
  };
}
