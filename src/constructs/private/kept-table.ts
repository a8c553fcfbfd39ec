import { aws_dynamodb as dynamodb, aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';

/**
 * A table on demand, recoverable to any second of 35 days, encrypted by DynamoDB's key in the account or one of the customer's,
 * and kept unless it may be thrown away.
 */
export function keptTable(
  encryptionKey: kms.IKey | undefined, removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
): Omit<dynamodb.TableProps, 'partitionKey'> {
  return {
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: encryptionKey ? dynamodb.TableEncryption.CUSTOMER_MANAGED : dynamodb.TableEncryption.AWS_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  };
}
