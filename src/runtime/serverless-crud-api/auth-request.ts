import { JSON_TYPE, type FieldProblem } from '../../contract/wire';
import { BadRequest, ContentTooLarge } from '../kit/failures';
import type { HttpRequest } from '../kit/http';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../kit/json';
import { pointerOf } from '../kit/json-pointer';
import { requireMediaType } from '../kit/media-type';

/** Where the client wants the refresh token: in the answer's body, or in a cookie that no script can read. */
export type RefreshTokenIn = 'body' | 'cookie';

/** A text that a body may hold. */
interface TextField {
  /** Length in UTF-16 code units, both ends included. */
  readonly length: readonly [min: number, max: number];
  readonly pattern: RegExp;
  /** What is allowed, to follow "must be". */
  readonly allowed: string;
  readonly optional?: true;
}

/** The fields of one route's body. */
interface TextFields { readonly [name: string]: TextField }

type TextsOf<F extends TextFields> =
  & { readonly [K in keyof F as F[K] extends { optional: true } ? never : K]: string }
  & { readonly [K in keyof F as F[K] extends { optional: true } ? K : never]?: string };

/** No body of these routes needs more; in UTF-16 code units. */
const MAX_BODY = 16_384;
const AT_FAULT = 'The body is at fault: errors says where.';

// Lengths and patterns are Cognito's: UsernameType, PasswordType, SessionType, TokenModelType
// (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html).
const USERNAME = { length: [1, 128], pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u, allowed: 'a text of 1 to 128 characters without white space' } as const;
const PASSWORD = { length: [1, 256], pattern: /\S/, allowed: 'a text of 1 to 256 characters, not all of them white space' } as const;
const NEW_PASSWORD = { length: [1, 256], pattern: /^\S(?:.*\S)?$/s, allowed: 'a text of 1 to 256 characters with no white space at either end' } as const;
const SESSION = { length: [20, 2_048], pattern: /^\S+$/, allowed: 'the session of the challenge: 20 to 2048 characters' } as const;
const REFRESH_TOKEN = { length: [1, 8_192], pattern: /^[\w=.-]+$/, allowed: 'a refresh token: 1 to 8192 letters, digits and - _ = .', optional: true } as const;
const REFRESH_TOKEN_IN = { length: [4, 6], pattern: /^(?:body|cookie)$/, allowed: "'body' or 'cookie'", optional: true } as const;

/**
 * The body of POST /login.
 * @throws BadRequest with a JSON Pointer for every field at fault, UnsupportedMediaType, ContentTooLarge
 */
export function readLogIn(request: HttpRequest) {
  return withPlace(readTexts(request, { username: USERNAME, password: PASSWORD, refreshTokenIn: REFRESH_TOKEN_IN }));
}

/** The body of POST /challenge. Throws as `readLogIn`. */
export function readChallengeAnswer(request: HttpRequest) {
  return withPlace(readTexts(request, { username: USERNAME, session: SESSION, newPassword: NEW_PASSWORD, refreshTokenIn: REFRESH_TOKEN_IN }));
}

/** The body of POST /refresh and of POST /logout, which may be empty when the cookie holds the token. Throws as `readLogIn`. */
export function readRefresh(request: HttpRequest) {
  return readTexts(request.body ? request : { ...request, body: '{}' }, { refreshToken: REFRESH_TOKEN });
}

/** True for a text that has a refresh token's form. */
export function isRefreshToken(text: string | undefined): text is string {
  return fits(text, REFRESH_TOKEN);
}

function withPlace<T extends { readonly refreshTokenIn?: string }>(body: T): T & { readonly refreshTokenIn: RefreshTokenIn } {
  return { ...body, refreshTokenIn: body.refreshTokenIn === 'cookie' ? 'cookie' : 'body' };
}

function readTexts<F extends TextFields>(request: HttpRequest, fields: F): TextsOf<F> {
  const body = readObject(request);
  const problems: FieldProblem[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(body, name)) {
      if (!field.optional) { problems.push({ pointer: pointerOf([name]), detail: `This is required, and must be ${field.allowed}.` }); }
    } else if (!fits(body[name], field)) {
      problems.push({ pointer: pointerOf([name]), detail: `This must be ${field.allowed}.` });
    }
  }
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(fields, name)) {
      problems.push({ pointer: pointerOf([name]), detail: `No such field: a body here has ${Object.keys(fields).join(', ')}.` });
    }
  }
  if (problems.length > 0) { throw new BadRequest(AT_FAULT, problems); }
  return body as TextsOf<F>;
}

function readObject(request: HttpRequest): JsonObject {
  requireMediaType(request, [JSON_TYPE], { 'Accept-Post': JSON_TYPE });
  const text = request.body ?? '';
  if (text.length > MAX_BODY) { throw new ContentTooLarge(`The body may hold ${MAX_BODY} characters.`); }
  const reading = parseJson(text);
  if ('faults' in reading) { throw new BadRequest(AT_FAULT, reading.faults); }
  if (!isJsonObject(reading.value)) { throw new BadRequest(AT_FAULT, [{ pointer: '', detail: 'This must be a JSON object.' }]); }
  return reading.value;
}

function fits(value: JsonValue | undefined, { length: [min, max], pattern }: TextField): value is string {
  return typeof value === 'string' && value.length >= min && value.length <= max && pattern.test(value);
}
