import { aws_dynamodb as dynamodb, aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SIDE_TABLE_EXPIRES_AT, SIDE_TABLE_KEY } from '../../contract/serverless-crud-api';
import { keptTable } from '../private/kept-table';

/**
 * Idempotency keys and unique values of every resource of an API. Written in one transaction with the items, and never
 * in their tables, whose streams tell of items only. It is kept as they are: without it a unique value is taken twice.
 */
export function createSideTable(
  scope: Construct, id: string, encryptionKey: kms.IKey | undefined, removalPolicy: RemovalPolicy | undefined,
): dynamodb.Table {
  return new dynamodb.Table(scope, id, {
    partitionKey: { name: SIDE_TABLE_KEY, type: dynamodb.AttributeType.STRING },
    timeToLiveAttribute: SIDE_TABLE_EXPIRES_AT,
    ...keptTable(encryptionKey, removalPolicy),
  });
}
