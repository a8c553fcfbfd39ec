/** An error as the APIs tell it (RFC 9457). */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldProblem[];
}

export interface FieldProblem {
  /** JSON Pointer into the body. */
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/** An answer that is none of those hoped for. */
export class ApiFailure extends Error {
  constructor(readonly status: number, readonly problem?: Problem) {
    super(problem?.detail ?? `the API answered ${status}`);
  }
}

/** No answer came. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('no answer from the API', { cause });
  }
}

/** What openapi-fetch gives. */
interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The answer hoped for.
 * @throws ApiFailure, Unreachable
 */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<{ readonly data: T; readonly response: Response }> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') { throw error; }
    throw error instanceof ApiFailure ? error : new Unreachable(error);
  }
  if (!answer.response.ok) { throw new ApiFailure(answer.response.status, readProblem(answer.error)); }
  return { data: answer.data as T, response: answer.response };
}

/** The problem in an error's body; undefined for what is none, such as a page of some proxy. */
export function readProblem(body: unknown): Problem | undefined {
  return typeof body === 'object' && body !== null && typeof (body as Problem).detail === 'string' ? body as Problem : undefined;
}

/** What the API says of one field of a body. */
export function fieldProblem(failure: unknown, field: string): string | undefined {
  if (!(failure instanceof ApiFailure)) { return undefined; }
  return failure.problem?.errors?.find(({ pointer }) => pointer === `/${field}` || pointer?.startsWith(`/${field}/`))?.detail;
}
