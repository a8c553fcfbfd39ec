/** Loaded when a text is long enough to ask for it: it brings a dozen modules of Node, and every cold start would pay for them. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** Bytes of a text, deflated, as a binary value of DynamoDB: the SDK's client takes bytes, the handlers' own writes what toJSON gives. */
export function deflated(text: string): Uint8Array {
  const bytes = zlib().deflateRawSync(text);
  return Object.assign(bytes, { toJSON: () => bytes.toString('base64') });
}

/** @param value what either client reads of `deflated` */
export function inflated(value: Uint8Array | string): string {
  return zlib().inflateRawSync(typeof value === 'string' ? Buffer.from(value, 'base64') : value).toString('utf8');
}
