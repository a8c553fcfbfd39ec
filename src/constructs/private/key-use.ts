import type { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';

/**
 * What a caller of an encrypted service needs of the key, no more. Sources, service by service:
 * - a table's key is made with the table, and decrypted for whoever reads or writes: amazondynamodb/latest/developerguide/encryption.usagenotes.html.
 * - an object of one part, a form for one too; an object of many parts takes reading and writing: AmazonS3/latest/userguide/
 *   UsingKMSEncryption.html. A link or a form has the rights of who signed it: AmazonS3/latest/userguide/using-presigned-url.html.
 * - a queue's producer and consumer: AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html, "Configuring AWS KMS permissions".
 * - a topic's publisher: sns/latest/dg/sns-key-management.html, "Configuring AWS KMS permissions".
 */
const KEY_ACTIONS = {
  'a table': ['kms:Decrypt'],
  'reads objects': ['kms:Decrypt'],
  'writes objects': ['kms:GenerateDataKey'],
  'sends messages': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'publishes': ['kms:GenerateDataKey*', 'kms:Decrypt'],
};

/** What a function does with what a key encrypts. */
export type KeyUse = keyof typeof KEY_ACTIONS;

/** Lets a function use the key for that. Without a key there is nothing to allow. */
export function letUseKey(key: kms.IKey | undefined, grantee: iam.IGrantable, ...uses: KeyUse[]) {
  key?.grant(grantee, ...new Set(uses.flatMap((use) => KEY_ACTIONS[use])));
}
