/* eslint-disable no-bitwise -- sizes and flags are bits of the format */
import { orientationOf, type ImageSize, type Orientation } from './image-orientation';
import { RejectedImage } from './rejected-image';

type Size = Pick<ImageSize, 'width' | 'height'>;

const RIFF_HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const ANIMATED = 0x02;
const EXIF = 'Exif\0\0';
/** What a file begins with (RFC 9649, 2.5 to 2.7). Where there is anything else libwebp takes it for a frame without a chunk's head. */
const FIRST: readonly string[] = ['VP8 ', 'VP8L', 'VP8X'];

export function isWebp(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', 0, RIFF_HEAD_BYTES);
  return head.startsWith('RIFF') && head.endsWith('WEBP');
}

/** Walks the chunks of a WebP (RFC 9649, 2) to its end. @throws RejectedImage */
export function readWebpHeader(bytes: Uint8Array): ImageSize {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = CHUNK_HEAD_BYTES + whole.readUInt32LE(4);
  if (end > whole.length) { throw new RejectedImage('TRUNCATED'); }
  const file = whole.subarray(0, end);
  const sizes: Size[] = [];
  let orientation: Orientation = 1;
  let hasFrame = false;
  for (let at = RIFF_HEAD_BYTES; at + CHUNK_HEAD_BYTES <= end;) {
    const type = file.toString('latin1', at, at + 4);
    if (at === RIFF_HEAD_BYTES && !FIRST.includes(type)) { throw new RejectedImage('DAMAGED'); }
    const length = file.readUInt32LE(at + 4);
    const chunk = file.subarray(at + CHUNK_HEAD_BYTES, at + CHUNK_HEAD_BYTES + length);
    if (chunk.length < length) { throw new RejectedImage('TRUNCATED'); }
    if (type === 'VP8X') { sizes.push(canvasOf(chunk)); }
    if (type === 'VP8 ' || type === 'VP8L') {
      sizes.push(type === 'VP8 ' ? lossySizeOf(chunk) : losslessSizeOf(chunk));
      hasFrame = true;
    }
    if (type === 'EXIF') { orientation = orientationOf(chunk.toString('latin1', 0, EXIF.length) === EXIF ? chunk.subarray(EXIF.length) : chunk); }
    at += CHUNK_HEAD_BYTES + length + length % 2;
  }
  if (!hasFrame) { throw new RejectedImage('DAMAGED'); }
  // A decoder makes room for the frame, whatever the canvas says.
  return { width: Math.max(...sizes.map(({ width }) => width)), height: Math.max(...sizes.map(({ height }) => height)), orientation };
}

function canvasOf(chunk: Buffer): Size {
  if (chunk.length < 10) { throw new RejectedImage('DAMAGED'); }
  if (chunk[0] & ANIMATED) { throw new RejectedImage('UNSUPPORTED'); }
  return { width: chunk.readUIntLE(4, 3) + 1, height: chunk.readUIntLE(7, 3) + 1 };
}

/** RFC 6386, 9.1: a key frame has its size after the start code. */
function lossySizeOf(chunk: Buffer): Size {
  if (chunk.length < 10 || chunk.readUIntBE(3, 3) !== 0x9d012a) { throw new RejectedImage('DAMAGED'); }
  return { width: chunk.readUInt16LE(6) & 0x3fff, height: chunk.readUInt16LE(8) & 0x3fff };
}

/** RFC 9649, 3.4: 14 bits each, less one. */
function losslessSizeOf(chunk: Buffer): Size {
  if (chunk.length < 5 || chunk[0] !== 0x2f) { throw new RejectedImage('DAMAGED'); }
  const bits = chunk.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
