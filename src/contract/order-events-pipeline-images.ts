import { defineEnv } from './env';

/** Environment of the function that takes uploads and tells of them. */
export const uploadsEnv = defineEnv([
  'UPLOADS_TABLE_NAME', 'UPLOADS_BUCKET_NAME', 'THUMBNAILS_BUCKET_NAME', 'UPLOAD_SETTINGS_JSON', 'ADMIN_GROUPS_JSON', 'ALLOWED_ORIGINS_JSON', 'SERVICE_NAME',
]);
/** Environment of the function that makes thumbnails. */
export const imageProcessorEnv = defineEnv([
  'QUEUE_URL', 'DEAD_LETTER_QUEUE_URL', 'SERVICE_NAME', 'UPLOADS_TABLE_NAME', 'UPLOADS_BUCKET_NAME', 'THUMBNAILS_BUCKET_NAME', 'IMAGE_SETTINGS_JSON',
]);

/** Prefix of what users upload: `uploads/<sub>/<id>`. */
export const UPLOADS_PREFIX = 'uploads/';
/** Prefix of the files that are no image one can show: `rejected/<sub>/<id>`, the reason in their metadata. */
export const REJECTED_PREFIX = 'rejected/';

/** Partition key of the table of uploads: an upload's id. */
export const UPLOADS_KEY = 'id';
/** Its TTL attribute, in seconds since 1970. */
export const UPLOAD_EXPIRES_AT = 'expiresAt';
/** How long an upload is known that was never made, or was rejected: longer than its message is in the queue and its dead letters. */
export const UNFINISHED_KEPT_SECONDS = 30 * 86_400;

/** Media types that can be uploaded. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = typeof IMAGE_TYPES[number];

/** Why a file was set aside. */
export const REJECTIONS = {
  NOT_AN_IMAGE: 'The file is neither a JPEG, a PNG nor a WebP image.',
  TRUNCATED: 'The file ends before the image does.',
  DAMAGED: 'The file can’t be read as the image it claims to be.',
  UNSUPPORTED: 'The image is of a kind that is not taken: CMYK, animated, lossless or arithmetic JPEG.',
  TOO_LARGE: 'The file has more bytes than are taken.',
  TOO_MANY_PIXELS: 'The image has more pixels than are taken.',
  UNKNOWN_UPLOAD: 'Nobody asked for an upload of this name.',
} as const;
export type Rejection = keyof typeof REJECTIONS;

/** What an upload is held to. */
export interface UploadSettings {
  readonly bytesMax: number;
  /** How long a form is good for. */
  readonly formSeconds: number;
  /** How long links to thumbnails are good for. */
  readonly linkSeconds: number;
}

/** What the thumbnails are like. */
export interface ImageSettings {
  readonly bytesMax: number;
  readonly pixelsMax: number;
  /** Longer side of each thumbnail in pixels. */
  readonly sizes: readonly number[];
  /** 1 to 100. */
  readonly quality: number;
  /** Prefix of the thumbnails, ending in a slash: `<prefix><id>/<version>/<longer side>.webp`. */
  readonly prefix: string;
}

/** A thumbnail as the table keeps it. */
export interface KeptThumbnail {
  readonly width: number;
  readonly height: number;
  readonly key: string;
}
