import { AwsClient, jsonCommands, type AwsClientOptions, type AwsService } from './aws-client';

/** Stands in for @aws-sdk/client-sqs in the handlers' bundles, under the names of that. It checks no MD5: TLS does. */
const SERVICE: AwsService = { name: 'SQS', host: 'sqs', setting: 'SQS', signingName: 'sqs', errors: {} };
const command = jsonCommands('AmazonSQS', '1.0');

export class SQSClient extends AwsClient {
  constructor(options: AwsClientOptions) { super(SERVICE, options); }
}

export class SendMessageCommand extends command('SendMessage') {}
export class ChangeMessageVisibilityCommand extends command('ChangeMessageVisibility') {}
