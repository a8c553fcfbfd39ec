import type { Thumbnail } from './make-thumbnails';
import { RejectedImage } from './rejected-image';
import type { Upload } from './upload';
import { UPLOADS_PREFIX, type KeptThumbnail, type Rejection } from '../../contract/order-events-pipeline-images';
import { jsonOf, PermanentError, type QueueMessage } from '../kit/sqs';

/** A file that was uploaded. */
export interface UploadedFile {
  /** Changes with its bytes. */
  readonly version: string;
  read(): Promise<Uint8Array>;
}

/** What the flow stands on. */
export interface ProcessPorts {
  find(id: string): Promise<Upload | undefined>;
  /** The file as it is now; undefined where it is gone. @throws RejectedImage for one of too many bytes, unread */
  open(key: string): Promise<UploadedFile | undefined>;
  /** Largest first. @throws RejectedImage */
  makeThumbnails(bytes: Uint8Array): Promise<readonly Thumbnail[]>;
  /** @returns where it was put */
  keep(id: string, version: string, thumbnail: Thumbnail): Promise<KeptThumbnail>;
  /** Settles an upload that is pending; one that is not is left as it is. */
  ready(id: string, thumbnails: readonly KeptThumbnail[]): Promise<void>;
  rejected(id: string, reason: Rejection): Promise<void>;
  /** Moves a file to where nothing looks at it, with the reason; nothing where it is gone. */
  setAside(key: string, reason: Rejection): Promise<void>;
  /** Says which request asked for a file. */
  tell(key: string, origin: Upload['origin']): void;
}

/**
 * Makes the thumbnails of what was uploaded. Each step is the same done twice as once, and thumbnails of other bytes have other
 * names: the function may die anywhere, a message come twice, a form be used again while the first file is at work.
 * @throws PermanentError for what is no event of S3
 */
export async function processImages(message: Pick<QueueMessage, 'body'>, ports: ProcessPorts): Promise<void> {
  for (const key of readKeys(message)) { await processImage(key, ports); }
}

async function processImage(key: string, ports: ProcessPorts): Promise<void> {
  const { sub, id } = partsOf(key);
  const upload = id === undefined ? undefined : await ports.find(id);
  if (id === undefined || !upload || upload.owner !== sub) { return ports.setAside(key, 'UNKNOWN_UPLOAD'); }
  ports.tell(key, upload.origin);
  if (upload.status === 'READY') { return undefined; }
  if (upload.status === 'REJECTED') { return ports.setAside(key, upload.reason!); }
  try {
    const file = await ports.open(key);
    if (!file) { return undefined; }
    const thumbnails = await ports.makeThumbnails(await file.read());
    const kept: KeptThumbnail[] = [];
    // One after the other: where one fails, none may be left at work after the invocation.
    for (const thumbnail of thumbnails) { kept.unshift(await ports.keep(id, file.version, thumbnail)); }
    return await ports.ready(id, kept);
  } catch (error) {
    if (!(error instanceof RejectedImage)) { throw error; }
    await ports.rejected(id, error.rejection);
    return ports.setAside(key, error.rejection);
  }
}

function partsOf(key: string): { readonly sub?: string; readonly id?: string } {
  const [, sub, id] = /^(.+)\/([^/]+)$/.exec(key.startsWith(UPLOADS_PREFIX) ? key.slice(UPLOADS_PREFIX.length) : '') ?? [];
  return { sub, id };
}

/** Keys of the objects of an S3 event (Amazon S3, Event message structure); none in the test that S3 sends at first. */
export function readKeys(message: Pick<QueueMessage, 'body'>): string[] {
  const event = jsonOf(message) as any;
  if (event?.Event === 's3:TestEvent') { return []; }
  if (!Array.isArray(event?.Records)) { throw new PermanentError('the message is no event of S3'); }
  return event.Records.map((record: any) => {
    const key = record?.s3?.object?.key;
    if (typeof key !== 'string') { throw new PermanentError('the event of S3 names no object'); }
    return decodeKey(key);
  });
}

/** As forms are encoded. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replace(/\+/g, ' '));
  } catch {
    throw new PermanentError(`the event of S3 names an object in an encoding that is none: ${key}`);
  }
}

/** What a log line says of a message. */
export function describeImages(message: Pick<QueueMessage, 'body'>): { readonly [name: string]: unknown } {
  try {
    return { uploads: readKeys(message) };
  } catch {
    return {};
  }
}
