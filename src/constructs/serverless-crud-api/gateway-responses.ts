import { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { CORS_RESPONSE_HEADERS, PROBLEM_TYPE, STATUS_TITLES } from '../../contract/wire';

interface GatewayProblem {
  readonly type: apigateway.ResponseType;
  /** Left out: the status that API Gateway gives. */
  readonly status?: number;
  readonly detail: string;
  readonly headers?: { readonly [name: string]: string };
}

const { ResponseType } = apigateway;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const PROBLEMS: readonly GatewayProblem[] = [
  { type: ResponseType.UNAUTHORIZED, status: 401, detail: 'Send a valid ID token as Authorization: Bearer.', headers: { 'WWW-Authenticate': 'Bearer' } },
  { type: ResponseType.EXPIRED_TOKEN, status: 401, detail: 'The token has expired: refresh it.', headers: { 'WWW-Authenticate': 'Bearer' } },
  { type: ResponseType.INVALID_SIGNATURE, status: 401, detail: 'The signature is not valid.', headers: { 'WWW-Authenticate': 'Bearer' } },
  { type: ResponseType.ACCESS_DENIED, status: 403, detail: 'This caller may not do this.' },
  { type: ResponseType.INVALID_API_KEY, status: 403, detail: 'The API key is not valid.' },
  { type: ResponseType.WAF_FILTERED, status: 403, detail: 'The firewall refused the request.' },
  // API Gateway's name for a path or method it does not have.
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, status: 404, detail: 'There is nothing at this path.' },
  { type: ResponseType.RESOURCE_NOT_FOUND, status: 404, detail: 'There is nothing at this path.' },
  { type: ResponseType.BAD_REQUEST_BODY, status: 400, detail: 'The body breaks the schema.' },
  { type: ResponseType.BAD_REQUEST_PARAMETERS, status: 400, detail: 'A parameter is missing or not valid.' },
  { type: ResponseType.REQUEST_TOO_LARGE, status: 413, detail: 'The request is larger than 10 MB.' },
  { type: ResponseType.UNSUPPORTED_MEDIA_TYPE, status: 415, detail: 'The body is not of a media type this method takes.' },
  { type: ResponseType.THROTTLED, status: 429, detail: 'Too many requests: wait and try again.', headers: { 'Retry-After': '1' } },
  { type: ResponseType.QUOTA_EXCEEDED, status: 429, detail: 'The quota of this API key is used up.', headers: { 'Retry-After': '3600' } },
  { type: ResponseType.INTEGRATION_TIMEOUT, status: 504, detail: 'The server did not answer in time.', headers: { 'Retry-After': '1' } },
  { type: ResponseType.INTEGRATION_FAILURE, status: 503, detail: 'The server could not be reached.', headers: { 'Retry-After': '1' } },
  { type: ResponseType.AUTHORIZER_FAILURE, status: 500, detail: 'The server failed to answer. Quote requestId when you report it.' },
  { type: ResponseType.AUTHORIZER_CONFIGURATION_ERROR, status: 500, detail: 'The server failed to answer. Quote requestId when you report it.' },
  { type: ResponseType.API_CONFIGURATION_ERROR, status: 500, detail: 'The server failed to answer. Quote requestId when you report it.' },
  { type: ResponseType.DEFAULT_4XX, detail: 'The request was refused.' },
  { type: ResponseType.DEFAULT_5XX, detail: 'The server failed to answer. Quote requestId when you report it.' },
];

/**
 * Gives the gateway's own errors the shape of the handlers': RFC 9457 with a request id and CORS headers.
 * The one origin they name is the first allowed, since a gateway response can't depend on the caller's.
 */
export function addProblemResponses(api: apigateway.RestApi, allowedOrigins: readonly string[]) {
  for (const { type, status, detail, headers } of PROBLEMS) {
    api.addGatewayResponse(`Problem${type.responseType}`, {
      type,
      statusCode: status?.toString(),
      responseHeaders: quoted({
        'Content-Type': PROBLEM_TYPE,
        'Cache-Control': 'no-store',
        ...headers,
        ...corsHeaders(allowedOrigins),
      }),
      templates: { 'application/json': template(status, detail) },
    });
  }
}

/** A default response covers several statuses, so its title comes from the gateway's name for the error. */
function template(status: number | undefined, detail: string): string {
  const title = status === undefined ? '$context.error.responseType' : STATUS_TITLES[status];
  const problem = { type: 'about:blank', title, ...(status !== undefined && { status }), detail, requestId: '$context.requestId' };
  return JSON.stringify(problem);
}

function corsHeaders(allowedOrigins: readonly string[]): { [name: string]: string } {
  if (allowedOrigins.length === 0) { return {}; }
  const [first] = allowedOrigins;
  return {
    'Access-Control-Allow-Origin': allowedOrigins.includes('*') ? '*' : first,
    'Access-Control-Expose-Headers': CORS_RESPONSE_HEADERS.join(', '),
  };
}

/** Static values stand in single quotes, or API Gateway reads them as a mapping expression. */
function quoted(headers: { [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}
