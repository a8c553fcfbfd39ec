import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { InvoicePorts } from './issue-invoice-flow';
import { statusOf } from '../kit/aws-errors';

/** Keeps invoices in a bucket, each written once: a file that is there is never written over. */
export function invoiceFileStore(client: S3Client, bucketName: string): InvoicePorts['keep'] {
  return async (key, bytes) => {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucketName, Key: key, Body: bytes, ContentType: 'application/pdf', IfNoneMatch: '*' }));
    } catch (error) {
      // 412: it is there. A 409, another write of the same name in flight, is tried again like any other failure.
      if (statusOf(error) !== 412) { throw error; }
    }
  };
}
