import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { isLarge, openArchive } from './archive-store';
import { inParallel } from './in-parallel';
import { putLargeFile } from './large-file';
import type { Release } from './publish-flow';
import type { SiteStore } from './site-store';
import { CONFIG_FILE, REVALIDATED, SITE_PREFIX, type PublicationProperties, type SiteFile, type StoredFile } from '../../contract/secure-static-site';

/** Groups of files read at once: each is up to 8 MiB compressed. */
const GROUPS_AT_ONCE = 4;
/** Writes under way at once for each group. */
const WRITES_AT_ONCE = 10;

/** The same source and configuration are the same release, whoever publishes it. */
export function releaseId({ SourceObjectKey, ConfigJson }: PublicationProperties): string {
  return createHash('sha256').update(`${SourceObjectKey}\0${ConfigJson}`).digest('hex').slice(0, 16);
}

/** How long a publication may take. */
export interface PublicationTime {
  /** Ends it before Lambda does. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970: when what it waits for must be there. */
  readonly patientUntil: number;
}

/** The release of a source archive. */
export async function archiveRelease(
  client: S3Client, bucket: string, store: SiteStore, properties: PublicationProperties, { signal, patientUntil }: PublicationTime,
): Promise<Release> {
  const archive = await openArchive(client, properties.SourceBucketName, properties.SourceObjectKey, patientUntil);
  const config = properties.ConfigJson === '' ? undefined : configFile(properties.ConfigJson);

  const writeGroup = async (group: readonly SiteFile[]): Promise<StoredFile[]> => {
    signal.throwIfAborted();
    if (isLarge(group[0])) {
      return [await putLargeFile(client, bucket, `${SITE_PREFIX}${group[0].path}`, group[0], await archive.stream(group[0]))];
    }
    return inParallel(await archive.read(group), async ({ file, content }) => {
      signal.throwIfAborted();
      return store.put(file, content);
    }, WRITES_AT_ONCE);
  };

  return {
    release: releaseId(properties),
    files: [...archive.manifest.files, ...(config ? [config] : [])],
    write: async (files) => {
      const written = config && files.includes(config) ? [await store.put(config, Buffer.from(properties.ConfigJson))] : [];
      const groups = await inParallel(archive.groups(files.filter((file) => file !== config)), writeGroup, GROUPS_AT_ONCE);
      return [...written, ...groups.flat()];
    },
  };
}

function configFile(json: string): SiteFile {
  return {
    path: CONFIG_FILE,
    size: Buffer.byteLength(json),
    sha256: createHash('sha256').update(json).digest('hex'),
    contentType: 'application/json',
    cacheControl: REVALIDATED,
    page: false,
  };
}
