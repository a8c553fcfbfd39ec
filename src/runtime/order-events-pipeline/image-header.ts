import type { ImageSize } from './image-orientation';
import { isJpeg, readJpegHeader } from './jpeg-header';
import { isPng, readPngHeader } from './png-header';
import { RejectedImage } from './rejected-image';
import { isWebp, readWebpHeader } from './webp-header';

export interface ImageFacts extends ImageSize {
  readonly format: 'jpeg' | 'png' | 'webp';
}

/**
 * What a file is, by its bytes alone, whatever it is named. Nothing is decoded; that it ends where it should is looked at,
 * since decoders fill up with grey what is missing.
 * @throws RejectedImage
 */
export function inspectImage(bytes: Uint8Array): ImageFacts {
  const facts = read(bytes);
  if (facts.width === 0 || facts.height === 0) { throw new RejectedImage('DAMAGED'); }
  return facts;
}

function read(bytes: Uint8Array): ImageFacts {
  if (isJpeg(bytes)) { return { format: 'jpeg', ...readJpegHeader(bytes) }; }
  if (isPng(bytes)) { return { format: 'png', ...readPngHeader(bytes) }; }
  if (isWebp(bytes)) { return { format: 'webp', ...readWebpHeader(bytes) }; }
  throw new RejectedImage('NOT_AN_IMAGE');
}
