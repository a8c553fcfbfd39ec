import { createHash } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { PublisherPorts } from './publish-changes-flow';
import { SET_ASIDE_PREFIX } from '../../contract/order-events-pipeline';

/** Keeps records as `set-aside/<event id>.json`: `{ reason, record }`. The key is the record's own, so that again is once. */
export function setAsideStore(client: S3Client, bucketName: string): PublisherPorts['setAside'] {
  return async (record, reason) => {
    const name = record.eventID ?? createHash('sha256').update(JSON.stringify(record)).digest('hex');
    await client.send(new PutObjectCommand({
      Bucket: bucketName,
      Key: `${SET_ASIDE_PREFIX}${encodeURIComponent(name)}.json`,
      Body: JSON.stringify({ reason, record }),
      ContentType: 'application/json',
    }));
  };
}
