import {
  AdminCreateUserCommand, AdminDisableUserCommand, AdminSetUserPasswordCommand, CognitoIdentityProviderClient, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { call, deployed, expectProblem, logIn, user, type Answer } from '../support/deployed';

const cognito = new CognitoIdentityProviderClient(deployed.clientConfig);
const { UserPoolId, UserPoolClientId: ClientId } = deployed.stacks.Tickets;
const PASSWORD = 'Correct-horse-7-battery';

afterAll(() => cognito.destroy());

function logInAs(username: string, password: string, more = {}): Promise<Answer> {
  return call('/auth/login', { method: 'POST', body: { username, password, ...more } });
}

async function makeUser(username: string, permanent = true) {
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: username, MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD }));
  if (permanent) { await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: username, Password: PASSWORD, Permanent: true })); }
}

describe('A1: login', () => {
  test('gives three tokens, of which the ID token opens the API for 15 minutes', async () => {
    const { username, password } = user();
    const answer = await logInAs(username, password);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      idToken: expect.any(String), accessToken: expect.any(String), refreshToken: expect.any(String), expiresIn: 900, tokenType: 'Bearer',
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await call('/tickets', { token: answer.body.idToken })).status).toBe(200);
  });

  test('hides the refresh token in a cookie where a page asks for it, and refreshes by it', async () => {
    const { username, password } = user();
    const answer = await logInAs(username, password, { refreshTokenIn: 'cookie' });
    expect(answer.body.refreshToken).toBeUndefined();
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^refreshToken=[^;]+; /);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/v1/auth', 'Max-Age=86400']) { expect(cookie.split('; ')).toContain(attribute); }

    const refreshed = await call('/auth/refresh', { method: 'POST', body: {}, headers: { Cookie: cookie.split(';')[0] } });
    expect([refreshed.status, Object.keys(refreshed.body).sort()]).toEqual([200, ['accessToken', 'expiresIn', 'idToken', 'tokenType']]);
    expect((await call('/tickets', { token: refreshed.body.idToken })).status).toBe(200);
  });

  test('is the same refusal for an unknown user, a wrong password, a disabled, an unconfirmed and an invited user', async () => {
    await makeUser('disabled-user');
    await cognito.send(new AdminDisableUserCommand({ UserPoolId, Username: 'disabled-user' }));
    // The pool lets nobody sign up; the local engine does not hold that, which makes an unconfirmed user here.
    await cognito.send(new SignUpCommand({ ClientId, Username: 'unconfirmed-user', Password: PASSWORD }));
    const refusals = [
      await logInAs('nobody-of-this-name', PASSWORD),
      await logInAs(user().username, 'Wrong-password-1'),
      await logInAs('disabled-user', PASSWORD),
      await logInAs('disabled-user', 'Wrong-password-1'),
      await logInAs('unconfirmed-user', PASSWORD),
    ];
    const seen = refusals.map((answer) => {
      expectProblem(answer, 401);
      const { requestId, ...body } = answer.body;
      const volatile = ['date', 'x-amzn-requestid', 'x-amz-request-id', 'x-amz-id-2', 'x-correlation-id', 'x-amz-apigw-id', 'x-amzn-trace-id'];
      return { body, status: answer.status, headers: [...answer.headers].filter(([name]) => !volatile.includes(name)) };
    });
    for (const other of seen) { expect(other).toEqual(seen[0]); }
  });

  test.each([
    ['no body', undefined, ['']],
    ['no password', { username: 'x' }, ['/password']],
    ['a number for a name', { username: 1, password: 'x' }, ['/username']],
    ['an unknown field', { username: 'x', password: 'y', admin: true }, ['/admin']],
    ['an empty password', { username: 'x', password: '' }, ['/password']],
  ])('fails with %s, and says where', async (_name, body, pointers) => {
    const answer = await call('/auth/login', { method: 'POST', body });
    expectProblem(answer, 400);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
  });
});

describe('an invited user', () => {
  test('chooses a password at the first login, and has the tokens then', async () => {
    await makeUser('invited-user', false);
    const challenged = await logInAs('invited-user', PASSWORD);
    expect([challenged.status, challenged.body]).toEqual([200, { challenge: 'NEW_PASSWORD_REQUIRED', session: expect.any(String) }]);
    const answered = await call('/auth/challenge', {
      method: 'POST', body: { username: 'invited-user', session: challenged.body.session, newPassword: 'Another-horse-8-battery' },
    });
    expect([answered.status, answered.body.idToken]).toEqual([200, expect.any(String)]);
    expect((await logInAs('invited-user', 'Another-horse-8-battery')).status).toBe(200);
    expectProblem(await logInAs('invited-user', PASSWORD), 401);
  });
});

describe('logout', () => {
  test('ends a session of a page: its cookie goes, and its refresh token is good no more', async () => {
    const { username, password } = user();
    const signedIn = await logInAs(username, password, { refreshTokenIn: 'cookie' });
    const [Cookie] = signedIn.headers.get('set-cookie')!.split(';');
    const answer = await call('/auth/logout', { method: 'POST', body: {}, headers: { Cookie } });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([204, expect.stringMatching(/^refreshToken=; .*Max-Age=0/)]);
    expectProblem(await call('/auth/refresh', { method: 'POST', body: {}, headers: { Cookie } }), 401);
  });
});

describe('refresh', () => {
  test('takes a refresh token in the body', async () => {
    const { refreshToken } = await logIn();
    const answer = await call('/auth/refresh', { method: 'POST', body: { refreshToken } });
    expect([answer.status, answer.body.idToken]).toEqual([200, expect.any(String)]);
  });

  test('fails with a forged token, and takes a useless cookie away', async () => {
    expectProblem(await call('/auth/refresh', { method: 'POST', body: { refreshToken: 'forged' } }), 401);
    const answer = await call('/auth/refresh', { method: 'POST', body: {}, headers: { Cookie: 'refreshToken=forged' } });
    expectProblem(answer, 401);
    expect(answer.headers.get('set-cookie')).toMatch(/^refreshToken=; .*Max-Age=0/);
  });

  test('fails with no token at all', async () => {
    expectProblem(await call('/auth/refresh', { method: 'POST', body: {} }), 401);
  });
});
