import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Logins } from '../../../src/runtime/serverless-crud-api/users-flow';
import { loginStore } from '../../../src/runtime/serverless-crud-api/users-login-store';
import type { CognitoReply } from '../../support/cognito-stub';
import { UserPoolStub } from '../../support/user-pool-stub';

const POOL = 'eu-west-1_AbCdEfGhI';
const ID = '0193b1f0-0000-7000-8000-000000000001';

let pool: UserPoolStub;
let client: CognitoIdentityProviderClient;
let logins: Logins;

beforeAll(async () => {
  pool = await UserPoolStub.start(POOL);
  client = new CognitoIdentityProviderClient({
    endpoint: pool.cognito.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true },
  });
  logins = loginStore(client, { userPoolId: POOL, invitation: 'email' });
});
beforeEach(() => pool.reset());
afterEach(() => pool.cognito.verify());
afterAll(async () => {
  client.destroy();
  await pool.cognito.stop();
});

const operations = () => pool.cognito.calls.map(({ operation }) => operation);

describe('making a login', () => {
  test('gives its sub; Cognito mails the temporary password', async () => {
    expect(await logins.ensure(ID, 'ana@example.com')).toEqual({ sub: 'sub-1' });
    expect(pool.users.get(ID)!.created).toEqual({
      UserPoolId: POOL,
      Username: ID,
      UserAttributes: [{ Name: 'email', Value: 'ana@example.com' }, { Name: 'email_verified', Value: 'true' }],
      DesiredDeliveryMediums: ['EMAIL'],
    });
  });

  test('mails nothing where no invitation is wanted', async () => {
    await loginStore(client, { userPoolId: POOL, invitation: 'none' }).ensure(ID, 'ana@example.com');
    expect(pool.users.get(ID)!.created).toMatchObject({ MessageAction: 'SUPPRESS' });
  });

  test('once more gives the same', async () => {
    await logins.ensure(ID, 'ana@example.com');
    expect(await logins.ensure(ID, 'ana@example.com')).toEqual({ sub: 'sub-1' });
    expect(operations()).toEqual(['AdminCreateUser', 'AdminCreateUser', 'AdminGetUser']);
  });

  test('once more gives the same although Cognito names its own e-mail as taken', async () => {
    await logins.ensure(ID, 'ana@example.com');
    pool.faults.set('AdminCreateUser', { error: 'AliasExistsException' });
    expect(await logins.ensure(ID, 'ana@example.com')).toEqual({ sub: 'sub-1' });
  });

  test.each(['AliasExistsException', 'UsernameExistsException'])('fails with 409 at the e-mail when another login has it (%s)', async (error) => {
    pool.faults.set('AdminCreateUser', { error, message: 'An account with the email ana@example.com already exists.' });
    expect(await logins.ensure(ID, 'ana@example.com')).toMatchObject({ refusal: { status: 409, errors: [{ pointer: '/email', detail: expect.any(String) }] } });
  });

  test('fails with 400 at the e-mail when Cognito does not take it', async () => {
    pool.faults.set('AdminCreateUser', { error: 'InvalidParameterException', message: 'Invalid email address format.' });
    expect(await logins.ensure(ID, 'ana@example.com')).toMatchObject({ refusal: { status: 400, errors: [{ pointer: '/email' }] } });
  });

  test('fails with 409 when a trigger of the pool says no', async () => {
    pool.faults.set('AdminCreateUser', { error: 'UserLambdaValidationException', message: 'PreSignUp failed with error secret.' });
    const { refusal } = await logins.ensure(ID, 'ana@example.com') as any;
    expect(refusal).toMatchObject({ status: 409 });
    expect(JSON.stringify([refusal.message, refusal.errors])).not.toContain('secret');
  });
});

describe('joining a group', () => {
  beforeEach(() => logins.ensure(ID, 'ana@example.com'));

  test('makes it a member', async () => {
    pool.groups.add('staff');
    expect(await logins.join(ID, 'staff')).toBeUndefined();
    expect(pool.users.get(ID)!.groups).toEqual(new Set(['staff']));
  });

  test('fails with 409 at the groups when the pool has no such group', async () => {
    expect(await logins.join(ID, 'staff')).toMatchObject({ status: 409, errors: [{ pointer: '/groups', detail: expect.stringContaining('staff') }] });
  });
});

describe('disabling a login', () => {
  test('ends its sessions and frees its e-mail', async () => {
    await logins.ensure(ID, 'ana@example.com');
    await logins.disable(ID);
    expect(pool.users.get(ID)).toMatchObject({ enabled: false, signedOut: true, email: '' });
    expect(operations().slice(1)).toEqual(['AdminDisableUser', 'AdminUserGlobalSignOut', 'AdminUpdateUserAttributes']);
    expect(await logins.ensure('another', 'ana@example.com')).toEqual({ sub: 'sub-2' });
  });

  test('once more leaves the same', async () => {
    await logins.ensure(ID, 'ana@example.com');
    await logins.disable(ID);
    await logins.disable(ID);
    expect(pool.users.get(ID)).toMatchObject({ enabled: false });
  });

  test('that is not there is nothing to do', async () => {
    await logins.disable(ID);
    expect(operations()).toEqual(['AdminDisableUser']);
  });

  test('of a pool that lets no login be without e-mail leaves it there', async () => {
    await logins.ensure(ID, 'ana@example.com');
    pool.faults.set('AdminUpdateUserAttributes', { error: 'InvalidParameterException', message: 'user.email is required.' });
    await logins.disable(ID);
    expect(pool.users.get(ID)).toMatchObject({ enabled: false, email: 'ana@example.com' });
  });
});

describe.each([
  ['AdminCreateUser', () => logins.ensure(ID, 'ana@example.com')],
  ['AdminGetUser', () => logins.ensure(ID, 'ana@example.com')],
  ['AdminAddUserToGroup', () => logins.join(ID, 'staff')],
  ['AdminDisableUser', () => logins.disable(ID)],
  ['AdminUserGlobalSignOut', () => logins.disable(ID)],
  ['AdminUpdateUserAttributes', () => logins.disable(ID)],
])('when %s fails', (operation, call) => {
  beforeEach(() => {
    pool.add(ID, 'ana@example.com');
    pool.groups.add('staff');
  });

  test.each<[string, CognitoReply]>([
    ['too many requests', { error: 'TooManyRequestsException' }],
    ['a limit', { error: 'LimitExceededException' }],
    ['a fault of Cognito’s own', { error: 'InternalErrorException', status: 500 }],
    ['an invitation that can’t be delivered', { error: 'CodeDeliveryFailureException' }],
    ['silence', 'never answers'],
  ])('fails with 503 and Retry-After on %s', async (_, fault) => {
    pool.faults.set(operation, fault);
    await expect(call()).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
  });

  test('fails with an error that repeats nothing Cognito said', async () => {
    pool.faults.set(operation, { error: 'AccessDeniedException', message: 'ana@example.com' });
    const error: Error = await call().then(() => { throw new Error('it did not fail'); }, (thrown) => thrown);
    expect(error.message).toBe(`Cognito ${operation}: AccessDeniedException, HTTP 400, request 00000000-0000-4000-8000-00000000c09a`);
  });
});
