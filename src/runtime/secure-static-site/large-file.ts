import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, UploadPartCommand, type CompletedPart, type S3Client,
} from '@aws-sdk/client-s3';
import { checkHash } from './archive-store';
import type { SiteFile, StoredFile } from '../../contract/secure-static-site';

/** S3 takes 10,000 parts: files up to 156 GiB. */
const PART_BYTES = 16 * 1024 * 1024;

/** Writes a file part by part, so that no more of it than one is in memory. It is there only when its hash was right. */
export async function putLargeFile(
  client: S3Client, bucket: string, key: string, file: SiteFile, content: Readable,
): Promise<StoredFile> {
  const target = { Bucket: bucket, Key: key };
  const metadata = { ContentType: file.contentType, CacheControl: file.cacheControl };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ...metadata }));
  try {
    const hash = createHash('sha256');
    const parts: CompletedPart[] = [];
    for await (const part of partsOf(content)) {
      hash.update(part);
      const PartNumber = parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body: part }));
      parts.push({ ETag, PartNumber });
    }
    checkHash(file, hash.digest('hex'));
    const { VersionId } = await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: parts } }));
    return { ...file, versionId: VersionId! };
  } catch (error) {
    content.destroy();
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined); // the bucket's lifecycle ends it otherwise
    throw error;
  }
}

async function* partsOf(content: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    held.push(chunk);
    size += chunk.length;
    if (size >= PART_BYTES) {
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  }
  if (size > 0) { yield Buffer.concat(held); }
}
