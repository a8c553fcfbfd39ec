/** Longest partition key that DynamoDB takes, in bytes of UTF-8 (Service quotas, Partition keys and sort keys). */
const KEY_BYTES_MAX = 2048;

/** True when an item can have this id: a key is neither empty nor longer than 2,048 bytes. */
export function isItemKey(id: string): boolean {
  return id !== '' && Buffer.byteLength(id) <= KEY_BYTES_MAX;
}
