/** What the API takes: POST /v1/uploads. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** 10 MB, unless the API tells another limit when it is asked. */
export const BYTES_MAX = 10 * 1024 * 1024;

export interface Thumbnail { readonly width: number; readonly height: number; readonly url: string }

/** A file on its way, in the order of its life. */
export type UploadState =
  | { readonly kind: 'sending'; readonly sent: number }
  /** With the image processor. */
  | { readonly kind: 'processing' }
  | { readonly kind: 'ready'; readonly thumbnails: readonly Thumbnail[] }
  | { readonly kind: 'rejected'; readonly reason?: string }
  | { readonly kind: 'failed'; readonly failure: unknown };

export interface Upload {
  /** Names it on this page. */
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
}

export type FileFault = 'type' | 'size' | 'empty';

/** Why a file is not worth sending. */
export function fileFault({ type, size }: { readonly type: string; readonly size: number }): FileFault | undefined {
  if (!(IMAGE_TYPES as readonly string[]).includes(type)) { return 'type'; }
  if (size === 0) { return 'empty'; }
  return size > BYTES_MAX ? 'size' : undefined;
}

/** Milliseconds until the n-th question, from 0 on, whether an image is ready: soon at first, then ever later. */
export function waitBefore(n: number): number {
  return Math.min(500 * 1.5 ** n, 5_000);
}

/** The smallest thumbnail that fills a box on a screen of that many dots a pixel, or the largest there is. */
export function bestThumbnail(thumbnails: readonly Thumbnail[], width: number, dots: number): Thumbnail | undefined {
  const bySize = [...thumbnails].sort((a, b) => a.width - b.width);
  return bySize.find((thumbnail) => thumbnail.width >= width * dots) ?? bySize[bySize.length - 1];
}
