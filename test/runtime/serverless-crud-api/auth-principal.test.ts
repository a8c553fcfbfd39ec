import { Unauthorized } from '../../../src/runtime/kit/failures';
import { requireIdToken } from '../../../src/runtime/serverless-crud-api/principal';

const ANA = { sub: 'b3f1c2d4-0000-4000-8000-000000000001', token_use: 'id' };

describe('who is calling', () => {
  test('an id token names its user', () => {
    expect(requireIdToken(ANA)).toEqual({ sub: ANA.sub, groups: [] });
  });

  test.each([
    ['as API Gateway joins them', 'admins,staff'],
    ['in brackets, with commas', '[admins, staff]'],
    ['in brackets, with spaces', '[admins staff]'],
    ['as a list', ['admins', 'staff']],
  ])('the groups of a user are read %s', (_, groups) => {
    expect(requireIdToken({ ...ANA, 'cognito:groups': groups }).groups).toEqual(['admins', 'staff']);
  });

  test.each([['an empty text', ''], ['empty brackets', '[]'], ['an empty list', []], ['something else', 7]])('a user has no groups when the claim is %s', (_, groups) => {
    expect(requireIdToken({ ...ANA, 'cognito:groups': groups }).groups).toEqual([]);
  });

  test.each([
    ['an access token', { ...ANA, token_use: 'access' }],
    ['a token of no declared use', { sub: ANA.sub }],
    ['a token without a subject', { token_use: 'id' }],
    ['a token with an empty subject', { token_use: 'id', sub: '' }],
    ['no token', undefined],
  ])('fails for %s', (_, claims) => {
    expect(() => requireIdToken(claims)).toThrow(Unauthorized);
  });

  test('fails as the gateway does, naming the scheme to use (RFC 9110, 11.6.1)', () => {
    expect(() => requireIdToken(undefined)).toThrow(expect.objectContaining({
      message: 'Send a valid ID token as Authorization: Bearer.',
      headers: { 'WWW-Authenticate': 'Bearer' },
    }));
  });
});
