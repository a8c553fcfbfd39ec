import { answerChallenge, logIn, logOut, refreshSession, type Challenge, type IdentityProvider, type RenewedTokens, type Tokens } from './auth-flow';
import { isRefreshToken, readChallengeAnswer, readLogIn, readRefresh, type RefreshTokenIn } from './auth-request';
import { requireIdToken } from './principal';
import type { RefreshCookie } from './refresh-cookie';
import { DOCUMENT_NAME } from '../../contract/serverless-crud-api';
import { MethodNotAllowed, NotFound, Unauthorized } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

/** What the auth routes stand on. */
export interface AuthRoutes {
  /** Path above the routes, such as `/v1/auth`. */
  readonly path: string;
  readonly cookie: RefreshCookie;
  readonly identities: IdentityProvider;
}

/** Answers the auth routes, every path that no route has, and the methods that the document of the API has not. */
export function authRoutes({ path, cookie, identities }: AuthRoutes): (request: HttpRequest) => Promise<HttpResponse> {
  const steps = new Map<string, (request: HttpRequest) => Promise<HttpResponse>>([
    [`${path}/login`, async (request) => {
      const { refreshTokenIn, ...attempt } = readLogIn(request);
      return signedIn(await logIn(attempt, identities), refreshTokenIn, cookie);
    }],
    [`${path}/challenge`, async (request) => {
      const { refreshTokenIn, ...answer } = readChallengeAnswer(request);
      return signedIn(await answerChallenge(answer, identities), refreshTokenIn, cookie);
    }],
    [`${path}/refresh`, async (request) => {
      const { refreshToken } = readRefresh(request);
      return refreshToken === undefined
        ? refreshFromCookie(request.headers.cookie, cookie, identities)
        : renewed(await refreshSession(refreshToken, identities));
    }],
    [`${path}/logout`, async (request) => {
      const { refreshToken } = readRefresh(request);
      if (refreshToken === undefined) { return logOutByCookie(request.headers.cookie, cookie, identities); }
      await logOut(refreshToken, identities);
      return { status: 204 };
    }],
  ]);
  return async (request) => {
    const step = steps.get(request.route);
    if (step && request.method === 'POST') { return step(request); }
    // An auth path is public, but the gateway may put its other methods behind the authorizer.
    if (!step || request.claims) { requireIdToken(request.claims); }
    if (step) { throw new MethodNotAllowed(['POST', 'OPTIONS']); }
    // The gateway answers its GET and HEAD itself.
    if (request.route.endsWith(`/${DOCUMENT_NAME}`)) { throw new MethodNotAllowed(['GET', 'HEAD', 'OPTIONS']); }
    throw new NotFound('No route has this path.');
  };
}

async function refreshFromCookie(header: string | undefined, cookie: RefreshCookie, identities: IdentityProvider): Promise<HttpResponse> {
  const kept = cookie.read(header);
  try {
    return renewed(await refreshSession(isRefreshToken(kept) ? kept : undefined, identities));
  } catch (error) {
    throw kept !== undefined && error instanceof Unauthorized ? cookie.refuse(error) : error;
  }
}

async function logOutByCookie(header: string | undefined, cookie: RefreshCookie, identities: IdentityProvider): Promise<HttpResponse> {
  const kept = cookie.read(header);
  await logOut(isRefreshToken(kept) ? kept : undefined, identities);
  return { status: 204, ...(kept !== undefined && { cookies: [cookie.clear()] }) };
}

function signedIn(step: Tokens | Challenge, refreshTokenIn: RefreshTokenIn, cookie: RefreshCookie): HttpResponse {
  if ('challenge' in step) { return { status: 200, body: step }; }
  const { refreshToken, ...tokens } = step;
  return refreshTokenIn === 'cookie'
    ? { ...renewed(tokens), cookies: [cookie.store(refreshToken)] }
    : renewed({ ...tokens, refreshToken });
}

function renewed(tokens: RenewedTokens | Tokens): HttpResponse {
  return { status: 200, body: { ...tokens, tokenType: 'Bearer' } };
}
