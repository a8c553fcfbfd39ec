import { AwsClient, jsonCommands, type AwsClientOptions, type AwsService } from './aws-client';

/**
 * Stands in for @aws-sdk/client-cognito-identity-provider in the handlers' bundles, under the names of that. Points in
 * time are seconds since 1970 here, not Dates.
 */
const SERVICE: AwsService = { host: 'cognito-idp', setting: 'COGNITO_IDENTITY_PROVIDER', signingName: 'cognito-idp', errors: {} };
const command = jsonCommands('AWSCognitoIdentityProviderService', '1.1');

export class CognitoIdentityProviderClient extends AwsClient {
  constructor(options: AwsClientOptions) { super(SERVICE, options); }
}

export class AdminInitiateAuthCommand extends command('AdminInitiateAuth') {}
export class AdminRespondToAuthChallengeCommand extends command('AdminRespondToAuthChallenge') {}
