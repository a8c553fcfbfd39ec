import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { BadRequest, Failure } from './failures';
import { CORRELATION_HEADER, CORS_RESPONSE_HEADERS, JSON_TYPE, PROBLEM_TYPE, STATUS_TITLES, type Problem } from '../../contract/wire';

/** A request, freed from API Gateway's shapes. */
export interface HttpRequest {
  readonly method: string;
  /** The route that matched, as declared: `/v1/tickets/{id}`. */
  readonly route: string;
  readonly pathParameters: { readonly [name: string]: string };
  /** Every value of every query parameter. */
  readonly query: { readonly [name: string]: readonly string[] };
  /** Header names in lower case. */
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** Claims of the token that the authorizer accepted; none on a public route. */
  readonly claims?: { readonly [name: string]: string };
  readonly requestId: string;
  readonly correlationId: string;
}

/** An answer, before API Gateway's shapes. */
export interface HttpResponse {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  /** Whole Set-Cookie values. */
  readonly cookies?: readonly string[];
  /** Rendered as JSON; none leaves the body empty. */
  readonly body?: unknown;
  /** True when a cache gives it to others, too: it does not name the request then. */
  readonly shared?: boolean;
}

/** What one request leaves in the log, besides what the logger adds. */
export interface RequestLog {
  info(message: string, fields: { readonly [name: string]: unknown }): void;
  error(message: string, fields: { readonly [name: string]: unknown }): void;
}

export interface HttpOptions {
  /** Origins whose scripts may read the answers; `*` for any. */
  readonly allowedOrigins: readonly string[];
  readonly log: RequestLog;
  /** Milliseconds since some fixed moment. */
  readonly clock: () => number;
}

const EXPOSED_HEADERS = CORS_RESPONSE_HEADERS.join(', ');

/** Makes a Lambda proxy handler of `answer`: one line in the log, and a problem document for whatever is thrown. */
export function serveHttp(answer: (request: HttpRequest) => Promise<HttpResponse>, options: HttpOptions) {
  return async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const start = options.clock();
    const request = parseRequest(event);
    let response: HttpResponse;
    try {
      response = await answer(event.isBase64Encoded ? { ...request, body: decodeBody(event.body) } : request);
    } catch (error) {
      response = problemFor(error, request, options.log);
    }
    options.log.info('request', {
      method: request.method,
      route: request.route,
      status: response.status,
      durationMs: options.clock() - start,
      requestId: request.requestId,
      correlationId: request.correlationId,
      sub: request.claims?.sub,
    });
    return render(response, request, options.allowedOrigins);
  };
}

function parseRequest(event: APIGatewayProxyEvent): HttpRequest {
  const headers = headersOf(event);
  const requestId = event.requestContext.requestId;
  const sent = headers[CORRELATION_HEADER.toLowerCase()];
  return {
    method: event.httpMethod,
    route: event.resource,
    pathParameters: (event.pathParameters ?? {}) as { [name: string]: string },
    query: event.multiValueQueryStringParameters as HttpRequest['query'] | null ?? listed(event.queryStringParameters),
    headers,
    body: event.body ?? undefined,
    claims: event.requestContext.authorizer?.claims,
    requestId,
    correlationId: sent && /^[\w.:-]{1,128}$/.test(sent) ? sent : requestId,
  };
}

/** Header lines of one name are one list (RFC 9110, 5.3), those of Cookie one set of pairs (RFC 9113, 8.2.3). */
function headersOf({ headers: single, multiValueHeaders: lists }: APIGatewayProxyEvent): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (const written in single) {
    const value = single[written];
    if (value !== undefined) { headers[written.toLowerCase()] = value; }
  }
  for (const written in lists) {
    const values = lists[written];
    if (values && values.length > 1) { headers[written.toLowerCase()] = values.join(written.toLowerCase() === 'cookie' ? '; ' : ', '); }
  }
  return headers;
}

/** For callers that send no lists, such as local engines. */
function listed(values: { readonly [name: string]: string | undefined } | null): HttpRequest['query'] {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, value === undefined ? [] : [value]]));
}

/** @throws BadRequest for bytes that are no UTF-8, which a lenient decoder would replace */
function decodeBody(body: string | null): string | undefined {
  if (body === null) { return undefined; }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    const detail = 'The body is not UTF-8.';
    throw new BadRequest(detail, [{ pointer: '', detail }]);
  }
}

function problemFor(error: unknown, request: HttpRequest, log: RequestLog): HttpResponse {
  const failure = error instanceof Failure ? error : undefined;
  const status = failure?.status ?? 500;
  if (status >= 500) {
    log.error('failed', { error, requestId: request.requestId, correlationId: request.correlationId });
  }
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_TITLES[status],
    status,
    detail: failure?.message ?? 'The server failed to answer. Quote requestId when you report it.',
    requestId: request.requestId,
    ...(failure?.errors && { errors: failure.errors }),
  };
  return { status, headers: { ...failure?.headers, 'Content-Type': PROBLEM_TYPE }, body: problem };
}

function render(response: HttpResponse, request: HttpRequest, allowedOrigins: readonly string[]): APIGatewayProxyResult {
  return {
    statusCode: response.status,
    headers: {
      ...(response.body !== undefined && { 'Content-Type': JSON_TYPE }),
      'Cache-Control': 'no-store',
      ...(!response.shared && { [CORRELATION_HEADER]: request.correlationId }),
      ...corsHeaders(request.headers.origin, allowedOrigins),
      ...response.headers,
    },
    ...(response.cookies && { multiValueHeaders: { 'Set-Cookie': [...response.cookies] } }),
    body: response.body === undefined || request.method === 'HEAD' ? '' : JSON.stringify(response.body),
  };
}

function corsHeaders(origin: string | undefined, allowedOrigins: readonly string[]): { [name: string]: string } {
  if (allowedOrigins.length === 0) { return {}; }
  if (allowedOrigins.includes('*')) { return { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': EXPOSED_HEADERS }; }
  // A gateway's own errors can't echo the caller's origin, so they name the first: the handler agrees with them.
  const allowed = origin && allowedOrigins.includes(origin) ? origin : allowedOrigins[0];
  return { 'Access-Control-Allow-Origin': allowed, 'Vary': 'Origin', 'Access-Control-Expose-Headers': EXPOSED_HEADERS };
}
