/** The parts of ZIP (PKWARE APPNOTE 6.3.10) that an archive made by the CDK has: no encryption, one disk. */

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Where its local header begins. */
  readonly offset: number;
  /** Where what follows it begins. */
  readonly end: number;
  readonly compressedSize: number;
  /** Bytes of the content. */
  readonly size: number;
  readonly deflated: boolean;
}

/** Where the central directory is. */
export interface ZipDirectory { readonly offset: number; readonly size: number; readonly entries: number }

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_32 = 0xffffffff;

/** The end record, its longest comment, and what ZIP64 puts before it. */
export const ZIP_TAIL_BYTES = 22 + 65_535 + 20 + 56;

/** @param tail last bytes of the archive, ZIP_TAIL_BYTES of them or all */
export function findDirectory(tail: Buffer): ZipDirectory {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END || at + 22 + tail.readUInt16LE(at + 20) !== tail.length) { continue; }
    const directory = { entries: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
    const large = at >= 76 && tail.readUInt32LE(at - 20) === LOCATOR_64 && tail.readUInt32LE(at - 76) === END_64 ? at - 76 : undefined;
    if (large === undefined) { return directory; }
    return { entries: big(tail, large + 32), size: big(tail, large + 40), offset: big(tail, large + 48) };
  }
  throw new Error('the source is no ZIP archive: deploy the stack again, so that the CDK uploads it again');
}

/** @param central the whole central directory */
export function readDirectory(central: Buffer, { offset, entries }: ZipDirectory): ZipEntry[] {
  const found: Omit<ZipEntry, 'end'>[] = [];
  for (let at = 0, i = 0; i < entries; i++) {
    if (central.readUInt32LE(at) !== CENTRAL) { throw new Error('the directory of the source archive is broken'); }
    const nameEnd = at + 46 + central.readUInt16LE(at + 28);
    const extraEnd = nameEnd + central.readUInt16LE(at + 30);
    const method = central.readUInt16LE(at + 10);
    if (method !== 0 && method !== 8) { throw new Error(`the source archive is compressed in a way (${method}) that this handler doesn't know`); }
    found.push({
      name: central.toString('utf8', at + 46, nameEnd),
      deflated: method === 8,
      ...sizesOf(central.readUInt32LE(at + 24), central.readUInt32LE(at + 20), central.readUInt32LE(at + 42), central.subarray(nameEnd, extraEnd)),
    });
    at = extraEnd + central.readUInt16LE(at + 32);
  }
  const starts = found.map((entry) => entry.offset).sort((a, b) => a - b);
  const following = new Map(starts.map((start, i) => [start, starts[i + 1] ?? offset]));
  return found.map((entry) => ({ ...entry, end: following.get(entry.offset)! }));
}

/** Sizes beyond 4 GiB are in the extra field 1, in this order, those only that are. */
function sizesOf(size: number, compressedSize: number, offset: number, extra: Buffer) {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) { at += 4 + extra.readUInt16LE(at + 2); }
  at += 4;
  const next = (value: number) => {
    if (value !== MAX_32) { return value; }
    at += 8;
    return big(extra, at - 8);
  };
  return { size: next(size), compressedSize: next(compressedSize), offset: next(offset) };
}

/** @param local bytes from an entry's offset on @returns where its data begin among them */
export function dataStart(local: Buffer): number {
  if (local.readUInt32LE(0) !== LOCAL) { throw new Error('the source archive is broken: a file is not where its directory says'); }
  return 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
}

const big = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at));
