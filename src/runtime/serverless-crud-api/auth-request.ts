import { BadRequest } from '../kit/failures';
import type { HttpRequest } from '../kit/http';

/** Where the client wants the refresh token: in the answer's body, or in a cookie that no script can read. */
export type RefreshTokenIn = 'body' | 'cookie';

export interface LogInRequest {
  readonly username: string;
  readonly password: string;
  readonly refreshTokenIn: RefreshTokenIn;
}

export interface ChallengeAnswerRequest {
  readonly username: string;
  readonly session: string;
  readonly newPassword: string;
  readonly refreshTokenIn: RefreshTokenIn;
}

export interface RefreshRequest {
  /** None when the client keeps it in the cookie. */
  readonly refreshToken?: string;
}

export function readLogIn(request: HttpRequest): LogInRequest {
  return { refreshTokenIn: 'body', ...readJson(request) };
}

export function readChallengeAnswer(request: HttpRequest): ChallengeAnswerRequest {
  return { refreshTokenIn: 'body', ...readJson(request) };
}

export function readRefresh(request: HttpRequest): RefreshRequest {
  return request.body ? readJson(request) : {};
}

/** True for a text that can be a refresh token (Cognito's TokenModelType). */
export function isRefreshToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w=.-]{1,8192}$/.test(text);
}

function readJson(request: HttpRequest) {
  try { return JSON.parse(request.body ?? ''); } catch { throw new BadRequest('The body is not JSON.'); }
}
