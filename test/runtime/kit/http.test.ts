import { NotFound, TooManyRequests } from '../../../src/runtime/kit/failures';
import { serveHttp, type HttpRequest, type HttpResponse } from '../../../src/runtime/kit/http';
import { proxyEvent, type ProxyRequest } from '../../support/events';

type Flow = (request: HttpRequest) => HttpResponse;
type Lines = { level: string; message: string; fields: { readonly [name: string]: unknown } }[];

/** Serves one event. @param answer what the flow does with the request */
async function serve(event: ProxyRequest | ReturnType<typeof proxyEvent>, answer: Flow, allowedOrigins: string[] = []) {
  const seen: HttpRequest[] = [];
  const lines: Lines = [];
  let clock = 100;
  const handler = serveHttp(async (request) => { seen.push(request); return answer(request); }, {
    allowedOrigins,
    log: {
      info: (message, fields) => { lines.push({ level: 'info', message, fields }); },
      error: (message, fields) => { lines.push({ level: 'error', message, fields }); },
    },
    clock: () => clock += 7,
  });
  const result = await handler('requestContext' in event ? event : proxyEvent(event));
  return { result, request: seen[0], lines, headers: result.headers ?? {} };
}

const ok = () => ({ status: 200, body: { ok: true } });

describe('what a flow is given', () => {
  test('a header’s name in whatever case is one name', async () => {
    const { request } = await serve({ headers: { 'IF-MATCH': '"1"', 'x-Thing': 'y' } }, ok);

    expect(request.headers).toMatchObject({ 'if-match': '"1"', 'x-thing': 'y' });
  });

  test('a header sent in two lines is one list (RFC 9110, 5.3)', async () => {
    const event = proxyEvent({ headers: { 'If-Match': '"2"' } });
    event.multiValueHeaders['If-Match'] = ['"1"', '"2"'];

    expect((await serve(event, ok)).request.headers['if-match']).toBe('"1", "2"');
  });

  test('an event without lists of values is read all the same', async () => {
    const event = proxyEvent({ query: { limit: '1' }, headers: { 'If-Match': '"1"' } });

    const { request } = await serve({ ...event, multiValueHeaders: null, multiValueQueryStringParameters: null } as never, ok);

    expect(request).toMatchObject({ headers: { 'if-match': '"1"' }, query: { limit: ['1'] } });
  });

  test('an event without anything optional is a request without anything', async () => {
    const { request } = await serve({ ...proxyEvent({ claims: null }), headers: null, multiValueHeaders: null } as never, ok);

    expect(request).toMatchObject({ headers: {}, query: {}, pathParameters: {}, body: undefined, claims: undefined });
  });

  test('bytes are read as UTF-8, and a body of none is none', async () => {
    expect((await serve({ body: Buffer.from('ñ') }, ok)).request.body).toBe('ñ');
    expect((await serve({ ...proxyEvent(), isBase64Encoded: true }, ok)).request.body).toBeUndefined();
  });

  test('fails for bytes that are no UTF-8', async () => {
    const { result, request } = await serve({ body: new Uint8Array([0xc3]) }, ok);

    expect(result.statusCode).toBe(400);
    expect(request).toBeUndefined();
  });
});

describe('correlation', () => {
  test('a client’s id is kept, logged and answered', async () => {
    const { request, headers, lines } = await serve({ headers: { 'X-Correlation-Id': 'order:7' } }, ok);

    expect([request.correlationId, headers['X-Correlation-Id'], lines[0].fields.correlationId]).toEqual(['order:7', 'order:7', 'order:7']);
  });

  test.each([undefined, '', 'a b', 'x'.repeat(129), '<script>'])('in place of %j there is the request’s own', async (sent) => {
    const { request } = await serve({ headers: sent === undefined ? {} : { 'X-Correlation-Id': sent } }, ok);

    expect(request.correlationId).toBe(request.requestId);
  });
});

describe('what a client is answered', () => {
  test('a body is JSON that no cache keeps', async () => {
    const { result } = await serve({}, ok);

    expect(result).toMatchObject({ statusCode: 200, headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }, body: '{"ok":true}' });
  });

  test('no body has no type', async () => {
    const { result, headers } = await serve({}, () => ({ status: 204 }));

    expect(result).toMatchObject({ statusCode: 204, body: '' });
    expect(headers).not.toHaveProperty('Content-Type');
  });

  test('HEAD has the type of the body that it leaves out', async () => {
    const { result } = await serve({ method: 'HEAD' }, ok);

    expect(result).toMatchObject({ body: '', headers: { 'Content-Type': 'application/json' } });
  });

  test('cookies are set one by one', async () => {
    const { result } = await serve({}, () => ({ status: 204, cookies: ['a=1', 'b=2'] }));

    expect(result.multiValueHeaders).toEqual({ 'Set-Cookie': ['a=1', 'b=2'] });
  });

  test('a failure is a problem document (RFC 9457)', async () => {
    const { result, request } = await serve({}, () => { throw new NotFound('No such thing.', [{ pointer: '/a', detail: 'gone' }]); });

    expect(result).toMatchObject({ statusCode: 404, headers: { 'Content-Type': 'application/problem+json' } });
    expect(JSON.parse(result.body)).toEqual({
      type: 'about:blank', title: 'Not Found', status: 404, detail: 'No such thing.', requestId: request.requestId, errors: [{ pointer: '/a', detail: 'gone' }],
    });
  });

  test('a failure brings the headers that its status needs', async () => {
    const { headers } = await serve({}, () => { throw new TooManyRequests('Slow down.'); });

    expect(headers['Retry-After']).toBe('1');
  });

  test('whatever else is thrown is a 500 that tells nothing, and an error in the log', async () => {
    const error = new Error('password of the database');
    const { result, lines } = await serve({}, () => { throw error; });

    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain('password');
    expect(lines.map(({ level }) => level)).toEqual(['error', 'info']);
    expect(lines[0].fields.error).toBe(error);
  });
});

describe('scripts of other origins', () => {
  const origin = 'https://app.example';

  test.each([
    ['any origin', ['*'], origin, '*', undefined],
    ['a listed origin', ['https://a.example', origin], origin, origin, 'Origin'],
    ['an unlisted origin', ['https://a.example', 'https://b.example'], origin, 'https://a.example', 'Origin'],
    ['no origin', ['https://a.example'], undefined, 'https://a.example', 'Origin'],
  ])('%s is told who may read', async (_, allowed, sent, told, vary) => {
    const { headers } = await serve({ headers: sent ? { Origin: sent } : {} }, ok, allowed);

    expect(headers['Access-Control-Allow-Origin']).toBe(told);
    expect(headers.Vary).toBe(vary);
    expect(headers['Access-Control-Expose-Headers']).toContain('ETag');
  });

  test('without origins allowed nothing is said', async () => {
    expect(Object.keys((await serve({ headers: { Origin: origin } }, ok)).headers).join()).not.toContain('Access-Control');
  });
});

describe('the log', () => {
  test('a request leaves one line', async () => {
    const { lines, request } = await serve({ method: 'DELETE', id: '7', claims: { sub: 'ana' } }, () => ({ status: 204 }));

    expect(lines).toEqual([{
      level: 'info',
      message: 'request',
      fields: {
        method: 'DELETE', route: '/v1/tickets/{id}', status: 204, durationMs: 7, requestId: request.requestId, correlationId: request.requestId, sub: 'ana',
      },
    }]);
  });
});
