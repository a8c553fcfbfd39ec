import { headerRefs } from './headers';
import { schemaRef, type Members } from './model';
import { CORRELATION_HEADER, PROBLEM_TYPE, STATUS_TITLES, type FieldProblem } from '../../../contract/wire';

interface ProblemResponse {
  readonly status: number;
  readonly description: string;
  /** A `detail` that the client may read. */
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly headers?: readonly string[];
}

/** Every answer that is a problem, by its name in the document. */
const PROBLEMS: { readonly [name: string]: ProblemResponse } = {
  BadRequest: {
    status: 400,
    description: 'The request can’t be understood or breaks the schema: `errors` names each field, parameter or header at fault.',
    detail: 'The body breaks the resource’s schema.',
    errors: [{ pointer: '/title', detail: 'title is required.' }],
  },
  Unauthorized: {
    status: 401, description: 'No valid ID token, or an expired one.', detail: 'Send a valid ID token as Authorization: Bearer.', headers: ['WWW-Authenticate'],
  },
  LoginRefused: { status: 401, description: 'Refused: for what reason is not told.', detail: 'The username or the password is wrong, or the account cannot sign in.', headers: ['Set-Cookie'] },
  Forbidden: { status: 403, description: 'This caller may not do this, or a firewall refuses it.', detail: 'This caller may not do this.' },
  NotFound: { status: 404, description: 'No such item, or another’s.', detail: 'There is no such item.' },
  MethodNotAllowed: { status: 405, description: 'The path answers to other methods only.', detail: 'This path answers to GET, POST, HEAD, OPTIONS.', headers: ['Allow'] },
  Conflict: { status: 409, description: 'The state of the item, or of another request, forbids it.', detail: 'Others keep changing this item. Send the patch again.', headers: ['Retry-After:Retry-After-Conflict'] },
  PreconditionFailed: {
    status: 412,
    description: 'The item has another version than the one named (RFC 9110, 15.5.13).',
    detail: 'The item has another version than the one this request is for. Read it again.',
  },
  ContentTooLarge: { status: 413, description: 'The body, or the item that it would make, is too large: an item holds 400 KB.', detail: 'The item would be larger than 400 KB, names and values together.' },
  UnsupportedMediaType: { status: 415, description: 'The body is of another media type.', detail: 'Send application/json in UTF-8.', headers: ['Accept-Post'] },
  UnsupportedPatchType: { status: 415, description: 'The patch is of another media type.', detail: 'Send application/merge-patch+json or application/json in UTF-8.', headers: ['Accept-Patch'] },
  UnprocessableContent: { status: 422, description: 'The body is well-formed, and refused: its `Idempotency-Key` came with another one, or a rule of the resource forbids it.', detail: 'This Idempotency-Key came with another body.' },
  PreconditionRequired: { status: 428, description: 'A change must name the version it is based on (RFC 6585).', detail: 'Send If-Match with the ETag of the version that this change is based on.' },
  TooManyRequests: { status: 429, description: 'Too many requests.', detail: 'Too many requests: wait and try again.', headers: ['Retry-After'] },
  InternalServerError: { status: 500, description: 'A fault of the server’s own.', detail: 'The server failed to answer. Quote requestId when you report it.' },
  ServiceUnavailable: { status: 503, description: 'A service that this one stands on can’t answer now; nothing was changed.', detail: 'The store can’t answer now. Try again.', headers: ['Retry-After'] },
  GatewayTimeout: { status: 504, description: 'The server did not answer in time; whether the change was made is not known.', detail: 'The server did not answer in time.', headers: ['Retry-After'] },
};

export type ProblemName = keyof typeof PROBLEMS & string;

/** Components of all problem responses. */
export function problemResponses(): Members {
  return Object.fromEntries(Object.entries(PROBLEMS).map(([name, { status, description, detail, errors, headers = [] }]) => {
    const example = { type: 'about:blank', title: STATUS_TITLES[status], status, detail, requestId: '0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b', ...(errors && { errors }) };
    return [name, {
      description,
      headers: headerRefs('Cache-Control', ...headers, CORRELATION_HEADER),
      content: { [PROBLEM_TYPE]: { schema: schemaRef('Problem'), example } },
    }];
  }));
}

/** Responses of an operation, by status: its own, and the problems named. */
export function responsesOf(own: Members, problems: readonly ProblemName[]): Members {
  const refs = problems.map((name) => [PROBLEMS[name].status, { $ref: `#/components/responses/${name}` }] as const);
  return { ...own, ...Object.fromEntries(refs) };
}

/** Problems that no operation is safe from. */
export const ANYWHERE: readonly ProblemName[] = ['BadRequest', 'Forbidden', 'MethodNotAllowed', 'TooManyRequests', 'InternalServerError', 'ServiceUnavailable', 'GatewayTimeout'];

/** Schemas of problems, as contract/wire.ts has them. */
export const PROBLEM_SCHEMAS: Members = {
  Problem: {
    type: 'object',
    description: 'An error (RFC 9457).',
    required: ['type', 'title', 'detail', 'requestId'],
    properties: {
      type: { const: 'about:blank', description: 'No more is said of it than its status says.' },
      title: { type: 'string', description: 'The phrase of the status.' },
      status: { type: 'integer', minimum: 400, maximum: 599, description: 'The status of the answer.' },
      detail: { type: 'string', description: 'What is wrong, for people.' },
      requestId: { type: 'string', description: 'Names the request in the logs.' },
      errors: { type: 'array', description: 'What the client must mend.', items: schemaRef('FieldProblem') },
    },
  },
  FieldProblem: {
    type: 'object',
    description: 'One field, parameter or header at fault.',
    required: ['detail'],
    properties: {
      pointer: { type: 'string', description: 'Where in the body: a JSON Pointer (RFC 6901); empty for all of it.' },
      parameter: { type: 'string', description: 'Name of the query parameter or header, where the fault is not in the body.' },
      detail: { type: 'string', description: 'What is wrong and what is allowed.' },
    },
  },
};
