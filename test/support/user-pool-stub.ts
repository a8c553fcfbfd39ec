import { CognitoStub, type CognitoCall, type CognitoReply } from './cognito-stub';

type Input = CognitoCall['input'];

export interface PoolUser { sub: string; email: string; enabled: boolean; signedOut: boolean; readonly groups: Set<string>; readonly created: Input }

export const USER_POOL_OPERATIONS = [
  'AdminAddUserToGroup', 'AdminCreateUser', 'AdminDisableUser', 'AdminGetUser', 'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
] as const;

/**
 * A user pool with e-mail as an alias, in a Cognito over HTTP: what its administrator's operations leave behind, as the
 * Cognito user pools API Reference tells it.
 */
export class UserPoolStub {
  static async start(userPoolId: string): Promise<UserPoolStub> {
    return new UserPoolStub(userPoolId, await CognitoStub.start());
  }

  readonly users = new Map<string, PoolUser>();
  readonly groups = new Set<string>();
  /** Answers that the next call of an operation gets instead, its effect left out. */
  readonly faults = new Map<string, CognitoReply>();
  /** Operations whose next call is done and answered with a fault all the same. */
  readonly answersLost = new Set<string>();
  private subs = 0;

  private constructor(private readonly userPoolId: string, readonly cognito: CognitoStub) { this.reset(); }

  /** Forgets users, groups, faults and calls. */
  reset() {
    this.users.clear();
    this.subs = 0;
    this.groups.clear();
    this.faults.clear();
    this.answersLost.clear();
    this.cognito.forget();
    for (const operation of USER_POOL_OPERATIONS) {
      this.cognito.teach(operation, (input) => {
        const fault = this.faults.get(operation);
        this.faults.delete(operation);
        const answer = fault ?? this.answer(operation, input);
        return this.answersLost.delete(operation) ? { error: 'InternalErrorException', status: 500 } : answer;
      });
    }
  }

  /** A login made by other means. */
  add(username: string, email: string) {
    this.users.set(username, { sub: `sub-of-${username}`, email, enabled: true, signedOut: false, groups: new Set(), created: {} });
  }

  private answer(operation: (typeof USER_POOL_OPERATIONS)[number], input: Input): CognitoReply {
    if (input.UserPoolId !== this.userPoolId) { return { error: 'ResourceNotFoundException', message: `User pool ${input.UserPoolId} does not exist.` }; }
    if (operation === 'AdminCreateUser') { return this.create(input); }
    const user = this.users.get(input.Username);
    if (!user) { return { error: 'UserNotFoundException', message: 'User does not exist.' }; }
    switch (operation) {
      case 'AdminGetUser':
        return { result: { Username: input.Username, Enabled: user.enabled, UserStatus: 'FORCE_CHANGE_PASSWORD', UserAttributes: attributesOf(user) } };
      case 'AdminAddUserToGroup':
        if (!this.groups.has(input.GroupName)) { return { error: 'ResourceNotFoundException', message: 'Group not found.' }; }
        user.groups.add(input.GroupName);
        return { result: {} };
      case 'AdminDisableUser':
        user.enabled = false;
        return { result: {} };
      case 'AdminUserGlobalSignOut':
        user.signedOut = true;
        return { result: {} };
      case 'AdminUpdateUserAttributes':
        for (const { Name, Value } of input.UserAttributes) { if (Name === 'email') { user.email = Value; } }
        return { result: {} };
    }
  }

  private create(input: Input): CognitoReply {
    const email = input.UserAttributes.find(({ Name }: { Name: string }) => Name === 'email').Value;
    if (this.users.has(input.Username)) { return { error: 'UsernameExistsException', message: 'User account already exists' }; }
    if ([...this.users.values()].some((user) => user.email === email)) {
      return { error: 'AliasExistsException', message: `An account with the email ${email} already exists.` };
    }
    const user = { sub: `sub-${++this.subs}`, email, enabled: true, signedOut: false, groups: new Set<string>(), created: input };
    this.users.set(input.Username, user);
    return { result: { User: { Username: input.Username, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD', Attributes: attributesOf(user) } } };
  }
}

function attributesOf({ sub, email }: PoolUser) {
  return [{ Name: 'sub', Value: sub }, { Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }];
}
