/** What is seen on the wire by every client of every house. */

/** Media type of a success. */
export const JSON_TYPE = 'application/json';
/** Media type of an error (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';
/** Media type of a partial update (RFC 7396). */
export const MERGE_PATCH_TYPE = 'application/merge-patch+json';

/** Names a request across services and logs; made by the server when the client sends none. */
export const CORRELATION_HEADER = 'X-Correlation-Id';

/** Headers a browser may send from another origin. */
export const CORS_REQUEST_HEADERS = ['Authorization', 'Content-Type', 'If-Match', 'If-None-Match', 'Idempotency-Key', CORRELATION_HEADER] as const;
/** Headers a browser's script may read from another origin. */
export const CORS_RESPONSE_HEADERS = ['ETag', 'Idempotency-Replayed', 'Link', 'Location', 'Retry-After', CORRELATION_HEADER] as const;

/** One field the client must mend. */
export interface FieldProblem {
  /** JSON Pointer (RFC 6901) into the request's body, '' for the whole of it. */
  readonly pointer?: string;
  /** Name of the query parameter or header, where the fault is not in the body. */
  readonly parameter?: string;
  /** What is wrong and what is allowed, in one sentence. */
  readonly detail: string;
}

/** An error as the client sees it: RFC 9457, `type` being about:blank, so `title` is the status's own phrase. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldProblem[];
}

/** Reason phrases (RFC 9110, RFC 6585) of every status that is answered with a problem. */
export const STATUS_TITLES: { readonly [status: number]: string } = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
