import { Unauthorized } from '../kit/failures';

const NAME = 'refreshToken';

/** The cookie that keeps a refresh token out of scripts' reach (RFC 6265). Only the auth routes ever receive it. */
export interface RefreshCookie {
  /** Set-Cookie value that stores a token. */
  store(refreshToken: string): string;
  /** The cookie's value in a Cookie header, as the client sent it; none when the header has no such cookie. */
  read(header: string | undefined): string | undefined;
  /** Set-Cookie value that takes the cookie away. */
  clear(): string;
  /** The same refusal, which also takes the cookie away, so that the browser stops sending it. */
  refuse(refusal: Unauthorized): Unauthorized;
}

/** The cookie held a token of no use. */
class CookieRefused extends Unauthorized {
  readonly headers;
  constructor(refusal: Unauthorized, clearing: string) {
    super(refusal.message, refusal.errors, { cause: refusal });
    this.headers = { ...refusal.headers, 'Set-Cookie': clearing };
  }
}

/**
 * A browser sends a SameSite=Strict cookie to its own site only: to a custom domain, or through the CDN that serves
 * the site. So the path is the one seen there, without a stage.
 * @param path path of the auth routes, the only ones a browser sends the cookie to
 * @param maxAgeSeconds how long the pool's client lets a refresh token live
 */
export function refreshCookie(path: string, maxAgeSeconds: number): RefreshCookie {
  const set = (value: string, maxAge: number) => `${NAME}=${value}; HttpOnly; Secure; SameSite=Strict; Path=${path}; Max-Age=${maxAge}`;
  return {
    store: (refreshToken) => set(refreshToken, maxAgeSeconds),
    read: (header = '') => {
      const pair = header.split(';').map((text) => text.trim()).find((text) => text.startsWith(`${NAME}=`));
      return pair?.slice(NAME.length + 1).replace(/^"(.*)"$/, '$1');
    },
    clear: () => set('', 0),
    refuse: (refusal) => new CookieRefused(refusal, set('', 0)),
  };
}
