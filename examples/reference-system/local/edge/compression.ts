import type { OutgoingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliCompress, createGzip } from 'node:zlib';

/** CloudFront compresses files of these types and sizes (Developer Guide, "Serve compressed files"). */
const TYPES = /^(text\/|font\/(otf|ttf)|image\/(svg\+xml|bmp|x-icon|vnd\.microsoft\.icon)|application\/(javascript|json|manifest\+json|wasm|xml|xhtml\+xml|rss\+xml|ld\+json))/;
const BYTES_MIN = 1_000;
const BYTES_MAX = 10_000_000;

/** @returns how an answer is sent compressed, or nothing for one that is sent as it is */
export function compression(
  accepted: string, status: number, headers: OutgoingHttpHeaders,
): { readonly headers: OutgoingHttpHeaders; readonly encoder: Transform } | undefined {
  const length = Number(headers['content-length']);
  if (status !== 200 || headers['content-encoding'] !== undefined || !TYPES.test(String(headers['content-type'] ?? ''))) { return undefined; }
  if (!(length >= BYTES_MIN && length <= BYTES_MAX)) { return undefined; }
  const encoding = ['br', 'gzip'].find((name) => new RegExp(`\\b${name}\\b(?!;\\s*q=0(\\.0*)?(,|$))`).test(accepted));
  if (!encoding) { return undefined; }
  const { 'content-length': _, etag, ...rest } = headers;
  return {
    headers: { ...rest, ...(etag !== undefined && { etag: `W/${String(etag).replace(/^W\//, '')}` }), 'content-encoding': encoding, 'vary': 'Accept-Encoding' },
    encoder: encoding === 'br' ? createBrotliCompress() : createGzip(),
  };
}
