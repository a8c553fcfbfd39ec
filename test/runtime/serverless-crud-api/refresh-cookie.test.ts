import { Unauthorized } from '../../../src/runtime/kit/failures';
import { refreshCookie } from '../../../src/runtime/serverless-crud-api/refresh-cookie';

const cookie = refreshCookie('/v1/auth', 86_400);

test.each([
  [undefined, undefined],
  ['', undefined],
  ['other=refreshToken=1', undefined],
  ['refreshTokens=1', undefined],
  ['refreshToken=a.b', 'a.b'],
  ['theme=dark;  refreshToken=a.b ; lang=es', 'a.b'],
  ['refreshToken="a.b"', 'a.b'],
  ['refreshToken="a.b', '"a.b'],
  ['refreshToken=a"b"', 'a"b"'],
  ['refreshToken="a"b', '"a"b'],
])('of the header %j the token is %j', (header, token) => {
  expect(cookie.read(header)).toBe(token);
});

test('a refusal takes the cookie away, says what it said, and tells the log why', () => {
  const refusal = new Unauthorized('The refresh token is not valid.');
  expect(cookie.refuse(refusal)).toMatchObject({
    status: 401, message: refusal.message, cause: refusal, headers: { ...refusal.headers, 'Set-Cookie': cookie.clear() },
  });
});
