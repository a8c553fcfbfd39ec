import { randomUUID } from 'node:crypto';
import { AwsClient, jsonCommands, type AwsClientOptions, type AwsCommand, type AwsService } from './aws-client';
import { ServiceError } from './aws-errors';

/**
 * Stands in for @aws-sdk/client-dynamodb in the handlers' bundles, under the names of that. DynamoDB's JSON is what the
 * commands take and give, binary values apart: those are base64 here.
 */
export class ConditionalCheckFailedException extends ServiceError {}
export class TransactionCanceledException extends ServiceError {}
export class TransactionConflictException extends ServiceError {}

const SERVICE: AwsService = {
  name: 'DynamoDB',
  host: 'dynamodb',
  setting: 'DYNAMODB',
  signingName: 'dynamodb',
  fipsByDefaultIn: 'us-gov-',
  errors: { ConditionalCheckFailedException, TransactionCanceledException, TransactionConflictException },
};
const command = jsonCommands('DynamoDB_20120810', '1.0', tablesOf);

export class DynamoDBClient extends AwsClient {
  constructor(options: AwsClientOptions) { super(SERVICE, options); }
}

export class BatchGetItemCommand extends command('BatchGetItem') {}
export class BatchWriteItemCommand extends command('BatchWriteItem') {}
export class DeleteItemCommand extends command('DeleteItem') {}
export class GetItemCommand extends command('GetItem') {}
export class PutItemCommand extends command('PutItem') {}
export class QueryCommand extends command('Query') {}
export class ScanCommand extends command('Scan') {}
export class TransactGetItemsCommand extends command('TransactGetItems') {}
export class UpdateItemCommand extends command('UpdateItem') {}

export class TransactWriteItemsCommand extends command('TransactWriteItems') {
  /** With a token, as the SDK gives it, an attempt whose answer was lost is not made twice. */
  constructor(input: object) { super({ ClientRequestToken: randomUUID(), ...input }); }
}

function tablesOf({ TableName, RequestItems = {}, TransactItems = [] }: AwsCommand['input']): AwsCommand['resource'] {
  if (TableName !== undefined) { return { table_name: TableName }; }
  const transacted = TransactItems.flatMap((item: object) => Object.values(item).map(({ TableName: name }) => name));
  return { table_names: [...new Set<string>([...Object.keys(RequestItems), ...transacted])] };
}
