import { readFileSync } from 'node:fs';
import type { RunningSystem } from '../../examples/reference-system/local/bring-up';

type Deployed = RunningSystem['outputs'] & Pick<RunningSystem, 'clientConfig'> & { readonly home: string };

/** The system that test/emulator/global-setup.ts deployed. */
export const deployed: Deployed = JSON.parse(readFileSync(process.env.DEPLOYED_SYSTEM_FILE ?? '', 'utf8'));

/** Base URL of the tickets API, ending in /v1. */
export const BASE = deployed.apis.tickets;

export interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: { readonly [name: string]: string };
  /** Sent as JSON; a string or bytes are sent as they are. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
  /** URL of the request, against which relative references resolve. */
  readonly url: string;
}

/** @param target path below /v1, or a whole URL */
export async function call(target: string, { method = 'GET', token, headers, body }: Call = {}): Promise<Answer> {
  const url = target.startsWith('http') ? target : `${BASE}${target}`;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body as string : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text), url };
}

export interface Tokens { readonly idToken: string; readonly accessToken: string; readonly refreshToken: string }

export function user(group?: string) {
  const found = deployed.users.find(({ groups }) => group === undefined ? groups.length === 0 : groups.includes(group));
  if (!found) { throw new Error(`no demo user ${group === undefined ? 'without a group' : `of the group ${group}`}`); }
  return found;
}

export async function logIn({ username, password } = user()): Promise<Tokens> {
  const { status, body } = await call('/auth/login', { method: 'POST', body: { username, password } });
  if (status !== 200) { throw new Error(`login of ${username} was answered with ${status}`); }
  return body;
}

/** Asserts the shape that every error has (RFC 9457), the gateway's own among them. */
export function expectProblem(answer: Answer, status: number) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.body).toMatchObject({ type: 'about:blank', status, title: expect.any(String), detail: expect.any(String), requestId: expect.stringMatching(/^[\w-]{8,}$/) });
}
