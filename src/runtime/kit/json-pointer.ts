/** The JSON Pointer (RFC 6901) of a place in a document; '' for the whole of it. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
