import { deepStrictEqual } from 'node:assert';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed, when it is JSON. */
  readonly body: any;
}

export interface Sent {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

export type Send = (method: string, path: string, sent?: Sent) => Promise<Answer>;

/** Speaks JSON with the API at a base URL. */
export function httpClient(base: string): Send {
  return async (method, path, { token, body, headers } = {}) => {
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  };
}

/** Fails unless the answer has this status; then shows its body, which says why. */
export function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, got ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
  }
}

/** Fails unless it is a problem document (RFC 9457) of this status. */
export function expectProblem(answer: Answer, status: number): void {
  expectStatus(answer, status);
  deepStrictEqual(
    { type: answer.headers.get('Content-Type')?.split(';')[0], status: answer.body.status },
    { type: 'application/problem+json', status },
  );
}
