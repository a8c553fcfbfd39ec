/** Who is signed in, as the ID token tells. The token is for the APIs to verify; the page only reads it. */
export interface User {
  readonly sub: string;
  readonly username: string;
  readonly email?: string;
  readonly groups: readonly string[];
}

/** @throws for what is no JWT with a sub: a page can't go on with it */
export function readUser(idToken: string): User {
  const claims = JSON.parse(decodePart(idToken.split('.')[1] ?? '')) as { [claim: string]: unknown };
  if (typeof claims.sub !== 'string') { throw new Error('the ID token has no sub: it is none of a user pool'); }
  const groups = claims['cognito:groups'];
  return {
    sub: claims.sub,
    username: typeof claims['cognito:username'] === 'string' ? claims['cognito:username'] : claims.sub,
    ...(typeof claims.email === 'string' && { email: claims.email }),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}

function decodePart(part: string): string {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.codePointAt(0) ?? 0);
  return new TextDecoder().decode(bytes);
}
