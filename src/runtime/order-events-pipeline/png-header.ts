import { orientationOf, type ImageSize, type Orientation } from './image-orientation';
import { RejectedImage } from './rejected-image';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
/** Length and type before a chunk, its checksum after it. */
const CHUNK_HEAD_BYTES = 8;
const CHUNK_BYTES = CHUNK_HEAD_BYTES + 4;

export function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', 0, 8) === SIGNATURE;
}

/** Walks the chunks of a PNG (W3C PNG, 5) to its end. @throws RejectedImage */
export function readPngHeader(bytes: Uint8Array): ImageSize {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: Pick<ImageSize, 'width' | 'height'> | undefined;
  let orientation: Orientation = 1;
  for (let at = SIGNATURE.length; ;) {
    if (at + CHUNK_BYTES > file.length) { throw new RejectedImage('TRUNCATED'); }
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const end = at + CHUNK_BYTES + length;
    if (end > file.length) { throw new RejectedImage('TRUNCATED'); }
    const chunk = file.subarray(at + CHUNK_HEAD_BYTES, end - 4);
    if (!size) {
      if (type !== 'IHDR' || length !== 13) { throw new RejectedImage('DAMAGED'); }
      size = { width: chunk.readUInt32BE(0), height: chunk.readUInt32BE(4) };
    }
    if (type === 'eXIf') { orientation = orientationOf(chunk); }
    if (type === 'IEND') { return { ...size, orientation }; }
    at = end;
  }
}
