import { BadRequest, TooManyRequests, Unauthorized, Unavailable, type Failure } from '../kit/failures';

/** The parts of an SDK error that tell what went wrong. */
export interface CognitoError {
  readonly name: string;
  readonly message: string;
  /** Node's code of a network error. */
  readonly code?: string;
  /** No status when no response came. */
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
}

/**
 * Errors that refuse the user, whatever the user knows. All are answered alike: a difference would tell a stranger
 * which accounts exist (https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html, error messages).
 */
const REFUSALS = new Set([
  'NotAuthorizedException', // a wrong password, token or session; a disabled, expired or locked user
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'TooManyFailedAttemptsException',
  'UserLambdaValidationException', // a trigger of the pool says no
  'CodeMismatchException', // a session that is not this user's
  'ExpiredCodeException',
]);
const NEW_PASSWORD_FAULTS = new Set(['InvalidPasswordException', 'PasswordHistoryPolicyViolationException']);
const THROTTLES = new Set(['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException', 'RequestLimitExceeded']);

/**
 * What an error of Cognito is to a client. Neither the failure nor its cause repeats Cognito's message, which may
 * echo a password, a token or a session.
 * @param operation the operation that failed, for the log
 * @param refusal what the client reads when the user is refused
 */
export function failureFor(error: unknown, operation: string, refusal: string): Failure | Error {
  const known = error as CognitoError;
  if (REFUSALS.has(known.name) || isLockedOut(known)) { return new Unauthorized(refusal); }
  const cause = withoutSecrets(known, operation);
  if (isThrottle(known)) { return new TooManyRequests('Too many sign-ins at this moment. Try again shortly.', undefined, { cause }); }
  if (isOutage(known)) { return new Unavailable('Sign-in is unavailable at this moment. Try again shortly.', undefined, { cause }); }
  return cause;
}

/**
 * What an error of Cognito is to a client that answers the challenge for a new password.
 * @param refusal what the client reads when the session is of no use
 */
export function challengeFailureFor(error: unknown, operation: string, refusal: string): Failure | Error {
  const { name, message } = error as CognitoError;
  // Cognito checks its parameters' form before it looks at them, and tells only in the message which one was at fault.
  const badParameter = name === 'InvalidParameterException' ? message : '';
  if (NEW_PASSWORD_FAULTS.has(name) || /\bpassword\b/i.test(badParameter)) {
    return new BadRequest('The new password was not accepted.', [{ pointer: '/newPassword', detail: policySentence(message) }]);
  }
  if (/\bsession\b/i.test(badParameter)) { return new Unauthorized(refusal); }
  return failureFor(error, operation, refusal);
}

/** Cognito's sentence when it is one of those that hold no input, else one of ours. */
function policySentence(message: string): string {
  const known = /^Password did not conform with policy: (Password (?:not long enough|must have (?:uppercase|lowercase|numeric|symbol) characters))$/.exec(message);
  return known ? `${known[1]}.` : 'This breaks the password policy of the user pool, or was used before.';
}

/** Cognito names a user's lock and its own rates alike; only the message tells them apart. */
function isLockedOut({ name, message }: CognitoError): boolean {
  return name === 'LimitExceededException' && /^Attempt limit exceeded/.test(message);
}

/** A token that is none, or of another client, or a client whose tokens can't be revoked: no try will change that. */
const NOTHING_TO_REVOKE = new Set([
  'UnauthorizedException', 'NotAuthorizedException', 'InvalidParameterException', 'UnsupportedTokenTypeException', 'UnsupportedOperationException',
]);

/** True when Cognito has nothing to revoke. */
export function isNothingToRevoke(error: unknown): boolean {
  return NOTHING_TO_REVOKE.has((error as CognitoError).name);
}

/** True when Cognito answers too many requests already. */
export function isThrottle({ name }: CognitoError): boolean {
  return THROTTLES.has(name);
}

/** True when Cognito failed or never answered. Of the errors that never left this function, the SDK tries only those of the network again. */
export function isOutage({ name, $metadata: { httpStatusCode, attempts = 1 } = {} }: CognitoError): boolean {
  return httpStatusCode === undefined ? name === 'TimeoutError' || attempts > 1 : httpStatusCode >= 500;
}

/** The error without its message, which may echo a password, a token, a session or an e-mail. */
export function withoutSecrets({ name, code = '', $metadata: { httpStatusCode, requestId } = {} }: CognitoError, operation: string): Error {
  const known = /^\w{1,64}$/.test(name) ? name : 'an unnamed error';
  const named = /^[A-Z_]{1,32}$/.test(code) ? `${known} ${code}` : known;
  return new Error(`Cognito ${operation}: ${named}, HTTP ${httpStatusCode ?? 'never answered'}, request ${requestId ?? 'unknown'}`);
}
