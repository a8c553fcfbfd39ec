import { CLIENT, PASSWORD, POOL, SESSION, SIGNED_IN, TOKENS, useAuthBench } from './auth-bench';

const bench = useAuthBench();
const ANA = { username: 'ana@example.com', password: PASSWORD };

describe('logging in', () => {
  test('the right password gives the tokens', async () => {
    bench.cognito.teach('AdminInitiateAuth', SIGNED_IN);

    const answer = await bench.post('login', ANA);

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toEqual({
      idToken: TOKENS.IdToken,
      accessToken: TOKENS.AccessToken,
      refreshToken: TOKENS.RefreshToken,
      expiresIn: 3600,
      tokenType: 'Bearer',
    });
    expect(answer.cookies).toEqual([]);
    expect(bench.cognito.calls).toEqual([{
      operation: 'AdminInitiateAuth',
      input: {
        UserPoolId: POOL,
        ClientId: CLIENT,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: ANA.username, PASSWORD },
      },
    }]);
  });

  test('the refresh token can stay out of scripts’ reach, in a cookie', async () => {
    bench.cognito.teach('AdminInitiateAuth', SIGNED_IN);

    const answer = await bench.post('login', { ...ANA, refreshTokenIn: 'cookie' });

    expect(answer.body).toEqual({ idToken: TOKENS.IdToken, accessToken: TOKENS.AccessToken, expiresIn: 3600, tokenType: 'Bearer' });
    expect(answer.cookies).toEqual(['refreshToken=refresh.token.1; HttpOnly; Secure; SameSite=Strict; Path=/v1/auth; Max-Age=86400']);
  });

  test('a user invited by an administrator is asked for a password of its own', async () => {
    bench.cognito.teach('AdminInitiateAuth', { result: { ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: SESSION, ChallengeParameters: { USER_ID_FOR_SRP: 'ana' } } });

    const answer = await bench.post('login', ANA);

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toEqual({ challenge: 'NEW_PASSWORD_REQUIRED', session: SESSION });
  });

  test('fails for a user whose sign-in needs a second factor, which these routes do not take', async () => {
    bench.cognito.teach('AdminInitiateAuth', { result: { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: SESSION, ChallengeParameters: {} } });

    const answer = await bench.post('login', ANA);

    expect(answer.statusCode).toBe(403);
    expect(answer.body.detail).toContain('SOFTWARE_TOKEN_MFA');
    expect(answer.text).not.toContain(SESSION);
  });

  test('a body without a content type is read as JSON', async () => {
    bench.cognito.teach('AdminInitiateAuth', SIGNED_IN);
    expect((await bench.post('login', ANA, { headers: {} })).statusCode).toBe(200);
  });
});
