import { orientationOf, type ImageSize, type Orientation } from './image-orientation';
import { RejectedImage } from './rejected-image';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const EXIF = 'Exif\0\0';

/** Frames that baseline and progressive JPEGs have: SOF0 to SOF2. The others are lossless, hierarchical or arithmetic. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES: readonly number[] = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** Stuffing, TEM and RST have no length. A decoder goes on behind them, where another frame may be: none of them belongs outside of a scan. */
const WITHOUT_LENGTH: readonly number[] = [0x00, 0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7];

/**
 * Encoders write about ten. Each is decoded over all pixels, so that a small file of thousands takes hours
 * (libjpeg-turbo, Two Issues with the JPEG Standard).
 */
const SCANS_MAX = 40;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff;
}

/** Walks a JPEG (ITU-T T.81, B.1) from marker to marker to its end. @throws RejectedImage */
export function readJpegHeader(bytes: Uint8Array): ImageSize {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: Pick<ImageSize, 'width' | 'height'> | undefined;
  let orientation: Orientation | undefined;
  let scans = 0;
  for (let at = 2; ;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) { at++; }
    if (at + 2 > file.length) { throw new RejectedImage('TRUNCATED'); }
    if (file[at] !== 0xff) { throw new RejectedImage('DAMAGED'); }
    const marker = file[at + 1];
    if (marker === EOI) { break; }
    if (WITHOUT_LENGTH.includes(marker)) { throw new RejectedImage('DAMAGED'); }
    const { start, end } = segmentAt(file, at + 2);
    if (FRAMES.includes(marker)) { size ??= readFrame(file.subarray(start, end)); }
    if (OTHER_FRAMES.includes(marker)) { throw new RejectedImage('UNSUPPORTED'); }
    if (marker === APP1 && file.toString('latin1', start, start + EXIF.length) === EXIF) {
      orientation ??= orientationOf(file.subarray(start + EXIF.length, end));
    }
    if (marker === SOS && ++scans > SCANS_MAX) { throw new RejectedImage('UNSUPPORTED'); }
    at = marker === SOS ? endOfScan(file, end) : end;
  }
  if (!size || scans === 0) { throw new RejectedImage('DAMAGED'); }
  return { ...size, orientation: orientation ?? 1 };
}

function segmentAt(file: Buffer, at: number): { readonly start: number; readonly end: number } {
  if (at + 2 > file.length) { throw new RejectedImage('TRUNCATED'); }
  const length = file.readUInt16BE(at);
  if (length < 2) { throw new RejectedImage('DAMAGED'); }
  if (at + length > file.length) { throw new RejectedImage('TRUNCATED'); }
  return { start: at + 2, end: at + length };
}

/** Where the next marker is that ends the scan: 0xFF00 is a byte of its data, and restart markers lie within it. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; ;) {
    at = file.indexOf(0xff, at);
    if (at === -1 || at + 1 >= file.length) { throw new RejectedImage('TRUNCATED'); }
    const next = file[at + 1];
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) { return at; }
    at += next === 0xff ? 1 : 2;
  }
}

function readFrame(frame: Buffer): Pick<ImageSize, 'width' | 'height'> {
  if (frame.length < 6) { throw new RejectedImage('DAMAGED'); }
  const [precision, components] = [frame[0], frame[5]];
  if (precision !== 8 || (components !== 1 && components !== 3)) { throw new RejectedImage('UNSUPPORTED'); }
  return { height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) };
}
