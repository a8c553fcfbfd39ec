/**
 * Stands in for node:fs/promises in the handlers' bundles. The SDK reads ~/.aws/config and ~/.aws/credentials with it, which
 * Lambda does not have; it takes a missing file for an empty one.
 */
export async function readFile(path: string): Promise<never> {
  throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
}
