import { call, expectProblem, logIn, user, type Tokens } from '../support/deployed';
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

  test('is not sent again to a reader who has it', async () => {
    const { body: { id } } = await create();
    const answer = await call(`/tickets/${id}`, { token, headers: { 'If-None-Match': '"1"' } });
    expect([answer.status, answer.body, answer.headers.get('etag')]).toEqual([304, undefined, '"1"']);
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

  test('is deleted once', async () => {
    const { body: { id } } = await create();
    const gone = await call(`/tickets/${id}`, { method: 'DELETE', token });
    expect([gone.status, gone.body]).toEqual([204, undefined]);
    expectProblem(await call(`/tickets/${id}`, { token }), 404);
    expectProblem(await call(`/tickets/${id}`, { method: 'DELETE', token }), 404);
  });

  test('keeps every character', async () => {
    const title = 'ñandú — 日本語 😀 "quoted" \\ \u2028 é';
    const { body: { id } } = await create({ title });
    expect((await call(`/tickets/${id}`, { token })).body.title).toBe(title);
  });

  test('fails to be created by PUT', async () => {
    expectProblem(await call('/tickets/no-such-ticket', { method: 'PUT', token, body: SAMPLE_TICKET }), 404);
  });
});

describe('a body', () => {
  const POINTERS: [string, unknown, string[]][] = [
    ['without what is required', {}, ['/title', '/description', '/status', '/reporterId']],
    ['with an unknown field', ticket({ colour: 'red' }), ['/colour']],
    ['with another status', ticket({ status: 'LATER' }), ['/status']],
    ['with an id', ticket({ id: 'mine' }), ['/id']],
    ['with a timestamp', ticket({ createdAt: '2020-01-01T00:00:00.000Z' }), ['/createdAt']],
    ['with two faults', ticket({ title: 7, status: null }), ['/title', '/status']],
    ['that is a list', [], ['']],
  ];
  test.each(POINTERS)('fails %s, with a pointer to each fault', async (_name, body, pointers) => {
    const answer = await call('/tickets', { method: 'POST', token, body });
    expectProblem(answer, 400);
    const named = new Set(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer));
    expect([...named].sort()).toEqual([...pointers].sort());
  });

  test.each([
    ['no JSON', '{"title":'], ['nothing', ''], ['a prototype', JSON.stringify(SAMPLE_TICKET).replace('{', '{"__proto__":{"admin":true},')],
    ['half a character', JSON.stringify(SAMPLE_TICKET).replace('Prueba', '\\ud800')],
  ])('fails as %s', async (_name, body) => {
    expectProblem(await call('/tickets', { method: 'POST', token, body }), 400);
  });

  test('fails in another media type, and a patch says which it takes', async () => {
    expectProblem(await call('/tickets', { method: 'POST', token, body: '<ticket/>', headers: { 'Content-Type': 'text/xml' } }), 415);
    const { body: { id } } = await create();
    const answer = await call(`/tickets/${id}`, { method: 'PATCH', token, body: '{}', headers: { 'Content-Type': 'text/plain' } });
    expectProblem(answer, 415);
    expect(answer.headers.get('accept-patch')).toContain('application/merge-patch+json');
  });

  test('fails over what DynamoDB can hold, and nothing is stored', async () => {
    expectProblem(await call('/tickets', { method: 'POST', token, body: ticket({ description: 'x'.repeat(9_999_999) }) }), 413);
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

  test.each(['limit=0', 'limit=101', 'limit=ten', 'limit=1&limit=2', 'colour=red', 'cursor=forged', 'cursor='])('fails with ?%s', async (query) => {
    const answer = await call(`/tickets?${query}`, { token });
    expectProblem(answer, 400);
    expect(answer.body.errors[0].parameter).toBe(query.split('=')[0]);
  });

  test('fails to go on from another user\'s cursor', async () => {
    await Promise.all([create(), create()]);
    const { body: { next } } = await call('/tickets?limit=1', { token });
    const admin = await logIn(user('admins'));
    expect((await call(`/tickets?limit=1&cursor=${next}`, { token })).status).toBe(200);
    expectProblem(await call(`/tickets?limit=1&cursor=${next}`, { token: admin.idToken }), 400);
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

  test('of two updates based on one version, one is stored and the other is told', async () => {
    const { body: { id } } = await create();
    const update = (title: string) => call(`/tickets/${id}`, { method: 'PUT', token, body: ticket({ title }), headers: { 'If-Match': '"1"' } });
    const answers = await Promise.all([update('first'), update('second')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stored = answers.find(({ status }) => status === 200)!.body;
    expect((await call(`/tickets/${id}`, { token })).body).toEqual(stored);
    expectProblem(answers.find(({ status }) => status === 412)!, 412);
  });

  test('ten parallel patches of a ticket are all counted, and patches of two fields both stay', async () => {
    const { body: { id } } = await create();
    const patch = (body: unknown) => call(`/tickets/${id}`, { method: 'PATCH', token, body });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => patch(i % 2 === 0 ? { title: 'new title' } : { status: 'IN_PROGRESS' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await call(`/tickets/${id}`, { token })).body).toMatchObject({ title: 'new title', status: 'IN_PROGRESS', version: 11 });
  });

  test('a stale delete deletes nothing', async () => {
    const { body: { id } } = await create();
    await call(`/tickets/${id}`, { method: 'PATCH', token, body: { status: 'CLOSED' } });
    expectProblem(await call(`/tickets/${id}`, { method: 'DELETE', token, headers: { 'If-Match': '"1"' } }), 412);
    expect((await call(`/tickets/${id}`, { token })).status).toBe(200);
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

  test('a refused request says how to authenticate', async () => {
    expect((await call('/tickets')).headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('with a token', () => {
  test('an unknown path is 404', async () => {
    for (const path of ['/nowhere', '/tickets/x/y', '/auth', '']) { expectProblem(await call(path, { token }), 404); }
  });

  test.each([
    ['/tickets', 'DELETE', 'GET, POST, HEAD, OPTIONS'],
    ['/tickets/x', 'POST', 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS'],
    ['/auth/login', 'GET', 'POST, OPTIONS'],
  ])('%s answers %s with 405 and Allow', async (path, method, allow) => {
    const answer = await call(path, { method, token });
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')!.split(', ').sort()).toEqual(allow.split(', ').sort());
  });

  test('HEAD is GET without its body', async () => {
    const { body: { id } } = await create();
    const answer = await call(`/tickets/${id}`, { method: 'HEAD', token });
    expect([answer.status, answer.body, answer.headers.get('etag')]).toEqual([200, undefined, '"1"']);
  });

  test('a correlation id comes back, and one is made where none is sent', async () => {
    const sent = await call('/tickets?limit=1', { token, headers: { 'X-Correlation-Id': 'order-42' } });
    expect(sent.headers.get('x-correlation-id')).toBe('order-42');
    expect((await call('/tickets?limit=1', { token })).headers.get('x-correlation-id')).toMatch(/^[\w-]{8,}$/);
  });
});

test('a page of another origin may ask, by preflight', async () => {
  const answer = await call('/tickets', {
    method: 'OPTIONS',
    headers: { 'Origin': 'https://shop.example', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,content-type,if-match' },
  });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH');
  expect(answer.headers.get('access-control-allow-headers')!.toLowerCase()).toContain('if-match');
});
