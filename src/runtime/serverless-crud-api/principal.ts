import { Unauthorized } from '../kit/failures';

/** The user that a request acts for. */
export interface Principal {
  /** The user's immutable id in the pool. */
  readonly sub: string;
  /** Names of the user's groups, in the token's order; none when the user is in no group. */
  readonly groups: readonly string[];
}

/** Reads as the gateway's own refusal of a token; RFC 9110, 11.6.1, wants the scheme named. */
class TokenRefused extends Unauthorized {
  readonly headers = { 'WWW-Authenticate': 'Bearer' };
  constructor() { super('Send a valid ID token as Authorization: Bearer.'); }
}

/**
 * The user of a token that the authorizer accepted. A Cognito authorizer without scopes takes id tokens only, but one
 * with scopes takes access tokens, so the handler checks the use as well
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html).
 * @throws Unauthorized for any other token, and for none
 */
export function requireIdToken(claims: { readonly [name: string]: unknown } | undefined): Principal {
  const sub = claims?.sub;
  if (claims?.token_use !== 'id' || typeof sub !== 'string' || sub === '') {
    throw new TokenRefused();
  }
  return { sub, groups: groupsOf(claims['cognito:groups']) };
}

/** A group's name holds no white space (CreateGroup, GroupName), so white space and commas only ever separate. */
function groupsOf(claim: unknown): readonly string[] {
  const text = Array.isArray(claim) ? claim.join(',') : typeof claim === 'string' ? claim.replace(/^\[(.*)\]$/s, '$1') : '';
  return text.split(/[\s,]+/).filter((name) => name !== '');
}
