import { Unreachable } from './failure';
import type { commerceClient } from '../../../client';
import { keep, readKept } from '../kit/kept';
import type { AuthRoutes, SignInStep } from '../session/session';

/** What this browser knows of the cookie that it can't read: 'kept', or 'log-out-due' when a sign-out had no answer. */
const COOKIE = 'refresh-cookie';

interface Answer {
  readonly data?: { readonly idToken: string; readonly expiresIn: number } | { readonly challenge: string; readonly session: string };
  readonly response: Response;
}

/** The auth routes of the API. The refresh token never reaches a script: it is asked for in a cookie. */
export function authRoutes(api: ReturnType<typeof commerceClient>): AuthRoutes {
  const logOut = async () => {
    keep(COOKIE, 'log-out-due');
    const { response: { status } } = await sent(api.POST('/auth/logout', { body: {} }));
    if (status < 500 && status !== 429) { keep(COOKIE, undefined); }
  };
  return {
    logIn: async (username, password) => signedIn(
      await sent(api.POST('/auth/login', { body: { username, password, refreshTokenIn: 'cookie' } })),
    ),
    replacePassword: async (username, session, newPassword) => signedIn(
      await sent(api.POST('/auth/challenge', { body: { username, session, newPassword, refreshTokenIn: 'cookie' } })),
    ),
    refresh: async () => {
      const cookie = readKept(COOKIE);
      if (cookie === 'log-out-due') { await logOut(); } // the cookie is still there, and must not sign in again
      if (cookie !== 'kept') { return { kind: 'refused', status: 401 }; }
      const step = stepOf(await sent(api.POST('/auth/refresh', { body: {} })));
      if (step.kind === 'refused' && step.status === 401) { keep(COOKIE, undefined); }
      return step;
    },
    logOut,
  };
}

function signedIn(answer: Answer): SignInStep {
  const step = stepOf(answer);
  if (step.kind === 'tokens') { keep(COOKIE, 'kept'); }
  return step;
}

async function sent<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new Unreachable(error);
  }
}

function stepOf({ data, response }: Answer): SignInStep {
  if (data && 'idToken' in data) { return { kind: 'tokens', idToken: data.idToken, expiresIn: data.expiresIn }; }
  if (data && 'challenge' in data) { return { kind: 'new-password', session: data.session }; }
  return { kind: 'refused', status: response.status };
}
