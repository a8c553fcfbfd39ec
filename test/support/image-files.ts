/* eslint-disable no-bitwise -- the formats are made of bits */
/** Parts of image files, for files that no encoder would write. */

/** A TIFF header with an orientation, as Exif holds it. */
export function exif(orientation: number, littleEndian = false): Buffer {
  const tiff = Buffer.alloc(26);
  const [short, long] = littleEndian
    ? [(v: number, at: number) => tiff.writeUInt16LE(v, at), (v: number, at: number) => tiff.writeUInt32LE(v, at)]
    : [(v: number, at: number) => tiff.writeUInt16BE(v, at), (v: number, at: number) => tiff.writeUInt32BE(v, at)];
  tiff.write(littleEndian ? 'II' : 'MM', 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return tiff;
}

export function segment(marker: number, ...parts: (Buffer | readonly number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** APP1 of Exif. */
export function exifSegment(orientation: number, littleEndian = false): Buffer {
  return segment(0xe1, Buffer.from('Exif\0\0', 'latin1'), exif(orientation, littleEndian));
}

export interface JpegFacts {
  readonly width?: number;
  readonly height?: number;
  /** Marker of the frame: 0xc0 is baseline. */
  readonly frame?: number;
  readonly precision?: number;
  readonly components?: number;
  readonly scans?: number;
  /** Segments after SOI. */
  readonly before?: readonly Buffer[];
}

/** The skeleton of a JPEG: every marker and no pixel. */
export function jpegSkeleton(facts: JpegFacts = {}): Buffer {
  const { width = 40, height = 30, frame = 0xc0, precision = 8, components = 3, scans = 1, before = [] } = facts;
  const size = Buffer.from([precision, 0, 0, 0, 0, components]);
  size.writeUInt16BE(height, 1);
  size.writeUInt16BE(width, 3);
  const scan = Buffer.concat([segment(0xda, [1, 1, 0, 0, 63, 0]), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])]);
  const all = Array.from({ length: scans }, () => scan);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...before, segment(frame, size, Buffer.alloc(components * 3)), ...all, Buffer.from([0xff, 0xd9])]);
}

/** `jpeg` with a segment after SOI. */
export function withSegment(jpeg: Uint8Array, added: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), added, jpeg.subarray(2)]);
}

export function pngChunk(type: string, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(type, 4, 'latin1');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])));
  return Buffer.concat([head, body, crc]);
}

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngHead(width: number, height: number, bitDepth = 8, colourType = 6): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bitDepth, colourType], 8);
  return pngChunk('IHDR', head);
}

export function png(...chunks: Buffer[]): Buffer { return Buffer.concat([PNG_SIGNATURE, ...chunks, pngChunk('IEND')]); }

export function webpChunk(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

export function webp(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** Chunk of a canvas. @param flags 0x02 animated, 0x08 with Exif */
export function vp8x(width: number, height: number, flags = 0): Buffer {
  const body = Buffer.alloc(10);
  body[0] = flags;
  body.writeUIntLE(width - 1, 4, 3);
  body.writeUIntLE(height - 1, 7, 3);
  return webpChunk('VP8X', body);
}

/** The head of a lossy key frame. */
export function vp8(width: number, height: number): Buffer {
  const body = Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0, 0, 0, 0, 0, 0]);
  body.writeUInt16LE(width, 6);
  body.writeUInt16LE(height, 8);
  return webpChunk('VP8 ', body);
}

/** The head of a lossless image. */
export function vp8l(width: number, height: number): Buffer {
  const body = Buffer.alloc(8);
  body[0] = 0x2f;
  body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  return webpChunk('VP8L', body);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) { crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0); }
  }
  return (crc ^ 0xffffffff) >>> 0;
}
