import type { IdempotencyKey, RememberedAnswer } from './crud-ports';
import { canonicalJson } from '../kit/canonical-json';
import { BadRequest, UnprocessableContent } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';
import type { JsonObject } from '../kit/json';

const HEADER = 'Idempotency-Key';
/** Visible ASCII but the quote, which may stand around it: the header is a string of RFC 8941. */
const KEY = /^(?:"([\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/;

/**
 * The key under which a creation is made once (draft-ietf-httpapi-idempotency-key-header); undefined without the header.
 * @param sent the body
 * @param sub the user whose key it is
 * @throws BadRequest for a malformed one
 */
export function readIdempotencyKey({ headers }: HttpRequest, sent: JsonObject, sub: string): IdempotencyKey | undefined {
  const header = headers[HEADER.toLowerCase()];
  if (header === undefined) { return undefined; }
  const match = KEY.exec(header);
  if (!match) {
    const detail = `${HEADER} is 1 to 255 visible ASCII characters without a double quote, such as a UUID; the whole may stand in double quotes.`;
    throw new BadRequest(detail, [{ parameter: HEADER, detail }]);
  }
  return { sub, key: match[1] ?? match[2], sent: canonicalJson(sent) };
}

/** What is remembered of an answer. */
export function rememberedOf({ status, headers = {}, body }: HttpResponse): RememberedAnswer {
  return { status, headers, body: JSON.stringify(body) };
}

/**
 * The first answer, once more.
 * @throws UnprocessableContent when the key was another request's
 */
export function replayOf({ same, answer }: { readonly same: boolean; readonly answer: RememberedAnswer }): HttpResponse {
  if (!same) {
    const detail = `This ${HEADER} was sent with another body before. Send a new key with a new request.`;
    throw new UnprocessableContent(detail, [{ parameter: HEADER, detail }]);
  }
  return { status: answer.status, headers: { ...answer.headers, 'Idempotency-Replayed': 'true' }, body: JSON.parse(answer.body) };
}
