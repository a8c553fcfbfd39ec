/** How a stored image is to be shown (Exif 2.32, tag Orientation): 1 as it is, 2 mirrored, 3 turned by 180°, and so on to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a header says of the pixels, as they are stored. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
  /** How they are to be turned to be seen. */
  readonly orientation: Orientation;
}

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** The orientation in a TIFF header as Exif holds it; 1 where there is none that can be understood. */
export function orientationOf(exif: Uint8Array): Orientation {
  const { byteOffset, byteLength } = exif;
  const view = new DataView(exif.buffer, byteOffset, byteLength);
  if (byteLength < 8) { return 1; }
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) { return 1; }
  const littleEndian = order === 0x4949;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > byteLength) { return 1; }
  const end = Math.min(byteLength, directory + 2 + view.getUint16(directory, littleEndian) * ENTRY_BYTES);
  for (let entry = directory + 2; entry + ENTRY_BYTES <= end; entry += ENTRY_BYTES) {
    if (view.getUint16(entry, littleEndian) === ORIENTATION_TAG && view.getUint16(entry + 2, littleEndian) === SHORT) {
      const value = view.getUint16(entry + 8, littleEndian);
      return value >= 1 && value <= 8 ? value as Orientation : 1;
    }
  }
  return 1;
}
