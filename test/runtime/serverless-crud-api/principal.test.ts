import { requireIdToken } from '../../../src/runtime/serverless-crud-api/principal';

const ID_TOKEN = { sub: 'ana', token_use: 'id' };

test.each<[string, unknown, string[]]>([
  ['no group', undefined, []],
  ['a list', ['admins', 'staff'], ['admins', 'staff']],
  ['texts with commas, as API Gateway writes them', 'admins,staff', ['admins', 'staff']],
  ['texts in brackets, as some gateways write them', '[admins  staff]', ['admins', 'staff']],
  ['lines', '[admins,\n staff]', ['admins', 'staff']],
  ['a bracket of the name’s own', 'a[b]c', ['a[b]c']],
  ['a name that ends in a bracket', 'a]', ['a]']],
  ['nothing in brackets', '[]', []],
  ['what is neither', 7, []],
])('the groups of a token are read from %s', (_, claim, groups) => {
  expect(requireIdToken({ ...ID_TOKEN, 'cognito:groups': claim })).toEqual({ sub: 'ana', groups });
});

test.each<[string, object | undefined]>([
  ['no token', undefined],
  ['an access token', { ...ID_TOKEN, token_use: 'access' }],
  ['a token of nobody', { token_use: 'id' }],
  ['an empty name', { ...ID_TOKEN, sub: '' }],
  ['a name that is no text', { ...ID_TOKEN, sub: 7 }],
])('fails for %s: 401, with the scheme', (_, claims) => {
  expect(() => requireIdToken(claims as never)).toThrow(expect.objectContaining({
    status: 401, message: 'Send a valid ID token as Authorization: Bearer.', headers: { 'WWW-Authenticate': 'Bearer' },
  }));
});
