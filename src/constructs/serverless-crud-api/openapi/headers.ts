import type { Members } from './model';
import { CORRELATION_HEADER, JSON_TYPE, MERGE_PATCH_TYPE } from '../../../contract/wire';

const SECONDS = { type: 'integer', minimum: 0 };
const TEXT = { type: 'string' };

/** Headers of answers, by their names in the document. */
export const HEADERS: { readonly [name: string]: Members } = {
  'Accept-Patch': { description: 'What a PATCH takes (RFC 5789).', required: true, schema: TEXT, example: `${MERGE_PATCH_TYPE}, ${JSON_TYPE}` },
  'Accept-Post': { description: 'What a POST takes.', schema: TEXT, example: JSON_TYPE },
  'Allow': { description: 'The methods of this path (RFC 9110, 10.2.1).', required: true, schema: TEXT, example: 'GET, POST, HEAD, OPTIONS' },
  'Cache-Control': { description: 'No cache may keep an answer.', schema: { const: 'no-store' }, example: 'no-store' },
  'ETag': { description: 'The version of the item, a strong entity tag. Send it back as `If-Match` or `If-None-Match`.', required: true, schema: { type: 'string', pattern: '^"[1-9][0-9]*"$' }, example: '"1"' },
  'Idempotency-Replayed': { description: 'Present where an earlier POST with the same `Idempotency-Key` made this answer.', schema: { const: 'true' }, example: 'true' },
  'Link': { description: 'The next page, while there may be more: `rel="next"` (RFC 8288), relative to this URL.', schema: TEXT, example: '<?limit=20&cursor=eyJ2Ijox>; rel="next"' },
  'Location': { description: 'Where the new item is, relative to this URL.', required: true, schema: { type: 'string', format: 'uri-reference' } },
  'Retry-After': { description: 'Seconds to wait before trying again.', required: true, schema: SECONDS, example: 1 },
  'Retry-After-Conflict': { description: 'Seconds to wait before trying again, where waiting helps.', schema: SECONDS, example: 1 },
  'Set-Cookie': { description: 'The refresh token, where the client asked for it in a cookie that no script can read; a sign-out takes it away.', schema: TEXT },
  'WWW-Authenticate': { description: 'How to prove who one is (RFC 9110, 11.6.1).', schema: TEXT, example: 'Bearer' },
  [CORRELATION_HEADER]: { description: 'Names this request in every log: what the client sent, or an id of the server’s.', schema: TEXT, example: 'order-42' },
};

/** References to headers; a name after a colon is that of the document, where it differs from the one on the wire. */
export function headerRefs(...names: readonly string[]): Members {
  return Object.fromEntries(names.map((name) => {
    const [onWire, inDocument = onWire] = name.split(':');
    return [onWire, { $ref: `#/components/headers/${inDocument}` }];
  }));
}
