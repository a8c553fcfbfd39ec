/** Stands in for base64-js in the handlers' bundles: Node decodes by itself. */
export function toByteArray(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

export default { toByteArray };
