import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BeforeWriteEvent } from '../../src/contract/serverless-crud-api';

/** How the function ends: with an answer, or as Lambda tells of one that did not answer. */
export interface Invocation {
  /** Its answer, as JSON; a text is sent as it is. */
  readonly answer?: unknown;
  /** Kind of a crash: `Unhandled`, or undefined when it did not crash. */
  readonly functionError?: string;
  /** Lambda's own refusal, such as 429 TooManyRequestsException. */
  readonly refusal?: { readonly status: number; readonly type: string };
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
  /** True when the connection is closed without an answer. */
  readonly hangsUp?: boolean;
}

/** The function of `beforeWrite` behind Lambda's Invoke, over HTTP. */
export class HookStub {
  static readonly ARN = 'arn:aws:lambda:us-east-1:123456789012:function:price';
  /** What it was sent, in order. */
  readonly events: BeforeWriteEvent[] = [];

  private readonly untaught: string[] = [];
  private readonly server = createServer((request, response) => { void this.serve(request, response); });

  /** What it does; agrees with every write unless told. */
  behave: (event: BeforeWriteEvent) => Invocation = ({ item }) => ({ answer: { item } });

  /** Starts to listen on a free port of 127.0.0.1. @returns the endpoint's URL */
  async listen(): Promise<string> {
    this.server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Stops. @throws when it was asked for something but an invocation that is waited for */
  async close() {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
    if (this.untaught.length > 0) { throw new Error(`the hook was asked for: ${this.untaught.join('; ')}`); }
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const path = decodeURIComponent(request.url ?? '').replace(/\?.*$/, '');
    const type = request.headers['x-amz-invocation-type'];
    if (request.method !== 'POST' || path !== `/2015-03-31/functions/${HookStub.ARN}/invocations` || (type !== undefined && type !== 'RequestResponse')) {
      this.untaught.push(`${request.method} ${path} ${type}`);
    }
    const event: BeforeWriteEvent = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    this.events.push(event);
    const { answer, functionError, refusal, delayMs = 0, hangsUp } = this.behave(event);
    if (delayMs > 0) { await sleep(delayMs); }
    if (hangsUp) { request.socket.destroy(); return; }
    if (refusal) {
      response.writeHead(refusal.status, { 'Content-Type': 'application/json', 'x-amzn-ErrorType': refusal.type }).end(JSON.stringify({ message: 'internal text' }));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json', ...(functionError && { 'X-Amz-Function-Error': functionError }) })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }
}
