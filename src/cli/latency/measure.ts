import { Agent as HttpAgent, get as getHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as getHttps } from 'node:https';
import { shown } from './addresses';
import { CommandError } from '../command';

/** A visitor's first request opens a connection, the next ones go over it. */
export type Connection = 'new' | 'kept';

export interface Target {
  readonly name: 'before' | 'after';
  readonly url: URL;
}

export interface Sample {
  readonly name: Target['name'];
  readonly connection: Connection;
  /** From 1. */
  readonly request: number;
  readonly status: number;
  /** From the begin of the request, a new connection's included, to the answer's headers. */
  readonly firstByteMs: number;
  /** To the end of its body. */
  readonly totalMs: number;
  /** X-Cache, where there is one. */
  readonly cache: string;
}

const TIMEOUT_MS = 30_000;
/** What a browser says it takes. */
const HEADERS = { 'Accept': '*/*', 'Accept-Encoding': 'gzip, deflate, br' };

/**
 * Asks in turn, so that what slows the network down slows all alike. The first request of each kind is not counted: it fills
 * the cache, and opens the connection that is kept.
 * @throws CommandError for an answer that is no success, or none
 */
export async function measure(targets: readonly Target[], requests: number): Promise<Sample[]> {
  const lines = targets.flatMap((target) => (['new', 'kept'] as const).map((connection) => ({ target, connection, agent: agentOf(target.url, connection) })));
  const samples: Sample[] = [];
  try {
    for (let request = 0; request <= requests; request++) {
      for (const { target, connection, agent } of lines) {
        const answer = await ask(target.url, agent);
        if (request > 0) { samples.push({ name: target.name, connection, request, ...answer }); }
      }
    }
    return samples;
  } finally {
    for (const { agent } of lines) { agent.destroy(); }
  }
}

function agentOf({ protocol }: URL, connection: Connection): HttpAgent {
  const options = { keepAlive: connection === 'kept', maxSockets: 1 };
  return protocol === 'https:' ? new HttpsAgent({ ...options, maxCachedSessions: 0 }) : new HttpAgent(options);
}

function ask(url: URL, agent: HttpAgent): Promise<Pick<Sample, 'status' | 'firstByteMs' | 'totalMs' | 'cache'>> {
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const fail = (error: Error) => reject(new CommandError(`${shown(url)} did not answer: ${error.message}`));
    const request = get(url, { agent, headers: HEADERS, timeout: TIMEOUT_MS }, (answer: IncomingMessage) => {
      const firstByteMs = performance.now() - start;
      const status = answer.statusCode!;
      answer.on('error', fail).on('end', () => {
        if (status < 200 || status >= 300) { return reject(refused(url, status)); }
        resolve({ status, firstByteMs, totalMs: performance.now() - start, cache: String(answer.headers['x-cache'] ?? '') });
      }).resume();
    });
    request.on('error', fail).on('timeout', () => request.destroy(new Error(`nothing came for ${TIMEOUT_MS / 1_000} s`)));
  });
}

function refused(url: URL, status: number): CommandError {
  const fix = status === 403
    ? 'An object of a private bucket wants a signed address, which s3://<bucket>/<key> gets here'
    : 'Name the address of a file itself, not one that leads to it';
  return new CommandError(`${shown(url)} was answered with ${status}. ${fix}`);
}
