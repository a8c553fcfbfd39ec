import { inflateRawSync } from 'node:zlib';

/** Stands in for tiny-inflate in the handlers' bundles: Node inflates by itself. @returns `into`, filled */
function inflate(deflated: Uint8Array, into: Uint8Array): Uint8Array {
  into.set(inflateRawSync(deflated));
  return into;
}

export = inflate;
