import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import type { EdgeBehavior } from '../../../examples/reference-system/local/edge/distribution';
import { serveSite, type SiteServer } from '../../../examples/reference-system/local/edge/site-server';

const PAGE = '<!doctype html><title>shop</title>';
const SCRIPT = 'export const words = "a script that is long enough to be worth compressing";\n'.repeat(40);

/** Answers as the engine does: objects by path, an API that tells what it got. */
const engine: Server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    const { method, url, headers } = incoming;
    if (url!.startsWith('/restapis/')) {
      outgoing.writeHead(url!.includes('/broken') ? 409 : 200, {
        'Content-Type': url!.includes('/broken') ? 'application/problem+json' : 'application/json', 'ETag': '"1"', 'Set-Cookie': ['a=1', 'b=2'], 'Referrer-Policy': 'unsafe-url', 'Access-Control-Allow-Origin': '*',
      });
      outgoing.end(JSON.stringify({ method, url, cookie: headers.cookie, host: headers.host, body: Buffer.concat(chunks).toString() }));
      return;
    }
    const objects: { [path: string]: [string, string] } = {
      '/site-bucket/site/index.html': ['text/html; charset=utf-8', PAGE],
      '/site-bucket/site/app.js': ['text/javascript; charset=utf-8', SCRIPT],
    };
    const [type, body] = objects[url!] ?? ['application/xml', '<Error><Code>NoSuchKey</Code></Error>'];
    if (headers['if-none-match'] === '"e"') { outgoing.writeHead(304, { ETag: '"e"' }).end(); return; }
    outgoing.writeHead(type === 'application/xml' ? 404 : 200, {
      'Content-Type': type, 'ETag': '"e"', 'Content-Length': body.length, 'x-amz-version-id': 'v1', 'x-got-cookie': headers.cookie ?? 'none', 'Access-Control-Allow-Origin': '*',
    });
    outgoing.end(method === 'HEAD' ? undefined : body);
  });
});

const headersPolicy: EdgeBehavior['headersPolicy'] = {
  Name: 'headers',
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'; connect-src 'self' https://uploads.s3.us-east-1.amazonaws.com", Override: true },
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 63072000, IncludeSubdomains: true, Preload: false, Override: true },
  },
  CustomHeadersConfig: { Quantity: 2, Items: [{ Header: 'Permissions-Policy', Value: 'camera=()', Override: true }, { Header: 'ETag', Value: 'mine', Override: false }] },
  RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: 'x-amz-version-id' }] },
};

const ROUTE = `function handler(event) {
  var request = event.request;
  if (request.uri === '/old') { return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: '/new?' + request.rawQueryString() } } }; }
  if (request.uri === '/throws') { throw new Error('broken'); }
  if (request.headers['sec-fetch-mode'] && request.headers['sec-fetch-mode'].value === 'navigate') { request.uri = '/index.html'; }
  return request;
}`;

let site: SiteServer;
let engineUrl: string;
const api = { pathPattern: '/v1/*', methods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'], compress: false, origin: { domainName: 'abc123.execute-api.us-east-1.amazonaws.com', path: '/dev' }, headersPolicy };

beforeAll(async () => {
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  engineUrl = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  site = await serveSite({
    port: 0,
    endpoint: engineUrl,
    distribution: {
      defaultRootObject: 'index.html',
      behaviors: [
        { ...api, pathPattern: '/v1/tickets*', origin: { domainName: 'tickets1.execute-api.us-east-1.amazonaws.com', path: '/dev' } },
        api,
        { pathPattern: '/elsewhere/*', methods: ['GET'], compress: false, origin: { domainName: 'example.com', path: '' } },
        { pathPattern: '*', methods: ['GET', 'HEAD'], compress: true, origin: { domainName: 'site-bucket.s3.us-east-1.amazonaws.com', path: '/site' }, headersPolicy, functionCode: ROUTE },
      ],
    },
  });
});
afterAll(async () => {
  await site.stop();
  await new Promise((resolve) => { engine.close(resolve); engine.closeAllConnections(); });
});

/** One request, its target written as it is. */
function ask(target: string, headers: { [name: string]: string } = {}, method = 'GET', body = ''): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(site.url, { method, headers, path: target }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject).end(body);
  });
}

describe('a site in front of the local engine', () => {
  test('listens on this machine alone, under a name that cookies and secure contexts take', () => {
    expect(site.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(site.address).toBe('127.0.0.1');
  });

  test('shows the default root object', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/html; charset=utf-8', PAGE]);
  });

  test('asks the edge function where a navigation leads', async () => {
    expect((await ask('/tickets/42', { 'Sec-Fetch-Mode': 'navigate' })).body.toString()).toBe(PAGE);
    const redirect = await ask('/old?a=1&b=%20');
    expect([redirect.status, redirect.headers.location]).toEqual([308, '/new?a=1&b=%20']);
    expect((await ask('/throws')).status).toBe(503);
  });

  test('gives every answer the headers of the policy, errors too', async () => {
    for (const answer of [await ask('/'), await ask('/gone.js'), await ask('/v1/tickets/broken')]) {
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'permissions-policy': 'camera=()',
      });
      expect(answer.headers.etag).toMatch(/^"/); // what the policy may not override
      expect(answer.headers).not.toHaveProperty('x-amz-version-id');
    }
  });

  test('tells of no CORS that the engine adds to objects: S3 does so for a bucket that has it alone; an API keeps its own', async () => {
    expect((await ask('/')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await ask('/gone.js')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await ask('/v1/tickets')).headers).toHaveProperty('access-control-allow-origin', '*');
  });

  test('names of buckets in the policy are the engine, where its signed addresses lead', async () => {
    expect((await ask('/')).headers['content-security-policy']).toBe(`default-src 'none'; connect-src 'self' ${engineUrl}`);
  });

  test('a missing object is its own 404, not a page', async () => {
    const { status, body } = await ask('/assets/gone.js');
    expect([status, body.toString()]).toEqual([404, expect.stringContaining('NoSuchKey')]);
  });

  test('asks each API by the first pattern that matches, and lets its errors and cookies through', async () => {
    const tickets = await ask('/v1/tickets?limit=1', { Cookie: 'refresh=x' });
    expect(JSON.parse(tickets.body.toString())).toMatchObject({ url: '/restapis/tickets1/dev/_user_request_/v1/tickets?limit=1', cookie: 'refresh=x', host: new URL(engineUrl).host });
    expect(tickets.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    const broken = await ask('/v1/broken', { 'Content-Type': 'application/json' }, 'POST', '{"a":1}');
    expect([broken.status, broken.headers['content-type']]).toEqual([409, 'application/problem+json']);
    expect(JSON.parse(broken.body.toString())).toMatchObject({ method: 'POST', url: '/restapis/abc123/dev/_user_request_/v1/broken', body: '{"a":1}' });
  });

  test('sends the bucket neither cookies nor a query', async () => {
    const { status, headers } = await ask('/app.js?v=1', { Cookie: 'a=1' });
    expect([status, headers['x-got-cookie']]).toEqual([200, 'none']);
  });

  test('an object that the browser has is not sent again', async () => {
    expect((await ask('/app.js', { 'If-None-Match': '"e"' })).status).toBe(304);
  });

  test('compresses what the behaviour says, and an API never', async () => {
    const script = await ask('/app.js', { 'Accept-Encoding': 'gzip, br' });
    expect(script.headers).toMatchObject({ 'content-encoding': 'br', 'etag': 'W/"e"', 'vary': 'Accept-Encoding' });
    expect(brotliDecompressSync(script.body).toString()).toBe(SCRIPT);
    expect((await ask('/app.js', { 'Accept-Encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
    expect((await ask('/', { 'Accept-Encoding': 'br' })).headers).not.toHaveProperty('content-encoding'); // under 1,000 bytes
    expect((await ask('/v1/tickets', { 'Accept-Encoding': 'br' })).headers).toMatchObject({ etag: '"1"' });
    expect((await ask('/app.js', { 'Accept-Encoding': 'br' }, 'HEAD')).body).toHaveLength(0);
  });

  test('refuses a method that the behaviour does not take', async () => {
    expect((await ask('/', {}, 'POST', 'x')).status).toBe(403);
  });

  test('no path leads out of the folder of the site', async () => {
    for (const target of ['/../releases/current.json', '/a/../../releases/current.json', '/%2e%2e/releases/current.json', '/..%2freleases/current.json']) {
      expect((await ask(target)).status).toBe(404);
    }
    expect((await ask('http://example.com/')).status).toBe(400);
  });

  test('fails with 502 for an origin that the engine has not', async () => {
    expect((await ask('/elsewhere/x')).status).toBe(502);
  });
});
