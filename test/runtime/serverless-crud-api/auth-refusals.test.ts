import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PASSWORD, useAuthBench, type Answer } from './auth-bench';
import { Unavailable } from '../../../src/runtime/kit/failures';
import { createCognitoStore } from '../../../src/runtime/serverless-crud-api/cognito-store';
import type { CognitoReply } from '../../support/cognito-stub';

const bench = useAuthBench();
const ANA = { username: 'ana@example.com', password: PASSWORD };

const logInWhen = async (reply: CognitoReply) => {
  bench.cognito.teach('AdminInitiateAuth', reply);
  return bench.post('login', ANA);
};

/** What a stranger can see of an answer: all of it, but the ids that differ with every request. */
const seen = ({ statusCode, headers, cookies, text }: Answer) => JSON.stringify({ statusCode, headers, cookies, text }).replace(/request-\d+/g, 'request-n');

describe('an account that can’t be entered', () => {
  const WRONG_PASSWORD: CognitoReply = { error: 'NotAuthorizedException', message: 'Incorrect username or password.' };

  test.each<[string, CognitoReply]>([
    ['no such user', { error: 'UserNotFoundException', message: 'User does not exist.' }],
    ['a disabled user', { error: 'NotAuthorizedException', message: 'User is disabled.' }],
    ['an unconfirmed user', { error: 'UserNotConfirmedException', message: 'User is not confirmed.' }],
    ['a user whose password must be reset', { error: 'PasswordResetRequiredException', message: 'Password reset required for the user' }],
    ['a user locked out', { error: 'NotAuthorizedException', message: 'Password attempts exceeded' }],
    ['a user locked out, as a limit', { error: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.' }],
    ['a user locked out, as failed attempts', { error: 'TooManyFailedAttemptsException', message: 'Too many failed attempts' }],
    ['an invitation that expired', { error: 'NotAuthorizedException', message: 'Temporary password has expired and must be reset by an administrator.' }],
    ['a user whom the pool’s own trigger refuses', { error: 'UserLambdaValidationException', message: 'PreAuthentication failed with error ana@example.com is banned.' }],
  ])('fails for %s exactly as for a wrong password', async (_, reply) => {
    const wrongPassword = await logInWhen(WRONG_PASSWORD);

    const answer = await logInWhen(reply);

    expect(answer.statusCode).toBe(401);
    expect(answer.headers['Content-Type']).toBe('application/problem+json');
    expect(seen(answer)).toBe(seen(wrongPassword));
  });
});

describe('a Cognito in trouble', () => {
  test.each<[string, CognitoReply]>([
    ['refuses the rate of requests', { error: 'TooManyRequestsException', message: 'Rate exceeded' }],
    ['refuses a rate as a limit', { error: 'LimitExceededException', message: 'Rate exceeded' }],
  ])('fails with 429 and when to come back, once it %s three times', async (_, reply) => {
    const answer = await logInWhen(reply);

    expect(answer.statusCode).toBe(429);
    expect(answer.headers['Retry-After']).toBe('1');
    expect(bench.cognito.calls).toHaveLength(3);
  });

  test.each<[string, CognitoReply]>([
    ['has an internal error', { error: 'InternalErrorException', message: 'oops at 10.0.0.7', status: 500 }],
    ['hangs up', 'hangs up'],
  ])('fails with 503 and when to come back, once it %s three times', async (_, reply) => {
    const answer = await logInWhen(reply);

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['Retry-After']).toBe('1');
    expect(answer.text).not.toContain('10.0.0.7');
    expect(bench.cognito.calls).toHaveLength(3);
  });

  test('fails as unavailable when it never answers', async () => {
    bench.cognito.teach('AdminInitiateAuth', 'never answers');
    const impatient = new CognitoIdentityProviderClient({ maxAttempts: 1, requestHandler: { requestTimeout: 20, throwOnRequestTimeout: true } });

    const logIn = createCognitoStore(impatient, { userPoolId: 'eu-west-1_1', clientId: 'c' }).checkPassword('ana', PASSWORD);

    await expect(logIn).rejects.toThrow(Unavailable);
  });

  test('a request that throttling delayed still gives tokens', async () => {
    let asked = 0;
    bench.cognito.teach('AdminInitiateAuth', () => {
      asked += 1;
      return asked === 1 ? { error: 'TooManyRequestsException' } : { result: { AuthenticationResult: { IdToken: 'i', AccessToken: 'a', RefreshToken: 'r', ExpiresIn: 1 } } };
    });
    expect((await bench.post('login', ANA)).statusCode).toBe(200);
  });

  test.each<[string, CognitoReply]>([
    ['a pool that is gone', { error: 'ResourceNotFoundException', message: 'User pool eu-west-1_AbCdEfGhI does not exist.' }],
    ['a client that does not allow the flow', { error: 'InvalidParameterException', message: 'Auth flow not enabled for this client' }],
    ['a missing permission', { error: 'AccessDeniedException', message: 'User: arn:aws:sts::123456789012:assumed-role/auth is not authorized' }],
    ['a value it echoes', { error: 'ValidationException', message: `Value '${PASSWORD}' at 'authParameters' failed to satisfy constraint` }],
    ['an answer without tokens', { result: {} }],
  ])('fails with 500 and nothing internal for %s, and the log names the error', async (_, reply) => {
    const answer = await logInWhen(reply);

    expect(answer.statusCode).toBe(500);
    expect(answer.body.detail).toBe('The server failed to answer. Quote requestId when you report it.');
    expect(bench.output()).toContain('error' in (reply as object) ? (reply as { error: string }).error : 'neither a challenge nor every token');
    expect(bench.output()).not.toContain(PASSWORD);
    expect(bench.output()).not.toContain('ana@example.com');
  });
});
