import { expired, ofAnotherPool, signedByThePublicKey } from '../support/bad-tokens';
import { call, expectProblem, logIn, type Tokens } from '../support/deployed';
import { SAMPLE_TICKET, ticket } from '../support/tickets';

let token: string;
beforeAll(async () => { token = (await logIn()).idToken; });

async function create(changes = {}) {
  const answer = await call('/tickets', { method: 'POST', token, body: ticket(changes) });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer;
}

describe('T2, T3: a ticket', () => {
  test('is created with an id, timestamps and a version of the server\'s', async () => {
    const answer = await create();
    expect(answer.body).toEqual({
      ...SAMPLE_TICKET,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: answer.body.createdAt,
      version: 1,
    });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('etag')).toBe('"1"');
  });

  test('is found at its Location, a relative reference', async () => {
    const created = await create();
    const location = created.headers.get('location')!;
    expect(location).not.toMatch(/^(\/|https?:)/);
    const found = await call(new URL(location, created.url).href, { token });
    expect([found.status, found.body, found.headers.get('etag')]).toEqual([200, created.body, '"1"']);
  });

  test('is patched by a merge patch', async () => {
    const { body: { id, createdAt } } = await create();
    const answer = await call(`/tickets/${id}`, { method: 'PATCH', token, body: { status: 'CLOSED' }, headers: { 'Content-Type': 'application/merge-patch+json' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ ...SAMPLE_TICKET, status: 'CLOSED', id, createdAt, version: 2 });
    expect(answer.headers.get('etag')).toBe('"2"');
  });

  test('is replaced whole, but keeps its id and birthday', async () => {
    const { body: { id, createdAt } } = await create();
    const answer = await call(`/tickets/${id}`, { method: 'PUT', token, body: ticket({ title: 'Otro' }) });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ ...ticket({ title: 'Otro' }), id, createdAt, version: 2 });
    expect((await call(`/tickets/${id}`, { token })).body).toEqual(answer.body);
  });
});

describe('the list', () => {
  test('is walked to its end by its links, each ticket once', async () => {
    const mine = await Promise.all(Array.from({ length: 25 }, () => create()));
    const seen: string[] = [];
    let url = (await call('/tickets?limit=10', { token })).url;
    for (let page = 0; page < 100; page++) {
      const answer = await call(url, { token });
      expect(answer.status).toBe(200);
      expect(answer.body.items.length).toBeLessThanOrEqual(10);
      seen.push(...answer.body.items.map(({ id }: { id: string }) => id));
      const link = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '');
      expect(link === null).toBe(answer.body.next === undefined);
      if (!link) { break; }
      expect(link[1]).not.toMatch(/^(\/|https?:)/);
      url = new URL(link[1], answer.url).href;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(mine.map(({ body }) => body.id)));
  });
});

describe('many at once', () => {
  test('50 parallel creates give 50 tickets', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => create({ title: `parallel ${i}` })));
    const ids = answers.map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(50);
    const found = await Promise.all(ids.map((id) => call(`/tickets/${id}`, { token })));
    expect(found.map(({ body }) => body.title).sort()).toEqual(Array.from({ length: 50 }, (_, i) => `parallel ${i}`).sort());
  });
});

describe('A4: without a valid ID token', () => {
  let tokens: Tokens;
  beforeAll(async () => { tokens = await logIn(); });

  const ROUTES: [string, string][] = [
    ['GET', '/tickets'], ['POST', '/tickets'], ['PUT', '/tickets'], ['DELETE', '/tickets'],
    ['GET', '/tickets/x'], ['PUT', '/tickets/x'], ['PATCH', '/tickets/x'], ['DELETE', '/tickets/x'], ['POST', '/tickets/x'],
    ['GET', '/auth/login'], ['DELETE', '/auth/refresh'], ['GET', '/nowhere'], ['POST', '/tickets/x/y'],
  ];
  test.each(ROUTES)('%s %s is 401 with none, a bad one, a tampered one and an access token', async (method, path) => {
    const [head, payload, signature] = tokens.idToken.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = [head, Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['admins'] })).toString('base64url'), signature].join('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const bad of [undefined, 'nonsense', forged, unsigned, tokens.accessToken]) {
      expectProblem(await call(path, { method, token: bad, ...(['POST', 'PUT', 'PATCH'].includes(method) && { body: SAMPLE_TICKET }) }), 401);
    }
  });

  test('nor for a token of another pool, an expired one, or one signed with the public key as if it were a secret', async () => {
    for (const bad of [await ofAnotherPool(), await expired(), await signedByThePublicKey(tokens.idToken)]) {
      expectProblem(await call('/tickets', { token: bad }), 401);
    }
  });

  test('nor for a cookie, whatever it holds: what a browser sends by itself opens nothing', async () => {
    for (const value of [tokens.idToken, tokens.refreshToken]) {
      expectProblem(await call('/tickets', { headers: { Cookie: `refreshToken=${value}; idToken=${value}` } }), 401);
    }
  });

  test('a refused request says how to authenticate', async () => {
    expect((await call('/tickets')).headers.get('www-authenticate')).toBe('Bearer');
  });
});
