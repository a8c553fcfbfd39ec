import { AwsClient, jsonCommands, type AwsClientOptions, type AwsService } from './aws-client';

/**
 * Stands in for @aws-sdk/client-cognito-identity-provider in the handlers' bundles, under the names of that. Points in
 * time are seconds since 1970 here, not Dates.
 */
const SERVICE: AwsService = {
  name: 'Cognito Identity Provider',
  host: 'cognito-idp',
  setting: 'COGNITO_IDENTITY_PROVIDER',
  signingName: 'cognito-idp',
  errors: {},
};
const command = jsonCommands('AWSCognitoIdentityProviderService', '1.1');

export class CognitoIdentityProviderClient extends AwsClient {
  constructor(options: AwsClientOptions) { super(SERVICE, options); }
}

export class AdminAddUserToGroupCommand extends command('AdminAddUserToGroup') {}
export class AdminCreateUserCommand extends command('AdminCreateUser') {}
export class AdminDeleteUserCommand extends command('AdminDeleteUser') {}
export class AdminDisableUserCommand extends command('AdminDisableUser') {}
export class AdminEnableUserCommand extends command('AdminEnableUser') {}
export class AdminGetUserCommand extends command('AdminGetUser') {}
export class AdminInitiateAuthCommand extends command('AdminInitiateAuth') {}
export class AdminListGroupsForUserCommand extends command('AdminListGroupsForUser') {}
export class AdminRemoveUserFromGroupCommand extends command('AdminRemoveUserFromGroup') {}
export class AdminRespondToAuthChallengeCommand extends command('AdminRespondToAuthChallenge') {}
export class AdminSetUserPasswordCommand extends command('AdminSetUserPassword') {}
export class AdminUpdateUserAttributesCommand extends command('AdminUpdateUserAttributes') {}
export class AdminUserGlobalSignOutCommand extends command('AdminUserGlobalSignOut') {}
export class ListUsersCommand extends command('ListUsers') {}
export class RevokeTokenCommand extends command('RevokeToken') {}
