import type { AttributesChange } from './update-expression';
import { CORRELATION_ID, TRACEPARENT } from '../../contract/serverless-crud-api';
import type { HttpRequest } from '../kit/http';
import { readTraceparent } from '../kit/traceparent';

/** Which request makes a write. */
export interface WriteOrigin {
  readonly correlationId: string;
  /** W3C Trace Context: the client's, or one of the system's own. */
  readonly traceparent: string;
}

/** @param newTraceparent of a request whose client sent none */
export function originOf({ correlationId, headers: { traceparent } }: HttpRequest, newTraceparent: () => string): WriteOrigin {
  return { correlationId, traceparent: readTraceparent(traceparent) ?? newTraceparent() };
}

/** What a write leaves with its item of the request that makes it. */
export function traceOf({ correlationId, traceparent }: WriteOrigin): AttributesChange {
  return { set: { [CORRELATION_ID]: { S: correlationId }, [TRACEPARENT]: { S: traceparent } }, remove: [] };
}
