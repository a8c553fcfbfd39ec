import type { APIGatewayProxyEvent } from 'aws-lambda';

/** What a test says about a request; the rest is as API Gateway would send it. */
export interface ProxyRequest {
  readonly method?: string;
  /** The route as declared, such as `/v1/tickets/{id}`. */
  readonly resource?: string;
  readonly id?: string;
  readonly query?: { readonly [name: string]: string | readonly string[] };
  readonly headers?: { readonly [name: string]: string };
  /** A text is sent as it is, bytes as API Gateway sends binary bodies, anything else as its JSON. */
  readonly body?: unknown;
  /** Claims of the accepted token; null for a request without one. */
  readonly claims?: { readonly [name: string]: unknown } | null;
}

/** The user every request comes from unless it says otherwise. */
export const ANA = { sub: 'b3f1c2d4-0000-4000-8000-00000000000a', token_use: 'id' };
/** Somebody else. */
export const BEN = { sub: 'b3f1c2d4-0000-4000-8000-00000000000b', token_use: 'id' };

/** A Lambda proxy event of a REST API, as the Cognito authorizer lets it through. */
export function proxyEvent(request: ProxyRequest = {}): APIGatewayProxyEvent {
  const { method = 'GET', id, claims = ANA } = request;
  const resource = request.resource ?? (id === undefined ? '/v1/tickets' : '/v1/tickets/{id}');
  const query = Object.entries(request.query ?? {}).map(([name, value]) => [name, [value].flat()] as const);
  const headers = { ...(request.body !== undefined && { 'Content-Type': 'application/json' }), ...request.headers };
  return {
    httpMethod: method,
    resource,
    path: id === undefined ? resource : resource.replace('{id}', id),
    pathParameters: id === undefined ? null : { id },
    queryStringParameters: query.length === 0 ? null : Object.fromEntries(query.map(([name, values]) => [name, values[values.length - 1]])),
    multiValueQueryStringParameters: query.length === 0 ? null : Object.fromEntries(query.map(([name, values]) => [name, [...values]])),
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ...bodyOf(request.body),
    stageVariables: null,
    requestContext: {
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      authorizer: claims === null ? undefined : { claims },
    } as APIGatewayProxyEvent['requestContext'],
  };
}

function bodyOf(body: unknown): { body: string | null; isBase64Encoded: boolean } {
  if (body === undefined) { return { body: null, isBase64Encoded: false }; }
  if (typeof body === 'string') { return { body, isBase64Encoded: false }; }
  if (body instanceof Uint8Array) { return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }; }
  return { body: JSON.stringify(body), isBase64Encoded: false };
}
