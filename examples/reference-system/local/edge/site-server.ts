import { once } from 'node:events';
import { Agent, createServer, request as send, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compression } from './compression';
import type { EdgeBehavior, EdgeDistribution, EdgeOrigin } from './distribution';
import { loadEdgeFunction, type EdgeFunction, type EdgeResult } from './edge-function';
import { applyHeadersPolicy } from './headers-policy';

export interface SiteServerOptions {
  /** 0 for a free one. */
  readonly port: number;
  /** Where the engine answers. */
  readonly endpoint: string;
  readonly distribution: EdgeDistribution;
}

export interface SiteServer {
  /** The one origin of the site and its APIs, without a slash at its end. */
  readonly url: string;
  /** Where it listens. */
  readonly address: string;
  stop(): Promise<void>;
}

interface Route extends EdgeBehavior { readonly matches: RegExp; readonly decide?: EdgeFunction }

/** The bucket learns of nothing else: its cache policy forwards no cookie and no query. */
const FORWARDED_TO_BUCKET = ['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range'];
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer', 'host'];

/** Serves a distribution of the local engine to browsers of this machine, as CloudFront would, without its cache. */
export async function serveSite({ port, endpoint, distribution }: SiteServerOptions): Promise<SiteServer> {
  const agent = new Agent({ keepAlive: false }); // a kept connection may be closed by the engine just as a request is sent
  const routes = distribution.behaviors.map((behavior): Route => ({
    ...behavior,
    matches: patternOf(behavior.pathPattern),
    decide: behavior.functionCode === undefined ? undefined : loadEdgeFunction(behavior.functionCode),
  }));
  const server = createServer((request, response) => answer(request, response));
  server.keepAliveTimeout = 60_000; // after 5 s, Node's own, a client that paused so long may send on what is just being closed
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const listening = server.address() as AddressInfo;
  return {
    url: `http://localhost:${listening.port}`, // a name that browsers take for secure, so that they keep Secure cookies
    address: listening.address,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse) {
    const [, path, query = ''] = /^(\/[^?]*)(?:\?(.*))?$/.exec(request.url!) ?? [];
    if (path === undefined) { return refuse(response, 400, 'The request target is no path.'); }
    const route = routes.find(({ matches }) => matches.test(path))!;
    if (!route.methods.includes(request.method!)) { return refuse(response, 403, `${request.method} is no method of this path.`); }
    let uri = path === '/' && distribution.defaultRootObject !== '' ? `/${distribution.defaultRootObject}` : path;
    if (route.decide) {
      let result: EdgeResult;
      try {
        result = route.decide(request, uri, query);
      } catch (error) {
        return refuse(response, 503, `The edge function failed: ${(error as Error).message}`);
      }
      if (result.statusCode !== undefined) {
        const headers = Object.entries(result.headers ?? {}).map(([name, { value }]) => [name, value]);
        return void response.writeHead(result.statusCode, Object.fromEntries(headers)).end();
      }
      uri = result.uri ?? uri;
    }
    forward(request, response, route, uri, query);
  }

  function forward(request: IncomingMessage, response: ServerResponse, route: Route, uri: string, query: string) {
    const target = targetOf(route.origin, uri, query);
    if (!target) { return refuse(response, 502, `The local engine has no origin ${route.origin.domainName}.`); }
    const headers = headersTo(target.isBucket, request);
    const options = { agent, method: request.method, path: target.path, headers };
    const upstream = send(endpoint, options, (origin) => relay(request, response, { ...route, endpoint, isBucket: target.isBucket }, origin));
    upstream.on('error', (error) => (response.headersSent ? response.destroy() : refuse(response, 502, `The local engine did not answer: ${error.message}`)));
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  }
}

interface Asked extends EdgeBehavior { readonly endpoint: string; readonly isBucket: boolean }

function relay(request: IncomingMessage, response: ServerResponse, route: Asked, origin: IncomingMessage) {
  const { headersPolicy, compress, endpoint, isBucket } = route;
  const said = withoutHopByHop(isBucket ? withoutCors(origin.headers) : origin.headers);
  const headers = withLocalBuckets(applyHeadersPolicy(said, headersPolicy), endpoint);
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const compressed = compress ? compression(accepted, origin.statusCode!, headers) : undefined;
  if (!compressed || request.method === 'HEAD') {
    response.writeHead(origin.statusCode!, compressed?.headers ?? headers);
    return void origin.pipe(response);
  }
  response.writeHead(origin.statusCode!, compressed.headers);
  origin.pipe(compressed.encoder).pipe(response);
}

/** Where the engine has what the origin's name means on AWS. */
function targetOf({ domainName, path }: EdgeOrigin, uri: string, query: string): { readonly path: string; readonly isBucket: boolean } | undefined {
  const [, api] = /^([a-z0-9]+)\.execute-api\./.exec(domainName) ?? [];
  if (api) { return { path: `/restapis/${api}${path}/_user_request_${uri}${query ? `?${query}` : ''}`, isBucket: false }; }
  const [, bucket] = /^(.+)\.s3[.-][a-z0-9.-]*amazonaws\.com$/.exec(domainName) ?? [];
  return bucket ? { path: `/${bucket}${path}${literal(uri)}`, isBucket: true } : undefined;
}

/** Addresses that the engine signs lead to itself, so a policy that allows a bucket allows the engine. */
function withLocalBuckets(headers: OutgoingHttpHeaders, endpoint: string): OutgoingHttpHeaders {
  const names = ['content-security-policy', 'content-security-policy-report-only'].filter((name) => headers[name] !== undefined);
  const changed = names.map((name) => [name, String(headers[name]).replace(/https:\/\/[a-z0-9.-]+\.s3[.-][a-z0-9.-]*amazonaws\.com/g, endpoint)]);
  return { ...headers, ...Object.fromEntries(changed) };
}

/** S3 takes `..` in a key for itself; the engine would climb. */
function literal(uri: string): string {
  return uri.replace(/%2e/gi, '.').replace(/(^|\/|%2f)(\.{1,2})(?=\/|%2f|$)/gi, (_, slash: string, dots: string) => slash + dots.replace(/\./g, '%252E'));
}

function headersTo(isBucket: boolean, request: IncomingMessage): OutgoingHttpHeaders {
  const isForwarded = (name: string) => (isBucket ? FORWARDED_TO_BUCKET.includes(name) : !HOP_BY_HOP.includes(name));
  return Object.fromEntries(Object.entries(request.headers).filter(([name]) => isForwarded(name)));
}

/** The engine adds these to every object; S3 has them for a bucket with a CORS configuration alone, which a site's has not. */
function withoutCors(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));
}

function withoutHopByHop(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
}

function refuse(response: ServerResponse, status: number, reason: string) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
}
