import { AwsClient, jsonCommands, type AwsClientOptions, type AwsService } from './aws-client';

/** Stands in for @aws-sdk/client-secrets-manager in the handlers' bundles, under the names of that. */
const SERVICE: AwsService = { name: 'Secrets Manager', host: 'secretsmanager', setting: 'SECRETS_MANAGER', signingName: 'secretsmanager', errors: {} };
const command = jsonCommands('secretsmanager', '1.1');

export class SecretsManagerClient extends AwsClient {
  constructor(options: AwsClientOptions) { super(SERVICE, options); }
}

export class GetSecretValueCommand extends command('GetSecretValue') {}
