import {
  CopyObjectCommand, DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand,
  type PutObjectCommandInput, type S3Client,
} from '@aws-sdk/client-s3';
import { patiently, unlessForbidden } from './patience';
import { EMPTY_RECORD } from './publication-plan';
import type { Records } from './publish-flow';
import { RECORDS_PREFIX, SITE_PREFIX, type SiteFile, type StoredFile } from '../../contract/secure-static-site';
import { statusOf } from '../kit/aws-errors';

const DELETE_MAX = 1000;
/** A publication ends within the 15 minutes that Lambda gives it. */
const LEASE_MS = 16 * 60_000;

/** The bucket of a site, as its publisher uses it. */
export function siteStore(client: S3Client, bucket: string) {
  const key = (path: string) => `${SITE_PREFIX}${path}`;

  const readJson = async <T>(name: string): Promise<T | undefined> => {
    try {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${RECORDS_PREFIX}${name}.json` }));
      return JSON.parse(await body!.transformToString());
    } catch (error) {
      if (isMissing(error)) { return undefined; }
      throw error;
    }
  };
  const writeJson = async (name: string, content: unknown) => {
    await client.send(new PutObjectCommand({
      Bucket: bucket, Key: `${RECORDS_PREFIX}${name}.json`, Body: JSON.stringify(content), ContentType: 'application/json',
    }));
  };

  const records: Records = {
    current: async () => await readJson('current') ?? EMPTY_RECORD,
    saveCurrent: (record) => writeJson('current', record),
    release: (release) => readJson(release),
    saveRelease: (record) => writeJson(record.release, record),
    dropRelease: async (release) => { await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${RECORDS_PREFIX}${release}.json` })); },
  };

  return {
    records,

    put: async (file: SiteFile, body: Uint8Array): Promise<StoredFile> => {
      const { VersionId: versionId } = await client.send(new PutObjectCommand({
        Bucket: bucket, Key: key(file.path), Body: body, ContentType: file.contentType, CacheControl: file.cacheControl,
      }));
      return { ...file, versionId: versionId! };
    },

    restore: async (file: StoredFile): Promise<StoredFile> => {
      const source = [bucket, ...key(file.path).split('/')].map(encodeURIComponent).join('/');
      const { VersionId: versionId } = await client.send(new CopyObjectCommand({
        Bucket: bucket, Key: key(file.path), CopySource: `${source}?versionId=${encodeURIComponent(file.versionId)}`,
      }));
      return { ...file, versionId: versionId! };
    },

    remove: async (paths: readonly string[]) => {
      const batches = Array.from({ length: Math.ceil(paths.length / DELETE_MAX) }, (_, i) => paths.slice(i * DELETE_MAX, (i + 1) * DELETE_MAX));
      for (const batch of batches) { await removeObjects(client, bucket, batch.map((path) => ({ Key: key(path) }))); }
    },

    /** Removes every version of everything. */
    empty: async () => {
      for (;;) {
        const { Versions: versions = [], DeleteMarkers: markers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
        const found = [...versions, ...markers].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
        if (found.length === 0) { return; }
        await removeObjects(client, bucket, found);
      }
    },

    /**
     * Runs while no other publication does.
     * @param owner names the request, so that Lambda's second attempt at it goes on where the first one died
     * @param until milliseconds since 1970: how long it waits for another, such as the daily sweep, which takes seconds
     * @throws when another publication is under way still
     */
    alone: async <T>(owner: string, until: number, run: () => Promise<T>): Promise<T> => {
      await patiently(async () => {
        const taken = await unlessForbidden(() => takeLease(client, bucket, owner));
        return 'done' in taken && !taken.done ? { wait: new Error('another publication of this site is under way: wait until it ends, then try again') } : taken;
      }, until);
      try {
        return await run();
      } finally {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: LEASE }));
      }
    },
  };
}

const LEASE = `${RECORDS_PREFIX}lease`;

/** @returns whether the request has it now */
async function takeLease(client: S3Client, bucket: string, owner: string): Promise<boolean> {
  const take = async (condition: Pick<PutObjectCommandInput, 'IfMatch' | 'IfNoneMatch'>) => {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: LEASE, Body: owner, ...condition }));
      return true;
    } catch (error) {
      if ([404, 409, 412].includes(statusOf(error)!)) { return false; } // another was quicker
      throw error;
    }
  };
  if (await take({ IfNoneMatch: '*' })) { return true; }
  const lease = await readLease(client, bucket);
  if (lease?.owner === owner) { return true; }
  return lease !== undefined && Date.now() - lease.since >= LEASE_MS && take({ IfMatch: lease.etag });
}

/** Nothing where it was given back meanwhile. */
async function readLease(client: S3Client, bucket: string) {
  try {
    const { LastModified: since, ETag: etag, Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: LEASE }));
    return { owner: await body!.transformToString(), since: since!.getTime(), etag };
  } catch (error) {
    if (isMissing(error)) { return undefined; }
    throw error;
  }
}

async function removeObjects(client: S3Client, bucket: string, objects: { Key: string; VersionId?: string }[]) {
  const { Errors: errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }));
  if (errors.length > 0) { throw new Error(`S3 could not delete ${errors.length} objects, the first ${errors[0].Key}: ${errors[0].Code}`); }
}

/** S3 answers a missing object with 404 to who may list the bucket. */
const isMissing = (error: unknown) => statusOf(error) === 404;

export type SiteStore = ReturnType<typeof siteStore>;
