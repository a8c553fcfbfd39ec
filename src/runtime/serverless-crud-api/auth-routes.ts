import { answerChallenge, logIn, logOut, refreshSession, type Challenge, type IdentityProvider, type RenewedTokens, type Tokens } from './auth-flow';
import { isRefreshToken, readChallengeAnswer, readLogIn, readRefresh, type RefreshTokenIn } from './auth-request';
import { requireIdToken } from './principal';
import type { RefreshCookie } from './refresh-cookie';
import { DOCUMENT_NAME } from '../../contract/serverless-crud-api';
import { Forbidden, MethodNotAllowed, NotFound, Unauthorized } from '../kit/failures';
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
      if (refreshTokenIn === 'cookie') { refuseOtherOrigins(request); }
      return signedIn(await logIn(attempt, identities), refreshTokenIn, cookie);
    }],
    [`${path}/challenge`, async (request) => {
      const { refreshTokenIn, ...answer } = readChallengeAnswer(request);
      if (refreshTokenIn === 'cookie') { refuseOtherOrigins(request); }
      return signedIn(await answerChallenge(answer, identities), refreshTokenIn, cookie);
    }],
    [`${path}/refresh`, async (request) => {
      const { refreshToken } = readRefresh(request);
      return refreshToken === undefined
        ? refreshFromCookie(request, cookie, identities)
        : renewed(await refreshSession(refreshToken, identities));
    }],
    [`${path}/logout`, async (request) => {
      const { refreshToken } = readRefresh(request);
      if (refreshToken === undefined) { return logOutByCookie(request, cookie, identities); }
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

async function refreshFromCookie(request: HttpRequest, cookie: RefreshCookie, identities: IdentityProvider): Promise<HttpResponse> {
  const kept = keptToken(request, cookie);
  try {
    return renewed(await refreshSession(isRefreshToken(kept) ? kept : undefined, identities));
  } catch (error) {
    throw kept !== undefined && error instanceof Unauthorized ? cookie.refuse(error) : error;
  }
}

async function logOutByCookie(request: HttpRequest, cookie: RefreshCookie, identities: IdentityProvider): Promise<HttpResponse> {
  const kept = keptToken(request, cookie);
  await logOut(isRefreshToken(kept) ? kept : undefined, identities);
  return { status: 204, ...(kept !== undefined && { cookies: [cookie.clear()] }) };
}

function keptToken(request: HttpRequest, cookie: RefreshCookie): string | undefined {
  const kept = cookie.read(request.headers.cookie);
  if (kept !== undefined) { refuseOtherOrigins(request); }
  return kept;
}

/**
 * A page of a sibling domain is of the same site, so SameSite lets it send the cookie, and be given one: it could log a user out, or in as
 * somebody else. Browsers tell which page asks (Fetch Metadata, Sec-Fetch-Site), and no script can change that.
 */
function refuseOtherOrigins({ headers }: HttpRequest) {
  if (['same-site', 'cross-site'].includes(headers['sec-fetch-site'] ?? '')) {
    throw new Forbidden('The refresh cookie is for pages of this origin. Send refreshToken in the body.');
  }
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
