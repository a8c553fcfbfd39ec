import type { ImageCodecs } from './image-codecs';
import { inspectImage } from './image-header';
import { multiplyAlpha, orient, shrink, unmultiplyAlpha, type Pixels } from './pixels';
import { RejectedImage } from './rejected-image';
import type { ImageSettings } from '../../contract/order-events-pipeline-images';

/** A thumbnail as it is to be seen. */
export interface Thumbnail {
  /** The longer side that was asked for; an image that is smaller is not enlarged. */
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** A WebP. */
  readonly bytes: Uint8Array;
}

/**
 * The thumbnails of an image, largest first, without its metadata. Each is made of the one before it.
 * @throws RejectedImage
 */
export async function makeThumbnails(
  bytes: Uint8Array, { bytesMax, pixelsMax, sizes, quality }: ImageSettings, codecs: ImageCodecs,
): Promise<Thumbnail[]> {
  if (bytes.length > bytesMax) { throw new RejectedImage('TOO_LARGE'); }
  const { format, width, height, orientation } = inspectImage(bytes);
  if (width * height > pixelsMax) { throw new RejectedImage('TOO_MANY_PIXELS'); }
  let pixels = multiplyAlpha(await codecs.decode(bytes, format));
  const thumbnails: Thumbnail[] = [];
  for (const size of [...sizes].sort((a, b) => b - a)) {
    pixels = shrink(pixels, ...sidesWithin(pixels, size, { width, height }));
    const seen = orient(unmultiplyAlpha(pixels), orientation);
    thumbnails.push({ size, width: seen.width, height: seen.height, bytes: await codecs.encode(seen, quality) });
  }
  return thumbnails;
}

/** The sides of the original scaled to `size`; those of a thumbnail would add up its rounding. */
function sidesWithin(pixels: Pixels, size: number, original: Pick<Pixels, 'width' | 'height'>): [width: number, height: number] {
  const scale = Math.min(1, size / Math.max(original.width, original.height));
  const scaled = (side: number, available: number) => Math.min(available, Math.max(1, Math.round(side * scale)));
  return [scaled(original.width, pixels.width), scaled(original.height, pixels.height)];
}
