const NAME = 'refreshToken';

/** The cookie that keeps a refresh token out of scripts' reach (RFC 6265). Only the auth routes ever receive it. */
export interface RefreshCookie {
  /** Set-Cookie value that stores a token. */
  store(refreshToken: string): string;
}

/**
 * @param path path of the auth routes, the only ones a browser sends the cookie to
 * @param maxAgeSeconds how long the pool's client lets a refresh token live
 */
export function refreshCookie(path: string, maxAgeSeconds: number): RefreshCookie {
  const set = (value: string, maxAge: number) => `${NAME}=${value}; HttpOnly; Secure; SameSite=Strict; Path=${path}; Max-Age=${maxAge}`;
  return {
    store: (refreshToken) => set(refreshToken, maxAgeSeconds),
  };
}
