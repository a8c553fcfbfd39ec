import fc from 'fast-check';
import { AUTH_PATH, PASSWORD, SESSION, SIGNED_IN, useAuthBench } from './auth-bench';

const bench = useAuthBench();
const ANA = { username: 'ana@example.com', password: PASSWORD };
const STEPS = ['login', 'challenge', 'refresh'];

const anyStep = () => bench.cognito
  .teach('AdminInitiateAuth', SIGNED_IN)
  .teach('AdminRespondToAuthChallenge', SIGNED_IN);

describe('what the auth routes take', () => {
  test.each<[string, string, unknown, string[]]>([
    ['no username', 'login', { password: PASSWORD }, ['/username']],
    ['nothing at all', 'login', {}, ['/username', '/password']],
    ['an empty password', 'login', { ...ANA, password: '' }, ['/password']],
    ['a password of white space', 'login', { ...ANA, password: '   ' }, ['/password']],
    ['a password of 257 characters', 'login', { ...ANA, password: 'p'.repeat(257) }, ['/password']],
    ['half a character in the password', 'login', { ...ANA, password: 'half-\ud83d' }, ['/password']],
    ['a username of 129 characters', 'login', { ...ANA, username: 'u'.repeat(129) }, ['/username']],
    ['white space in the username', 'login', { ...ANA, username: 'ana smith' }, ['/username']],
    ['a number for a username', 'login', { ...ANA, username: 7 }, ['/username']],
    ['null for a username', 'login', { ...ANA, username: null }, ['/username']],
    ['a field that does not exist', 'login', { ...ANA, 'remember/me~': true }, ['/remember~1me~0']],
    ['a field that every object has', 'login', '{"username":"ana","password":"p","toString":"x"}', ['/toString']],
    ['the object that every object has', 'login', '{"username":"ana","password":"p","__proto__":{}}', ['']],
    ['a username sent twice', 'login', '{"username":"ana","username":"eva","password":"p"}', ['/username']],
    ['a third place for the refresh token', 'login', { ...ANA, refreshTokenIn: 'header' }, ['/refreshTokenIn']],
    ['a list', 'login', [ANA], ['']],
    ['null', 'login', 'null', ['']],
    ['no body', 'login', '', ['']],
    ['something that is not JSON', 'login', '{"username":', ['']],
    ['a session that is too short', 'challenge', { username: 'ana', session: 'short', newPassword: PASSWORD }, ['/session']],
    ['a session that is too long', 'challenge', { username: 'ana', session: 's'.repeat(2049), newPassword: PASSWORD }, ['/session']],
    ['no new password', 'challenge', { username: 'ana', session: SESSION }, ['/newPassword']],
    ['a new password with white space at an end', 'challenge', { username: 'ana', session: SESSION, newPassword: `${PASSWORD} ` }, ['/newPassword']],
    ['an old password', 'challenge', { username: 'ana', session: SESSION, newPassword: PASSWORD, password: PASSWORD }, ['/password']],
    ['a refresh token with characters no token has', 'refresh', { refreshToken: 'a b' }, ['/refreshToken']],
    ['an empty refresh token', 'refresh', { refreshToken: '' }, ['/refreshToken']],
  ])('fails for %s, pointing at it', async (_, step, body, pointers) => {
    const answer = await bench.post(step, body);

    expect(answer.statusCode).toBe(400);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    expect(bench.cognito.calls).toEqual([]);
  });

  test('fails in whole sentences', async () => {
    const answer = await bench.post('login', { password: '', age: 7 });
    expect(answer.body.errors).toEqual([
      { pointer: '/username', detail: 'This is required, and must be a text of 1 to 128 characters without white space.' },
      { pointer: '/password', detail: 'This must be a text of 1 to 256 characters, not all of them white space.' },
      { pointer: '/age', detail: 'No such field: a body here has username, password, refreshTokenIn.' },
    ]);
  });

  test('fails without repeating what was sent', async () => {
    const answer = await bench.post('login', { username: 'x-secret-1 x', password: 'x-secret-2'.repeat(100), refreshTokenIn: 'x-secret-3' });

    expect(answer.statusCode).toBe(400);
    expect(answer.text + bench.output()).not.toContain('x-secret');
  });

  test('fails for a body too large to be any of these', async () => {
    expect((await bench.post('login', { ...ANA, password: 'p'.repeat(20_000) })).statusCode).toBe(413);
    const padded = (length: number) => bench.post('login', '[]'.padEnd(length, ' '));
    expect(await padded(16_384)).toMatchObject({ statusCode: 400, body: { errors: [{ pointer: '', detail: 'This must be a JSON object.' }] } });
    expect(await padded(16_385)).toMatchObject({ statusCode: 413, body: { detail: 'The body may hold 16384 characters.' } });
  });

  test.each(STEPS.flatMap((step) => ['application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'application/json, text/plain', ''].map((type) => [step, type])))(
    'fails for a body sent to %s as %j', async (step, type) => {
      const answer = await bench.post(step, ANA, { headers: { 'Content-Type': type } });
      expect(answer).toMatchObject({ statusCode: 415, headers: { 'Accept-Post': 'application/json' }, body: { detail: 'Send application/json in UTF-8.' } });
      expect(bench.cognito.calls).toEqual([]);
    });

  test.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset=utf-8', ' application/json ; charset=utf-8'])('%s is JSON', async (type) => {
    anyStep();
    expect((await bench.post('login', ANA, { headers: { 'content-type': type } })).statusCode).toBe(200);
  });

  test('whatever is sent, the answer is a success or the client’s own mistake', async () => {
    const field = fc.constantFrom('username', 'password', 'session', 'newPassword', 'refreshToken', 'refreshTokenIn');
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('ana', SESSION, PASSWORD, 'body', 'cookie', '\ud800'));
    const body = fc.oneof(
      fc.dictionary(field, text).map((value) => JSON.stringify(value)),
      fc.dictionary(fc.oneof(field, fc.string()), fc.jsonValue()).map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string({ unit: 'binary' }),
    );
    const headers = fc.record({ 'Content-Type': fc.oneof(fc.constant('application/json'), fc.string()), 'Cookie': fc.oneof(fc.constant('refreshToken=a.b'), fc.string()) }, { requiredKeys: [] });
    anyStep();

    await fc.assert(fc.asyncProperty(fc.constantFrom(...STEPS), body, headers, async (step, sent, sentHeaders) => {
      const { statusCode } = await bench.post(step, sent, { headers: sentHeaders });
      expect([200, 400, 401, 413, 415]).toContain(statusCode);
    }), { numRuns: 300 });
  });
});

describe('paths and methods', () => {
  const idToken = { authorizer: { claims: { sub: 'u-1', token_use: 'id' } } } as never;
  const accessToken = { authorizer: { claims: { sub: 'u-1', token_use: 'access' } } } as never;

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('fails for %s on an auth path, naming the methods it has', async (httpMethod) => {
    for (const step of STEPS) {
      const answer = await bench.send({ httpMethod, resource: `${AUTH_PATH}/${step}` });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers.Allow).toBe('POST, OPTIONS');
    }
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('fails for %s on the document of the API, whose GET the gateway answers', async (httpMethod) => {
    const answer = await bench.send({ httpMethod, resource: '/v1/openapi.json', requestContext: idToken });
    expect([answer.statusCode, answer.headers.Allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await bench.send({ httpMethod, resource: '/v1/openapi.json', requestContext: accessToken })).statusCode).toBe(401);
  });

  test.each(['GET', 'POST', 'DELETE'])('fails for %s on a path that no route has', async (httpMethod) => {
    const answer = await bench.send({ httpMethod, pathParameters: { proxy: 'v1/nothing' }, requestContext: idToken });
    expect(answer.statusCode).toBe(404);
    expect(answer.body.title).toBe('Not Found');
  });

  test('fails for an access token wherever the authorizer stands, before telling what exists', async () => {
    expect((await bench.send({ requestContext: accessToken })).statusCode).toBe(401);
    expect((await bench.send({})).statusCode).toBe(401);
    expect((await bench.send({ resource: `${AUTH_PATH}/login`, requestContext: accessToken })).statusCode).toBe(401);
  });

  test('fails for a path named like what every object has', async () => {
    expect((await bench.send({ resource: 'constructor', requestContext: idToken })).statusCode).toBe(404);
  });
});
