import type { Attributes } from './stored-item';
import type { AttributesChange } from './update-expression';
import { CORRELATION_ID, TRACEPARENT } from '../../contract/serverless-crud-api';
import type { HttpRequest } from '../kit/http';

/** W3C Trace Context, traceparent. */
const TRACEPARENT_FORM = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Which request makes a write. */
export type WriteOrigin = Pick<HttpRequest, 'correlationId' | 'headers'>;

/** What a write leaves with its item of the request that makes it: none of an earlier request stays. */
export function traceOf({ correlationId, headers: { traceparent } }: WriteOrigin): AttributesChange {
  const set: Attributes = { [CORRELATION_ID]: { S: correlationId } };
  return traceparent !== undefined && TRACEPARENT_FORM.test(traceparent)
    ? { set: { ...set, [TRACEPARENT]: { S: traceparent } }, remove: [] }
    : { set, remove: [TRACEPARENT] };
}
