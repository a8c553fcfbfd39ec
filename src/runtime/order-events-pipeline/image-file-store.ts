import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ProcessPorts } from './process-image-flow';
import { RejectedImage } from './rejected-image';
import { REJECTED_PREFIX, REJECTIONS, UPLOADS_PREFIX, type ImageSettings } from '../../contract/order-events-pipeline-images';
import { statusOf } from '../kit/aws-errors';

/** Uploads in one bucket, thumbnails in it or in another. */
export function imageFileStore(
  client: S3Client, buckets: { readonly uploads: string; readonly thumbnails: string }, { bytesMax, prefix }: Pick<ImageSettings, 'bytesMax' | 'prefix'>,
): Pick<ProcessPorts, 'open' | 'keep' | 'setAside'> {
  return {
    open: async (key) => {
      const file = await orGone(client.send(new GetObjectCommand({ Bucket: buckets.uploads, Key: key })));
      if (!file) { return undefined; }
      const { Body, ContentLength = 0, ETag = '' } = file;
      if (ContentLength > bytesMax) {
        (Body as { destroy?(): void } | undefined)?.destroy?.();
        throw new RejectedImage('TOO_LARGE');
      }
      return { version: ETag.replace(/\W/g, ''), read: () => Body!.transformToByteArray() };
    },

    keep: async (id, version, { size, width, height, bytes }) => {
      const key = `${prefix}${id}/${version}/${size}.webp`;
      await client.send(new PutObjectCommand({
        Bucket: buckets.thumbnails, Key: key, Body: bytes, ContentType: 'image/webp', CacheControl: 'private, max-age=31536000, immutable',
      }));
      return { width, height, key };
    },

    setAside: async (key, reason) => {
      const moved = await orGone(client.send(new CopyObjectCommand({
        Bucket: buckets.uploads,
        Key: `${REJECTED_PREFIX}${key.slice(UPLOADS_PREFIX.length)}`,
        CopySource: [buckets.uploads, ...key.split('/')].map(encodeURIComponent).join('/'),
        MetadataDirective: 'REPLACE',
        ContentType: 'application/octet-stream',
        Metadata: { reason, detail: REJECTIONS[reason].replace(/’/g, "'") },
      })));
      if (moved) { await client.send(new DeleteObjectCommand({ Bucket: buckets.uploads, Key: key })); }
    },
  };
}

async function orGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) { return undefined; }
    throw error;
  }
}
