import { Failure, Unauthorized } from '../kit/failures';

/** What a signed-in user holds. */
export interface Tokens extends RenewedTokens {
  /** Opaque; gives new id and access tokens until the pool's client lets it expire. */
  readonly refreshToken: string;
}

/** What a refresh token gives. */
export interface RenewedTokens {
  /** JWT that this API's routes take. */
  readonly idToken: string;
  /** JWT for the user pool's own operations. */
  readonly accessToken: string;
  /** Seconds until both JWTs expire. */
  readonly expiresIn: number;
}

/** One more step before the tokens. */
export interface Challenge {
  readonly challenge: string;
  /** Opaque; names the sign-in that the next step goes on with, for the minutes the pool's client allows. */
  readonly session: string;
}

/** Who keeps the users. Each promise is refused with a Failure whose message tells no account from another. */
export interface IdentityProvider {
  /** @throws Unauthorized when this user can't sign in with this password, whatever the reason */
  checkPassword(username: string, password: string): Promise<Tokens | Challenge>;
  /**
   * @throws Unauthorized when the session is unknown, expired or another user's
   * @throws BadRequest when the password breaks the pool's policy
   */
  replacePassword(username: string, session: string, newPassword: string): Promise<Tokens | Challenge>;
  /** @throws Unauthorized when the token is unknown, expired or revoked, or its user can't sign in */
  renewTokens(refreshToken: string): Promise<RenewedTokens>;
  /** Makes a refresh token worthless, and the tokens that it gave. One that is worthless already stays so. */
  revokeToken(refreshToken: string): Promise<void>;
}

/** The one step that these routes take after the password. */
export const NEW_PASSWORD = 'NEW_PASSWORD_REQUIRED';

/** The account signs in with a step that these routes don't take; it is known only once the password was right. */
export class StepNotTaken extends Failure { readonly status = 403; }

/**
 * Exchanges a password for tokens, or for the challenge to replace it.
 * @throws StepNotTaken for an account with a second factor, and what `checkPassword` throws
 */
export async function logIn(
  attempt: { readonly username: string; readonly password: string },
  identities: IdentityProvider,
): Promise<Tokens | Challenge> {
  return takeStep(await identities.checkPassword(attempt.username, attempt.password));
}

/**
 * Replaces the password that an administrator gave, and signs in.
 * @throws StepNotTaken for an account with a second factor, and what `replacePassword` throws
 */
export async function answerChallenge(
  answer: { readonly username: string; readonly session: string; readonly newPassword: string },
  identities: IdentityProvider,
): Promise<Tokens | Challenge> {
  return takeStep(await identities.replacePassword(answer.username, answer.session, answer.newPassword));
}

/**
 * Exchanges a refresh token for new tokens.
 * @throws Unauthorized when there is none, and what `renewTokens` throws
 */
export async function refreshSession(refreshToken: string | undefined, identities: IdentityProvider): Promise<RenewedTokens> {
  if (refreshToken === undefined) { throw new Unauthorized('No refresh token was sent. Log in.'); }
  return identities.renewTokens(refreshToken);
}

/** Ends a session. Whoever has none is signed out already. */
export async function logOut(refreshToken: string | undefined, identities: IdentityProvider): Promise<void> {
  if (refreshToken !== undefined) { await identities.revokeToken(refreshToken); }
}

function takeStep(step: Tokens | Challenge): Tokens | Challenge {
  if ('challenge' in step && step.challenge !== NEW_PASSWORD) {
    throw new StepNotTaken(`This account signs in with ${step.challenge}, a step that these routes do not take. Use a client of the user pool that does.`);
  }
  return step;
}
