import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { patiently, unlessForbidden } from './patience';
import { dataStart, findDirectory, readDirectory, ZIP_TAIL_BYTES, type ZipEntry } from './zip';
import { FILES_FOLDER, MANIFEST_FILE, type SiteFile, type SiteManifest } from '../../contract/secure-static-site';

/** Files that lie together are read by one request of at most so many bytes. */
const READ_MAX = 8 * 1024 * 1024;

/** A source as the CDK uploads it: one ZIP archive, read by parts, so that its size is bounded by no disk and no memory. */
export interface SourceArchive {
  readonly manifest: SiteManifest;
  /** Groups of files, each to be read by one request; a file larger than that is alone. */
  groups(files: readonly SiteFile[]): (readonly SiteFile[])[];
  /** Contents of a group of small files, checked. */
  read(group: readonly SiteFile[]): Promise<{ readonly file: SiteFile; readonly content: Buffer }[]>;
  /** Content of a large file. Whoever reads it compares its hash at the end. */
  stream(file: SiteFile): Promise<Readable>;
}

/** Whether a file is too large to be held in memory with others. */
export const isLarge = ({ size }: SiteFile) => size > READ_MAX;

/** @param until milliseconds since 1970: how long the permission to read it may be late */
export async function openArchive(client: S3Client, bucket: string, key: string, until: number): Promise<SourceArchive> {
  const get = async (from: number, to: number) => {
    const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${from}-${to - 1}` }));
    return body as Readable & { transformToByteArray(): Promise<Uint8Array> };
  };
  const bytes = async (from: number, to: number) => Buffer.from(await (await get(from, to)).transformToByteArray());

  const head = new HeadObjectCommand({ Bucket: bucket, Key: key });
  const { ContentLength: length = 0 } = await patiently(() => unlessForbidden(() => client.send(head)), until).catch((cause: Error) => {
    throw new Error(`the source archive s3://${bucket}/${key} can't be read (${cause.name}): deploy the stack again, so that the CDK uploads it again`, { cause });
  });
  const directory = findDirectory(await bytes(Math.max(0, length - ZIP_TAIL_BYTES), length));
  const central = await bytes(directory.offset, directory.offset + directory.size);
  const entries = new Map(readDirectory(central, directory).map((entry) => [entry.name.normalize('NFC'), entry]));
  const entryOf = (name: string): ZipEntry => {
    const entry = entries.get(name);
    if (!entry) { throw new Error(`the source archive holds no ${name}: deploy the stack again, so that the CDK uploads it again`); }
    return entry;
  };
  const fileEntry = ({ path }: SiteFile) => entryOf(`${FILES_FOLDER}${path}`);
  const manifestEntry = entryOf(MANIFEST_FILE);
  const manifest: SiteManifest = JSON.parse(contentOf(await bytes(manifestEntry.offset, manifestEntry.end), manifestEntry).toString('utf8'));

  return {
    manifest,

    groups: (files) => {
      const groups: SiteFile[][] = [];
      let start = 0;
      for (const file of [...files].sort((a, b) => fileEntry(a).offset - fileEntry(b).offset)) {
        const { offset, end } = fileEntry(file);
        const last = groups[groups.length - 1];
        if (last && !isLarge(file) && !isLarge(last[0]) && end - start <= READ_MAX) { last.push(file); continue; }
        groups.push([file]);
        start = offset;
      }
      return groups;
    },

    read: async (group) => {
      const start = Math.min(...group.map((file) => fileEntry(file).offset));
      const all = await bytes(start, Math.max(...group.map((file) => fileEntry(file).end)));
      return group.map((file) => {
        const entry = fileEntry(file);
        const content = contentOf(all.subarray(entry.offset - start, entry.end - start), entry);
        checkHash(file, createHash('sha256').update(content).digest('hex'));
        return { file, content };
      });
    },

    stream: async (file) => {
      const entry = fileEntry(file);
      const start = entry.offset + dataStart(await bytes(entry.offset, entry.offset + 30));
      const body = await get(start, start + entry.compressedSize);
      if (!entry.deflated) { return body; }
      const inflated = createInflateRaw();
      body.on('error', (error) => inflated.destroy(error));
      return body.pipe(inflated);
    },
  };
}

/** @throws when what was read is not what the synth saw */
export function checkHash(file: SiteFile, sha256: string) {
  if (sha256 !== file.sha256) { throw new Error(`${file.path} in the source archive is not the file of the build: deploy the stack again`); }
}

function contentOf(local: Buffer, entry: ZipEntry): Buffer {
  const start = dataStart(local);
  const data = local.subarray(start, start + entry.compressedSize);
  return entry.deflated ? inflateRawSync(data) : data;
}
