import { aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';

/** A bucket that nobody reads but whom a policy names, over TLS, encrypted by S3 or with a key of the customer's. */
export function privateBucket(encryptionKey?: kms.IKey): s3.BucketProps {
  return {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
  };
}
