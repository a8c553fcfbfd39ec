import {
  AdminAddUserToGroupCommand, AdminCreateUserCommand, AdminDisableUserCommand, AdminGetUserCommand, AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type AttributeType, type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { isOutage, isThrottle, withoutSecrets, type CognitoError } from './cognito-failures';
import type { Logins } from './users-flow';
import type { Invitation } from '../../contract/serverless-crud-api-users';
import { BadRequest, Conflict, Unavailable, type Failure } from '../kit/failures';

export interface LoginStoreOptions {
  /** A pool whose users sign in by name, and by e-mail as its alias. */
  readonly userPoolId: string;
  readonly invitation: Invitation;
}

const EMAIL_TAKEN = 'The e-mail is another login’s in the user pool.';
const EMAIL_REFUSED = 'The user pool takes no login with this e-mail.';

/** Logins of a Cognito user pool, each named by its user's id; the e-mail is an alias of the name. */
export function loginStore(client: CognitoIdentityProviderClient, { userPoolId, invitation }: LoginStoreOptions): Logins {
  const named = (id: string) => ({ UserPoolId: userPoolId, Username: id });

  const find = async (id: string): Promise<{ readonly sub: string } | undefined> => {
    const found = await unless('UserNotFoundException', 'AdminGetUser', client.send(new AdminGetUserCommand(named(id))));
    return found && { sub: subOf(found.UserAttributes) };
  };

  return {
    ensure: async (id, email) => {
      try {
        const { User: user } = await client.send(new AdminCreateUserCommand({
          ...named(id),
          // Only a verified e-mail is an alias. Whoever can read its mail gets the temporary password, which proves it.
          UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
          DesiredDeliveryMediums: ['EMAIL'],
          ...(invitation === 'none' && { MessageAction: 'SUPPRESS' as const }),
        }));
        return { sub: subOf(user?.Attributes) };
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) { throw failureOf(error, 'AdminCreateUser'); }
        // Cognito refuses a login that it has, too: the one that an earlier attempt made.
        return await find(id) ?? { refusal };
      }
    },

    join: async (id, group) => {
      try {
        await client.send(new AdminAddUserToGroupCommand({ ...named(id), GroupName: group }));
        return undefined;
      } catch (error) {
        if (!isNamed(error, 'ResourceNotFoundException')) { throw failureOf(error, 'AdminAddUserToGroup'); }
        const detail = `The user pool has no group ${group}.`;
        return new Conflict(detail, [{ pointer: '/groups', detail }], { cause: withoutSecrets(error, 'AdminAddUserToGroup') });
      }
    },

    disable: async (id) => {
      const disabled = await unless('UserNotFoundException', 'AdminDisableUser', client.send(new AdminDisableUserCommand(named(id))));
      if (!disabled) { return; }
      await unless('UserNotFoundException', 'AdminUserGlobalSignOut', client.send(new AdminUserGlobalSignOutCommand(named(id))));
      // A blank value deletes an attribute. A pool may require it: then the e-mail stays this login's.
      await unless('InvalidParameterException', 'AdminUpdateUserAttributes', client.send(new AdminUpdateUserAttributesCommand({
        ...named(id),
        UserAttributes: [{ Name: 'email', Value: '' }],
      })));
    },
  };
}

/** Why Cognito won't make this login, ever; undefined for an error of any other kind. */
function refusalOf(error: unknown): Failure | undefined {
  const cause = { cause: withoutSecrets(error as CognitoError, 'AdminCreateUser') };
  switch ((error as CognitoError).name) {
    case 'AliasExistsException':
    case 'UsernameExistsException':
      return new Conflict(EMAIL_TAKEN, [{ pointer: '/email', detail: EMAIL_TAKEN }], cause);
    case 'InvalidParameterException':
      return new BadRequest(EMAIL_REFUSED, [{ pointer: '/email', detail: EMAIL_REFUSED }], cause);
    case 'UserLambdaValidationException':
      return new Conflict('A trigger of the user pool refuses this user.', undefined, cause);
    default:
      return undefined;
  }
}

/** The answer; undefined when it is the error named. */
async function unless<T>(name: string, operation: string, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNamed(error, name)) { return undefined; }
    throw failureOf(error, operation);
  }
}

function isNamed(error: unknown, name: string): error is CognitoError {
  return (error as CognitoError).name === name;
}

function failureOf(error: unknown, operation: string): Failure | Error {
  const known = error as CognitoError;
  const cause = withoutSecrets(known, operation);
  return isThrottle(known) || isOutage(known) || known.name === 'CodeDeliveryFailureException'
    ? new Unavailable('The user pool can’t answer now. What was begun is ended within minutes, or sooner by the same request.', undefined, { cause })
    : cause;
}

function subOf(attributes: readonly AttributeType[] = []): string {
  const sub = attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) { throw new Error('Cognito answered with a user that has no sub'); }
  return sub;
}
