import { randomUUID } from 'node:crypto';
import { BadRequest, Unauthorized } from '../../../src/runtime/kit/failures';
import type { IdentityProvider, Tokens } from '../../../src/runtime/serverless-crud-api/auth-flow';

/** Somebody who can sign in. */
export interface Person {
  readonly username: string;
  password: string;
  /** Given by an administrator: to be replaced at the first sign-in. */
  temporary?: boolean;
  readonly sub: string;
  readonly groups: readonly string[];
}

/** A user pool in memory. Its tokens are not signed: who serves them reads them back. */
export class People {
  readonly all: Person[] = [];
  /** Seconds that a token lasts. */
  tokenSeconds = 3_600;
  private readonly refreshTokens = new Map<string, Person>();
  private readonly sessions = new Map<string, Person>();

  readonly identities: IdentityProvider = {
    checkPassword: async (username, password) => {
      const person = this.all.find((one) => one.username === username && one.password === password);
      if (!person) { throw new Unauthorized('The user name or the password is not right.'); }
      if (!person.temporary) { return this.tokensOf(person); }
      const session = `session-${randomUUID()}`;
      this.sessions.set(session, person);
      return { challenge: 'NEW_PASSWORD_REQUIRED', session };
    },
    replacePassword: async (_, session, newPassword) => {
      const person = this.sessions.get(session);
      if (!person) { throw new Unauthorized('The session is over.'); }
      if (newPassword.length < 12) { throw new BadRequest('The password breaks the policy.'); }
      this.sessions.delete(session);
      person.password = newPassword;
      person.temporary = false;
      return this.tokensOf(person);
    },
    renewTokens: async (refreshToken) => {
      const person = this.refreshTokens.get(refreshToken);
      if (!person) { throw new Unauthorized('The refresh token is not good.'); }
      return this.tokensOf(person);
    },
    revokeToken: async (refreshToken) => { this.refreshTokens.delete(refreshToken); },
  };

  add(username: string, more: Partial<Person> = {}): Person {
    const person = { username, password: `${username}-Password-1`, sub: `sub-of-${username}`, groups: [], ...more };
    this.all.push(person);
    return person;
  }

  /** Ends every session, as an administrator can. */
  signOutAll() { this.refreshTokens.clear(); }

  /** Claims of a token that was given and has not ended. */
  claimsOf(authorization: string | undefined): { readonly [claim: string]: string } | undefined {
    try {
      const claims = JSON.parse(Buffer.from((authorization ?? '').split('.')[1], 'base64url').toString());
      return claims.exp * 1_000 > Date.now() ? { ...claims, 'cognito:groups': (claims['cognito:groups'] ?? []).join(',') } : undefined;
    } catch {
      return undefined;
    }
  }

  private tokensOf(person: Person): Tokens {
    const { sub, username, groups } = person;
    const exp = Math.floor(Date.now() / 1_000) + this.tokenSeconds;
    const claims = { sub, 'token_use': 'id', 'cognito:username': username, 'email': `${username}@example.com`, exp, 'jti': randomUUID(), ...(groups.length > 0 && { 'cognito:groups': groups }) };
    const idToken = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.none`;
    const refreshToken = randomUUID();
    this.refreshTokens.set(refreshToken, person);
    return { idToken, accessToken: idToken, refreshToken, expiresIn: this.tokenSeconds };
  }
}
