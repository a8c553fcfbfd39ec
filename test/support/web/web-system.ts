import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { lookup } from 'mime-types';
import { type ApiAnswer, type ApiRequest, problem, startApis } from './apis';
import { Extras } from './extras';
import { People } from './people';
import { siteStack } from '../site';

export const DIST = join(__dirname, '..', '..', '..', 'examples', 'reference-system', 'web', 'dist');

interface SendOptions {
  /** Name of who asks. */
  readonly as: string;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** The page and the APIs on one origin, in this process. */
export interface WebSystem {
  readonly origin: string;
  readonly people: People;
  readonly extras: Extras;
  /** Every request to the APIs, as `GET /v1/tickets`. */
  readonly requests: string[];
  /** Answers a request in place of the API: a status, or no answer at all. */
  fault?: (request: ApiRequest) => number | 'no answer' | undefined;
  /** Milliseconds until an answer of the APIs; none unless told. */
  delay?: number;
  /** Lets a request be answered, and breaks the connection before the answer. */
  lose?: (request: ApiRequest) => boolean;
  /** An API's answer, as anybody gets it who sends this token. */
  send(method: string, path: string, options: SendOptions): Promise<any>;
  stop(): Promise<void>;
}

export async function startWebSystem(port = 0): Promise<WebSystem> {
  if (!existsSync(join(DIST, 'index.html'))) { throw new Error('the page is not built: npm run web'); }
  const people = new People();
  const extras = new Extras();
  const apis = await startApis(people);
  const headers = headersOfSite();
  const requests: string[] = [];

  const answer = async (request: ApiRequest): Promise<ApiAnswer | 'no answer'> => {
    requests.push(`${request.method} ${request.url}`);
    if (system.delay) { await new Promise((resolve) => { setTimeout(resolve, system.delay); }); }
    const fault = system.fault?.(request);
    if (fault !== undefined) { return fault === 'no answer' ? fault : problem(fault, 'Told by the test'); }
    const told = await (extras.answer(request, people.claimsOf(request.headers.authorization)) ?? apis.answer(request));
    return system.lose?.(request) ? 'no answer' : told;
  };
  const server: Server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const url = request.url ?? '/';
      if (extras.takes(url)) { return extras.serve(request, body, response); }
      if (!url.startsWith('/v1/')) {
        const { status, type, content } = fileOf(url, request.headers.accept ?? '');
        return response.writeHead(status, { ...headers, 'Content-Type': type }).end(content);
      }
      const told = await answer({ method: request.method ?? 'GET', url, headers: request.headers as never, ...(body.length > 0 && { body: body.toString() }) });
      if (told === 'no answer') { return request.socket.destroy(); }
      return response.writeHead(told.status, { ...told.headers, 'Set-Cookie': [...told.cookies] }).end(told.body);
    }).catch((error: Error) => { response.writeHead(500).end(error.stack); });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;

  const system: WebSystem = {
    origin,
    people,
    extras,
    requests,
    send: async (method, path, { as, body, headers: more }) => {
      const person = people.all.find(({ username }) => username === as)!;
      const step = await people.identities.checkPassword(person.username, person.password);
      const authorization = `Bearer ${'idToken' in step ? step.idToken : ''}`;
      const told = await apis.answer({ method, url: `/v1${path}`, headers: { authorization, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...more }, ...(body !== undefined && { body: JSON.stringify(body) }) });
      if (told.status >= 400) { throw new Error(`${method} ${path}: ${told.status} ${told.body}`); }
      return told.body === '' ? undefined : JSON.parse(told.body);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await apis.stop();
    },
  };
  return system;
}

/** Those of the distribution, its policy made from this very build. */
function headersOfSite(): { readonly [name: string]: string } {
  const { template } = siteStack({ source: DIST });
  const [policy] = Object.values(template().findResources('AWS::CloudFront::ResponseHeadersPolicy'));
  const { SecurityHeadersConfig, CustomHeadersConfig } = policy.Properties.ResponseHeadersPolicyConfig;
  const custom = CustomHeadersConfig.Items.map(({ Header, Value }: { Header: string; Value: string }) => [Header, Value]);
  return {
    'Content-Security-Policy': SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...Object.fromEntries(custom),
  };
}

function fileOf(url: string, accept: string): { readonly status: number; readonly type: string; readonly content: Buffer } {
  const { pathname } = new URL(url, 'http://site.invalid');
  if (pathname === '/config.json') { return { status: 200, type: 'application/json', content: Buffer.from('{"apiBaseUrl":"/v1"}') }; }
  const file = join(DIST, pathname);
  if (pathname !== '/' && file.startsWith(DIST) && existsSync(file)) {
    return { status: 200, type: lookup(file) || 'application/octet-stream', content: readFileSync(file) };
  }
  if (!accept.includes('text/html')) { return { status: 404, type: 'text/plain', content: Buffer.from('none') }; }
  return { status: 200, type: 'text/html; charset=utf-8', content: readFileSync(join(DIST, 'index.html')) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) { chunks.push(chunk as Buffer); }
  return Buffer.concat(chunks);
}
