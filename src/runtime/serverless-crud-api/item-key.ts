/** Longest partition key that DynamoDB takes, in bytes of UTF-8 (Service quotas, Partition keys and sort keys). */
const KEY_BYTES_MAX = 2048;
/** In lower case, as ids are made: keys are compared byte by byte. */
const UUID_V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MS_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** True when an item can have this id: a key is neither empty nor longer than 2,048 bytes. */
export function isItemKey(id: string): boolean {
  return id !== '' && Buffer.byteLength(id) <= KEY_BYTES_MAX;
}

/**
 * When an id was made (RFC 9562, 5.7: the first 48 bits of a UUIDv7 are milliseconds since 1970).
 * @returns ISO 8601, UTC, milliseconds, up to the year 9999; undefined for any other id
 */
export function timeOf(id: string): string | undefined {
  const match = UUID_V7.exec(id);
  const ms = match ? parseInt(match[1] + match[2], 16) : NaN;
  return ms <= MS_MAX ? new Date(ms).toISOString() : undefined;
}
