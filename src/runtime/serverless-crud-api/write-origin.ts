import type { AttributesChange } from './update-expression';
import { CORRELATION_ID, TRACEPARENT } from '../../contract/serverless-crud-api';

/** Which request makes a write. */
export interface WriteOrigin {
  readonly correlationId: string;
  /** W3C Trace Context: the client's, or one of the system's own. */
  readonly traceparent: string;
}

/** What a write leaves with its item of the request that makes it. */
export function traceOf({ correlationId, traceparent }: WriteOrigin): AttributesChange {
  return { set: { [CORRELATION_ID]: { S: correlationId }, [TRACEPARENT]: { S: traceparent } }, remove: [] };
}
