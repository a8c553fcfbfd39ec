import { logIn, type Challenge, type IdentityProvider, type Tokens } from './auth-flow';
import { readLogIn, type RefreshTokenIn } from './auth-request';
import type { RefreshCookie } from './refresh-cookie';
import { NotFound } from '../kit/failures';
import type { HttpRequest, HttpResponse } from '../kit/http';

export interface AuthRoutes {
  /** Path above the routes, such as `/v1/auth`. */
  readonly path: string;
  readonly cookie: RefreshCookie;
  readonly identities: IdentityProvider;
}

/** Answers the auth routes, and every path that no route has. */
export function authRoutes({ path, cookie, identities }: AuthRoutes): (request: HttpRequest) => Promise<HttpResponse> {
  const routes: { readonly [route: string]: (request: HttpRequest) => Promise<HttpResponse> } = {
    [`${path}/login`]: async (request) => {
      const attempt = readLogIn(request);
      return signedIn(await logIn(attempt, identities), attempt.refreshTokenIn, cookie);
    },
  };
  return async (request) => {
    const route = routes[request.route];
    if (!route) { throw new NotFound('No route has this path.'); }
    return route(request);
  };
}

function signedIn(step: Tokens | Challenge, refreshTokenIn: RefreshTokenIn, cookie: RefreshCookie): HttpResponse {
  if ('challenge' in step) { return { status: 200, body: step }; }
  const { refreshToken, ...tokens } = step;
  return refreshTokenIn === 'cookie'
    ? { status: 200, cookies: [cookie.store(refreshToken)], body: { ...tokens, tokenType: 'Bearer' } }
    : { status: 200, body: { ...tokens, refreshToken, tokenType: 'Bearer' } };
}
