import { BadRequest } from '../kit/failures';
import type { HttpRequest } from '../kit/http';

/** Where the client wants the refresh token. */
export type RefreshTokenIn = 'body' | 'cookie';

export interface LogInRequest {
  readonly username: string;
  readonly password: string;
  readonly refreshTokenIn: RefreshTokenIn;
}

/** @throws BadRequest naming every field that is at fault */
export function readLogIn(request: HttpRequest): LogInRequest {
  let body;
  try { body = JSON.parse(request.body ?? ''); } catch { throw new BadRequest('The body is not JSON.'); }
  return { username: body.username, password: body.password, refreshTokenIn: body.refreshTokenIn ?? 'body' };
}
