/** A key as a client names it. */
export type KeyValue = string | number;

/** Longest sort key that DynamoDB takes, in bytes of UTF-8 (Service quotas, Partition keys and sort keys). */
const SORT_KEY_BYTES_MAX = 1024;
/** Magnitudes that DynamoDB's numbers have (Data types, Number). */
const MAGNITUDE_MIN = 1e-130;
const MAGNITUDE_LIMIT = 1e126;

const LONE_SURROGATE = /\p{Surrogate}/u;
/** The last character of each length in UTF-8, 0 to 3 bytes. */
const LAST_OF_LENGTH = ['', '\u007f', '\u07ff', '\uffff'];
const LAST_CHARACTER = '\u{10ffff}';

/** True when a sort key can have this value. @param bytesMax of a text */
export function isKeyValue(value: KeyValue, bytesMax = SORT_KEY_BYTES_MAX): boolean {
  if (typeof value === 'string') { return value !== '' && Buffer.byteLength(value) <= bytesMax && !LONE_SURROGATE.test(value); }
  return value === 0 || (Math.abs(value) >= MAGNITUDE_MIN && Math.abs(value) < MAGNITUDE_LIMIT);
}

/** Below 0, 0 or above 0, as DynamoDB orders two keys of one type: texts by their bytes in UTF-8, numbers by value. */
export function compareKeys(a: KeyValue, b: KeyValue): number {
  return typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * The last sort key below `bound`; none when there is none. DynamoDB takes one condition on a sort key, and the one
 * with two ends includes both: the half-open range of a list ends here.
 */
export function keyBelow(bound: KeyValue): KeyValue | undefined {
  return typeof bound === 'number' ? numberBelow(bound) : textBelow(bound);
}

/** Texts are finite, since a key has a greatest length: below `b` comes `a` and as many of the last character as fit. */
function textBelow(bound: string): string | undefined {
  const characters = [...bound];
  const last = characters.pop()?.codePointAt(0);
  const head = characters.join('');
  if (last === undefined) { return undefined; }
  if (last === 0) { return head === '' ? undefined : head; }
  const before = head + String.fromCodePoint(last === 0xe000 ? 0xd7ff : last - 1); // no surrogate is a character
  const room = Math.max(0, SORT_KEY_BYTES_MAX - Buffer.byteLength(before));
  return before + LAST_CHARACTER.repeat(Math.floor(room / 4)) + LAST_OF_LENGTH[room % 4];
}

/** The double next below: whatever is stored was a double that JSON wrote. */
function numberBelow(bound: number): number | undefined {
  if (bound === 0) { return -MAGNITUDE_MIN; }
  if (bound === MAGNITUDE_MIN) { return 0; }
  const double = new DataView(new ArrayBuffer(8));
  double.setFloat64(0, bound);
  double.setBigInt64(0, double.getBigInt64(0) + (bound > 0 ? -1n : 1n));
  const below = double.getFloat64(0);
  return isKeyValue(below) ? below : undefined;
}
