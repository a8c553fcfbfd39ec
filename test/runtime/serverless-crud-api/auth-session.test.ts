import { CLIENT, PASSWORD, POOL, SESSION, SIGNED_IN, TOKENS, useAuthBench } from './auth-bench';

const bench = useAuthBench();
const INVITED = { username: 'ana@example.com', session: SESSION, newPassword: PASSWORD };
const RENEWED = { result: { AuthenticationResult: { IdToken: 'id.token.2', AccessToken: 'access.token.2', ExpiresIn: 3600, TokenType: 'Bearer' } } };
const CLEARED = 'refreshToken=; HttpOnly; Secure; SameSite=Strict; Path=/v1/auth; Max-Age=0';

const withCookie = (cookie: string) => ({ headers: { Cookie: cookie }, body: null });

describe('answering the challenge for a new password', () => {
  test('a password of the user’s own gives the tokens', async () => {
    bench.cognito.teach('AdminRespondToAuthChallenge', SIGNED_IN);

    const answer = await bench.post('challenge', INVITED);

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toEqual({ idToken: TOKENS.IdToken, accessToken: TOKENS.AccessToken, refreshToken: TOKENS.RefreshToken, expiresIn: 3600, tokenType: 'Bearer' });
    expect(bench.cognito.calls).toEqual([{
      operation: 'AdminRespondToAuthChallenge',
      input: {
        UserPoolId: POOL,
        ClientId: CLIENT,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: SESSION,
        ChallengeResponses: { USERNAME: INVITED.username, NEW_PASSWORD: PASSWORD },
      },
    }]);
  });

  test('the refresh token can go in a cookie', async () => {
    bench.cognito.teach('AdminRespondToAuthChallenge', SIGNED_IN);

    const answer = await bench.post('challenge', { ...INVITED, refreshTokenIn: 'cookie' });

    expect(answer.body).not.toHaveProperty('refreshToken');
    expect(answer.cookies).toEqual(['refreshToken=refresh.token.1; HttpOnly; Secure; SameSite=Strict; Path=/v1/auth; Max-Age=86400']);
  });

  test.each([
    ['InvalidPasswordException', 'Password did not conform with policy: Password not long enough', 'Password not long enough'],
    ['InvalidPasswordException', 'Password did not conform with policy: Password must have uppercase characters', 'Password must have uppercase characters'],
    ['InvalidPasswordException', 'Password did not conform with policy: Password must have symbol characters', 'Password must have symbol characters'],
    ['InvalidPasswordException', `Provided password ${PASSWORD} is bad`, 'breaks the password policy'],
    ['InvalidPasswordException', 'Provided password cannot be used for security reasons.', 'breaks the password policy'],
    ['PasswordHistoryPolicyViolationException', 'Password has previously been used and cannot be reused.', 'breaks the password policy'],
    ['InvalidParameterException', "1 validation error detected: Value at 'password' failed to satisfy constraint", 'breaks the password policy'],
  ])('fails for a password against the policy (%s: %s), pointing at it', async (error, message, detail) => {
    bench.cognito.teach('AdminRespondToAuthChallenge', { error, message });

    const answer = await bench.post('challenge', INVITED);

    expect(answer.statusCode).toBe(400);
    expect(answer.body.errors).toEqual([{ pointer: '/newPassword', detail: expect.stringContaining(detail) }]);
    expect(answer.text + bench.output()).not.toContain(PASSWORD);
  });

  test.each([
    ['NotAuthorizedException', 'Invalid session for the user, session is expired.'],
    ['NotAuthorizedException', 'Invalid session for the user.'],
    ['CodeMismatchException', 'Invalid session for the user.'],
    ['ExpiredCodeException', 'Session expired'],
    ['InvalidParameterException', 'Invalid session provided'],
    ['UserNotFoundException', 'User does not exist.'],
  ])('fails with the same 401 for every session that is of no use (%s: %s)', async (error, message) => {
    bench.cognito.teach('AdminRespondToAuthChallenge', { error, message });

    const answer = await bench.post('challenge', INVITED);

    expect(answer.statusCode).toBe(401);
    expect(answer.body.detail).toBe('The session is invalid or has expired. Log in again.');
  });

  test('fails with 500 when the pool wants attributes that an administrator has to give', async () => {
    bench.cognito.teach('AdminRespondToAuthChallenge', { error: 'InvalidParameterException', message: 'Invalid attributes given, name is missing' });
    expect((await bench.post('challenge', INVITED)).statusCode).toBe(500);
  });

  test('fails for a user who then needs a second factor', async () => {
    bench.cognito.teach('AdminRespondToAuthChallenge', { result: { ChallengeName: 'MFA_SETUP', Session: SESSION } });
    expect((await bench.post('challenge', INVITED)).statusCode).toBe(403);
  });
});

describe('refreshing a session', () => {
  test('a refresh token in the body gives new tokens', async () => {
    bench.cognito.teach('AdminInitiateAuth', RENEWED);

    const answer = await bench.post('refresh', { refreshToken: 'refresh.token.1' });

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toEqual({ idToken: 'id.token.2', accessToken: 'access.token.2', expiresIn: 3600, tokenType: 'Bearer' });
    expect(answer.cookies).toEqual([]);
    expect(bench.cognito.calls[0].input).toEqual({ UserPoolId: POOL, ClientId: CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: 'refresh.token.1' } });
  });

  test.each(['refreshToken=refresh.token.3', 'theme=dark; refreshToken=refresh.token.3; lang=es', 'xrefreshToken=no;refreshToken="refresh.token.3"'])('a refresh token in a cookie gives new tokens (%s)', async (cookie) => {
    bench.cognito.teach('AdminInitiateAuth', RENEWED);

    const answer = await bench.post('refresh', '', withCookie(cookie));

    expect(answer.statusCode).toBe(200);
    expect(answer.cookies).toEqual([]);
    expect(bench.cognito.calls[0].input.AuthParameters).toEqual({ REFRESH_TOKEN: 'refresh.token.3' });
  });

  test('fails without a refresh token in either, and says what to do', async () => {
    expect(await bench.post('refresh', '', withCookie('theme=dark'))).toMatchObject({ statusCode: 401, body: { detail: 'No refresh token was sent. Log in.' } });
    expect(bench.cognito.calls).toEqual([]);
  });

  test('a refresh token in the body comes before one in a cookie', async () => {
    bench.cognito.teach('AdminInitiateAuth', RENEWED);

    await bench.post('refresh', { refreshToken: 'refresh.token.1' }, { headers: { Cookie: 'refreshToken=refresh.token.3' } });

    expect(bench.cognito.calls[0].input.AuthParameters).toEqual({ REFRESH_TOKEN: 'refresh.token.1' });
  });

  test.each([
    ['Invalid Refresh Token'],
    ['Refresh Token has expired'],
    ['Refresh Token has been revoked'],
    ['User is disabled.'],
  ])('fails with the same 401 for every token of no use (%s), and takes a cookie away', async (message) => {
    bench.cognito.teach('AdminInitiateAuth', { error: 'NotAuthorizedException', message });

    const fromBody = await bench.post('refresh', { refreshToken: 'refresh.token.1' });
    const fromCookie = await bench.post('refresh', '', withCookie('refreshToken=refresh.token.1'));

    expect(fromBody.statusCode).toBe(401);
    expect(fromBody.body.detail).toBe('The refresh token is invalid, has expired or was revoked. Log in again.');
    expect(fromBody.cookies).toEqual([]);
    expect(fromCookie.statusCode).toBe(401);
    expect(fromCookie.body.detail).toBe(fromBody.body.detail);
    expect(fromCookie.cookies).toEqual([CLEARED]);
  });

  test('fails for a cookie that can be no token, and takes it away unasked', async () => {
    const answer = await bench.post('refresh', '', withCookie('refreshToken=<script>'));

    expect(answer.statusCode).toBe(401);
    expect(answer.cookies).toEqual([CLEARED]);
    expect(bench.cognito.calls).toEqual([]);
  });

  test('fails without a token, and leaves the cookies alone', async () => {
    for (const body of ['', '{}']) {
      const answer = await bench.post('refresh', body);
      expect(answer.statusCode).toBe(401);
      expect(answer.cookies).toEqual([]);
    }
  });

  test('fails while Cognito is in trouble, and keeps the cookie for later', async () => {
    bench.cognito.teach('AdminInitiateAuth', { error: 'InternalErrorException', status: 500 });

    const answer = await bench.post('refresh', '', withCookie('refreshToken=refresh.token.1'));

    expect(answer.statusCode).toBe(503);
    expect(answer.cookies).toEqual([]);
  });
});

describe('signing out', () => {
  test('revokes the token of the cookie, and takes the cookie away', async () => {
    bench.cognito.teach('RevokeToken', { result: {} });

    const answer = await bench.post('logout', '', withCookie('refreshToken=refresh.token.3'));

    expect([answer.statusCode, answer.text, answer.cookies]).toEqual([204, '', [CLEARED]]);
    expect(bench.cognito.calls).toEqual([{ operation: 'RevokeToken', input: { ClientId: CLIENT, Token: 'refresh.token.3' } }]);
  });

  test('revokes the token of the body, and leaves the cookies alone', async () => {
    bench.cognito.teach('RevokeToken', { result: {} });

    const answer = await bench.post('logout', { refreshToken: 'refresh.token.1' }, { headers: { Cookie: 'refreshToken=refresh.token.3' } });

    expect([answer.statusCode, answer.cookies]).toEqual([204, []]);
    expect(bench.cognito.calls[0].input).toEqual({ ClientId: CLIENT, Token: 'refresh.token.1' });
  });

  test('is done for whoever is not signed in, and asks nobody', async () => {
    for (const body of ['', '{}']) { expect((await bench.post('logout', body)).statusCode).toBe(204); }
    const answer = await bench.post('logout', '', withCookie('refreshToken=<script>'));
    expect([answer.statusCode, answer.cookies, bench.cognito.calls]).toEqual([204, [CLEARED], []]);
  });

  test.each(['UnauthorizedException', 'NotAuthorizedException', 'InvalidParameterException', 'UnsupportedTokenTypeException', 'UnsupportedOperationException'])(
    'is done when there is nothing to revoke, or the pool’s client revokes nothing (%s)', async (error) => {
      bench.cognito.teach('RevokeToken', { error });
      const answer = await bench.post('logout', '', withCookie('refreshToken=refresh.token.3'));
      expect([answer.statusCode, answer.cookies]).toEqual([204, [CLEARED]]);
    });

  test.each([[{ error: 'TooManyRequestsException' }, 429], [{ error: 'InternalErrorException', status: 500 }, 503]])(
    'fails while Cognito is in trouble (%j: %i), and keeps the cookie for another try', async (reply, status) => {
      bench.cognito.teach('RevokeToken', reply);
      const answer = await bench.post('logout', '', withCookie('refreshToken=refresh.token.3'));
      expect([answer.statusCode, answer.cookies]).toEqual([status, []]);
    });

  test('fails for a body at fault', async () => {
    expect((await bench.post('logout', { refreshToken: 7 })).statusCode).toBe(400);
  });
});

describe('the cookie and pages of other origins', () => {
  const from = (site: string, cookie?: string) => ({ headers: { 'Sec-Fetch-Site': site, ...(cookie && { Cookie: cookie }) } });
  const attempts = (site: string): [string, unknown, object][] => [
    ['refresh', '', from(site, 'refreshToken=refresh.token.3')],
    ['logout', '', from(site, 'refreshToken=refresh.token.3')],
    ['login', { username: 'eve', password: 'Corr3ct-horse', refreshTokenIn: 'cookie' }, from(site)],
    ['challenge', { username: 'eve', session: SESSION, newPassword: 'Corr3ct-horse', refreshTokenIn: 'cookie' }, from(site)],
  ];

  test.each(['same-site', 'cross-site'])('fails for a page of another origin, and asks nobody: %s', async (site) => {
    for (const [step, body, more] of attempts(site)) {
      const answer = await bench.post(step, body, more);
      expect([step, answer.statusCode, answer.cookies]).toEqual([step, 403, []]);
      expect(answer.body.detail).toBe('The refresh cookie is for pages of this origin. Send refreshToken in the body.');
    }
    expect(bench.cognito.calls).toEqual([]);
  });

  test.each(['same-origin', 'none'])('%s is no other origin', async (site) => {
    bench.cognito.teach('AdminInitiateAuth', RENEWED);
    expect((await bench.post('refresh', '', from(site, 'refreshToken=refresh.token.3'))).statusCode).toBe(200);
  });

  test('a page of another origin may use the token itself, without the cookie', async () => {
    bench.cognito.teach('AdminInitiateAuth', RENEWED);
    expect((await bench.post('refresh', { refreshToken: 'refresh.token.1' }, from('cross-site'))).statusCode).toBe(200);
  });
});

describe('what the log keeps', () => {
  test('no password, token, session or username of any step is in it', async () => {
    bench.cognito.teach('AdminInitiateAuth', SIGNED_IN).teach('AdminRespondToAuthChallenge', SIGNED_IN);
    const login = { username: INVITED.username, password: PASSWORD };

    await bench.post('login', login);
    await bench.post('login', { ...login, refreshTokenIn: 'cookie' });
    await bench.post('challenge', INVITED);
    await bench.post('refresh', '', withCookie('refreshToken=refresh.token.1'));
    bench.cognito.teach('AdminInitiateAuth', { error: 'InternalErrorException', message: `${PASSWORD} ${SESSION}`, status: 500 });
    await bench.post('login', login);
    await bench.post('login', `{"password":"${PASSWORD}"`);

    expect(bench.output()).toContain('/v1/auth/login');
    for (const secret of [INVITED.username, PASSWORD, SESSION, 'token.1', 'refreshToken=']) {
      expect(bench.output()).not.toContain(secret);
    }
  });
});
