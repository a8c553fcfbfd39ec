import { createSession, type AuthRoutes, type SignInStep } from '../../../../examples/reference-system/web/src/session/session';

const START = 1_800_000_000_000;

function tokenOf(sub: string, more: object = {}): string {
  return `e30.${Buffer.from(JSON.stringify({ sub, 'cognito:username': sub, ...more })).toString('base64url')}.signature`;
}

const tokens = (sub: string, n = 1): SignInStep => ({ kind: 'tokens', idToken: tokenOf(sub, { n }), expiresIn: 3_600 });
const REFUSED: SignInStep = { kind: 'refused', status: 401 };

function start(routes: Partial<AuthRoutes> = {}) {
  const auth = {
    logIn: jest.fn(async () => tokens('ana')),
    replacePassword: jest.fn(async () => tokens('ana')),
    refresh: jest.fn(async () => REFUSED),
    logOut: jest.fn(async () => undefined),
    ...routes,
  };
  const told: string[] = [];
  const clock = { now: START };
  const session = createSession({ auth, now: () => clock.now, tellOthers: (what) => told.push(what) });
  return { auth, session, told, clock };
}

test('whoever has a good cookie is signed in without a word', async () => {
  const { session } = start({ refresh: async () => tokens('ana') });
  expect(session.state.get()).toEqual({ kind: 'restoring' });
  await session.restore();
  expect(session.state.get()).toEqual({ kind: 'signed-in', user: { sub: 'ana', username: 'ana', groups: [] } });
});

test('whoever has none is signed out, and is not told that a session ended', async () => {
  const { session } = start();
  await session.restore();
  expect(session.state.get()).toEqual({ kind: 'signed-out', ended: false });
});

test('when nobody answers at the start, who is signed in is not known, and can be asked again', async () => {
  const refresh = jest.fn<Promise<SignInStep>, []>().mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce(tokens('ana'));
  const { session } = start({ refresh });
  await session.restore();
  expect(session.state.get()).toEqual({ kind: 'unreachable' });
  await session.restore();
  expect(session.state.get().kind).toBe('signed-in');
});

test.each([500, 503, 429])('a %i at the start does not sign anybody out', async (status) => {
  const { session } = start({ refresh: async () => ({ kind: 'refused', status }) });
  await session.restore();
  expect(session.state.get()).toEqual({ kind: 'unreachable' });
});

test('a sign-in reads the user and the groups from the token', async () => {
  const claims = { 'cognito:groups': ['admins'], 'email': 'añá@example.com' };
  const { session } = start({ logIn: async () => ({ kind: 'tokens', idToken: tokenOf('adm', claims), expiresIn: 60 }) });
  await session.signIn('adm', 'secret');
  expect(session.state.get()).toEqual({ kind: 'signed-in', user: { sub: 'adm', username: 'adm', email: 'añá@example.com', groups: ['admins'] } });
});

test('a challenge and a refusal leave nobody signed in', async () => {
  const { session } = start({ logIn: async () => ({ kind: 'new-password', session: 'opaque' }) });
  await session.restore();
  expect(await session.signIn('ana', 'x')).toEqual({ kind: 'new-password', session: 'opaque' });
  expect([session.state.get().kind, await session.token()]).toEqual(['signed-out', undefined]);
});

test('a token is used until a minute before its end, and then renewed once for all who ask', async () => {
  const { auth, session, clock } = start({ refresh: jest.fn(async () => tokens('ana', 2)) });
  await session.signIn('ana', 'x');
  const first = await session.token();
  clock.now = START + 3_540_000;
  expect(await session.token()).toBe(first);
  clock.now += 1;
  const [second, third] = await Promise.all([session.token(), session.token()]);
  expect(second).toBe(third);
  expect(second).not.toBe(first);
  expect(auth.refresh).toHaveBeenCalledTimes(1);
});

test('a renewal that nobody answers leaves the token in use while it is good, and then fails', async () => {
  const { session, clock } = start({ refresh: async () => { throw new Error('no network'); } });
  await session.signIn('ana', 'x');
  clock.now = START + 3_590_000;
  expect(await session.token()).toBeDefined();
  clock.now = START + 3_600_000;
  await expect(session.token()).rejects.toThrow('no network');
  expect(session.state.get().kind).toBe('signed-in');
});

test('a renewal that is refused ends the session, and says so', async () => {
  const { session, clock } = start();
  await session.signIn('ana', 'x');
  clock.now = START + 3_600_000;
  expect(await session.token()).toBeUndefined();
  expect(session.state.get()).toEqual({ kind: 'signed-out', ended: true });
});

test('a token that the API refused is replaced; one that was replaced meanwhile is not replaced again', async () => {
  const { auth, session } = start({ refresh: jest.fn(async () => tokens('ana', 2)) });
  await session.signIn('ana', 'x');
  const first = (await session.token())!;
  const second = await session.replaceToken(first);
  expect(second).not.toBe(first);
  expect(await session.replaceToken(first)).toBe(second);
  expect(auth.refresh).toHaveBeenCalledTimes(1);
});

test('a sign-out forgets the token at once, tells the other tabs and the API', async () => {
  const { auth, session, told } = start();
  await session.signIn('ana', 'x');
  const done = session.signOut();
  expect([session.state.get(), await session.token(), told]).toEqual([{ kind: 'signed-out', ended: false }, undefined, ['signed-out']]);
  await done;
  expect(auth.logOut).toHaveBeenCalledTimes(1);
});

test('a renewal under way at a sign-out does not sign in again', async () => {
  let answer: (step: SignInStep) => void = () => undefined;
  const { session, clock } = start({ refresh: () => new Promise((resolve) => { answer = resolve; }) });
  await session.signIn('ana', 'x');
  clock.now = START + 3_590_000;
  const asked = session.token();
  await session.signOut();
  answer(tokens('ana', 2));
  expect(await asked).toBeUndefined();
  expect(session.state.get()).toEqual({ kind: 'signed-out', ended: false });
});

test('fails for a token that is none of a user pool', async () => {
  const { session } = start({ logIn: async () => ({ kind: 'tokens', idToken: 'e30.e30.x', expiresIn: 60 }) });
  await expect(session.signIn('ana', 'x')).rejects.toThrow('the ID token has no sub');
});
