import { STATUS_TITLES, type FieldProblem } from '../../contract/wire';

/**
 * What a flow throws when it can't keep its promise. Only kit/http knows how one becomes an answer; its message is
 * written for the client, so it never carries anything internal.
 */
export abstract class Failure extends Error {
  abstract readonly status: number;
  /** Headers the answer needs to be correct HTTP, such as Allow or Retry-After. */
  readonly headers: { readonly [name: string]: string } = {};

  constructor(message: string, readonly errors?: readonly FieldProblem[], options?: ErrorOptions) {
    super(message, options);
  }

  /** As the log shows it. The class's own name is lost when the bundle is minified. */
  get name(): string { return STATUS_TITLES[this.status]; }
}

/** The request can't be understood or breaks the schema. */
export class BadRequest extends Failure { readonly status = 400; }

/** The caller has not proven who it is. */
export class Unauthorized extends Failure { readonly status = 401; }

/** The caller may not do this, to whatever it may be. */
export class Forbidden extends Failure { readonly status = 403; }

/** No such thing, or none that this caller may know of. */
export class NotFound extends Failure { readonly status = 404; }

/** The path exists, the method does not. */
export class MethodNotAllowed extends Failure {
  readonly status = 405;
  readonly headers;
  constructor(allowed: readonly string[]) {
    super(`This path answers to ${allowed.join(', ')}.`);
    this.headers = { Allow: allowed.join(', ') };
  }
}

/** The state of the thing forbids it. */
export class Conflict extends Failure { readonly status = 409; }

/** Others are at the same thing; nothing was changed, and the same request may succeed at once. */
export class Busy extends Conflict { readonly headers = { 'Retry-After': '1' }; }

/** The item is no longer what the caller based its change on. */
export class PreconditionFailed extends Failure { readonly status = 412; }

/** The item would be larger than the store takes. */
export class ContentTooLarge extends Failure { readonly status = 413; }

/** The body is not of a media type this method takes. */
export class UnsupportedMediaType extends Failure {
  readonly status = 415;
  constructor(message: string, readonly headers: { readonly [name: string]: string } = {}) { super(message); }
}

/** The request is well-formed and can't be followed. */
export class UnprocessableContent extends Failure { readonly status = 422; }

/** The change must name the version it is based on. */
export class PreconditionRequired extends Failure { readonly status = 428; }

/** The caller asks too often. */
export class TooManyRequests extends Failure {
  readonly status = 429;
  readonly headers = { 'Retry-After': '1' };
}

/** A service this one stands on can't answer now; nothing was changed. */
export class Unavailable extends Failure {
  readonly status = 503;
  readonly headers = { 'Retry-After': '1' };
}
