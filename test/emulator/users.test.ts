import { AdminGetUserCommand, AdminSetUserPasswordCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { call, deployed, expectProblem, logIn, user, type Answer, type Call } from '../support/deployed';

/** The API that has `/v1/users`. */
const COMMERCE = deployed.apis.commerce;

const TEMPORARY = 'Temporal-12345';
const PASSWORD = 'Definitiva-12345';

const users = (path: string, request: Call): Promise<Answer> => call(`${COMMERCE}/users${path}`, request);
const newEmail = () => `eva-${Date.now()}@example.com`;

describe('A2: the life of a user', () => {
  const cognito = new CognitoIdentityProviderClient(deployed.clientConfig);
  const UserPoolId = Object.values(deployed.stacks).flatMap((outputs) => outputs.UserPoolId ?? [])[0];
  const email = newEmail();
  let admin: string;
  let eva: { readonly id: string; readonly token: string; readonly refreshToken: string };
  const signIn = (password: string) => call('/auth/login', { method: 'POST', body: { username: email, password } });

  beforeAll(async () => { admin = (await logIn(user('admins'))).idToken; });
  afterAll(() => cognito.destroy());

  test('begins with an administrator, who makes it once under one key', async () => {
    const request = { method: 'POST', token: admin, body: { email }, headers: { 'Idempotency-Key': email } };
    const made = await users('', request);
    expect(made).toMatchObject({ status: 201, body: { email, status: 'ACTIVE', sub: expect.any(String), version: 2 } });
    const again = await users('', request);
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, made.body, 'true']);
    expectProblem(await users('', { method: 'POST', token: admin, body: { email: email.toUpperCase() } }), 409);
    eva = { id: made.body.id, token: '', refreshToken: '' };
  });

  test('goes on with its first login, whose temporary password it replaces', async () => {
    await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: eva.id, Password: TEMPORARY, Permanent: false }));
    const first = await signIn(TEMPORARY);
    expect(first.body).toMatchObject({ challenge: 'NEW_PASSWORD_REQUIRED' });
    const { status, body } = await call('/auth/challenge', { method: 'POST', body: { username: email, session: first.body.session, newPassword: PASSWORD } });
    expect(status).toBe(200);
    eva = { ...eva, token: body.idToken, refreshToken: body.refreshToken };
  });

  test('reads itself, and finds nobody else', async () => {
    expect(await users(`/${eva.id}`, { token: eva.token })).toMatchObject({ status: 200, body: { email } });
    const other = await users('', { method: 'POST', token: admin, body: { email: `leo-${email}` } });
    expectProblem(await users(`/${other.body.id}`, { token: eva.token }), 404);
    expectProblem(await users('', { token: eva.token }), 403);
    expect((await users(`/${other.body.id}`, { method: 'DELETE', token: admin })).status).toBe(204);
  });

  test('ends with an administrator: no login, no refresh, and its e-mail another’s', async () => {
    await new Promise((resolve) => { setTimeout(resolve, 1_100); }); // sessions are ended to the second
    expect((await users(`/${eva.id}`, { method: 'DELETE', token: admin })).status).toBe(204);
    expectProblem(await signIn(PASSWORD), 401);
    expectProblem(await call('/auth/refresh', { method: 'POST', body: { refreshToken: eva.refreshToken } }), 401);
    expect(await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: eva.id }))).toMatchObject({ Enabled: false });
    expectProblem(await users(`/${eva.id}`, { token: eva.token }), 404);
    const next = await users('', { method: 'POST', token: admin, body: { email } });
    expect(next).toMatchObject({ status: 201, body: { email } });
    expect((await users(`/${next.body.id}`, { method: 'DELETE', token: admin })).status).toBe(204);
  });
});
