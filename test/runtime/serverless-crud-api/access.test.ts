import type { AccessRule } from '../../../src/contract/serverless-crud-api';
import { callerOf, scopeOf } from '../../../src/runtime/serverless-crud-api/access';
import { ANA } from '../../support/events';

const ana = { sub: ANA.sub, groups: ['editors'] };

describe('what a rule lets a user touch', () => {
  test.each<[string, AccessRule, 'all' | 'own']>([
    ['everybody may', { public: true }, 'all'],
    ['every user may', { authenticated: true }, 'all'],
    ['owners may', { owner: true }, 'own'],
    ['a group that she is in may', { groups: ['admins', 'editors'] }, 'all'],
    ['owners and a group that she is in may', { owner: true, groups: ['editors'] }, 'all'],
    ['owners and a group that she is not in may', { owner: true, groups: ['admins'] }, 'own'],
  ])('%s', (_, rule, scope) => {
    expect(scopeOf(rule, ana)).toBe(scope);
  });

  test.each<[string, AccessRule]>([
    ['a group that she is not in', { groups: ['admins'] }],
    ['a group named almost like hers', { groups: ['Editors', 'editor', 'editors '] }],
    ['nobody', {}],
    ['the members of no group', { groups: [] }],
  ])('fails where only %s may', (_, rule) => {
    expect(() => scopeOf(rule, ana)).toThrow(expect.objectContaining({ status: 403 }));
  });
});

test('who is refused is told which groups may', () => {
  expect(() => scopeOf({ groups: ['admins', 'staff'] }, ana)).toThrow('This takes a member of admins or staff.');
  for (const rule of [{}, { groups: [] }]) { expect(() => scopeOf(rule, ana)).toThrow('Nobody may do this.'); }
});

describe('who asks', () => {
  test('without a token, whoever asks for what everybody may see', () => {
    expect(callerOf({ public: true }, undefined)).toEqual({ scope: 'all' });
  });

  test('a user, where everybody may and a token came along', () => {
    expect(callerOf({ public: true }, ANA)).toEqual({ principal: { sub: ANA.sub, groups: [] }, scope: 'all' });
  });

  test.each<AccessRule>([{ authenticated: true }, { owner: true }, { groups: ['admins'] }, {}])('fails without a token where the rule is %j', (rule) => {
    expect(() => callerOf(rule, undefined)).toThrow(expect.objectContaining({ status: 401 }));
  });
});
