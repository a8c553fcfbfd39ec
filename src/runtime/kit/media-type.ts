import { UnsupportedMediaType } from './failures';
import type { HttpRequest } from './http';

/**
 * The media type of a Content-Type header (RFC 9110, 8.3.1): type and subtype in lower case, without parameters.
 * @returns undefined when it is malformed, or names a charset that UTF-8 does not include
 */
export function mediaTypeOf(contentType: string): string | undefined {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replace(/^"(.*)"$/, '$1');
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/.test(charset)) { return undefined; }
  return /^[^\s/,;]+\/[^\s/,;]+$/.test(type) ? type : undefined;
}

/**
 * A body of no declared type is taken for what the method takes (RFC 9110, 8.3).
 * @throws UnsupportedMediaType of a declared one that is none of `types`, or that is not in UTF-8, with the headers given
 */
export function requireMediaType({ headers }: Pick<HttpRequest, 'headers'>, types: readonly string[], told?: { readonly [name: string]: string }) {
  const declared = headers['content-type'];
  if (declared !== undefined && !types.includes(mediaTypeOf(declared) ?? '')) { throw new UnsupportedMediaType(`Send ${types.join(' or ')} in UTF-8.`, told); }
}
