import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Cognito answers: a result, an error of its protocol, or nothing but a broken connection. */
export type CognitoReply =
  | { readonly result: object }
  | { readonly error: string; readonly message?: string; readonly status?: number }
  | 'hangs up'
  | 'never answers';

export interface CognitoCall {
  readonly operation: string;
  readonly input: { readonly [member: string]: any };
}

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

/**
 * Amazon Cognito user pools as the real SDK meets them: AWS JSON 1.1 over HTTP on the loopback interface.
 * It answers what it was taught and nothing else: `verify` throws for every other call it got.
 */
export class CognitoStub {
  static async start(): Promise<CognitoStub> {
    const stub = new CognitoStub();
    stub.server.listen(0, '127.0.0.1');
    await once(stub.server, 'listening');
    return stub;
  }

  /** Every call since the last `forget`, in order. */
  readonly calls: CognitoCall[] = [];
  private readonly replies = new Map<string, (input: CognitoCall['input']) => CognitoReply>();
  private readonly untaught: string[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.receive(request).then((reply) => {
        if (reply === 'never answers') { return; }
        if (reply === 'hangs up') { request.socket.destroy(); return; }
        const failed = 'error' in reply;
        response.writeHead(failed ? reply.status ?? 400 : 200, {
          'Content-Type': 'application/x-amz-json-1.1',
          'x-amzn-RequestId': '00000000-0000-4000-8000-00000000c09a',
          ...(failed && { 'x-amzn-ErrorType': `${reply.error}:` }),
        });
        response.end(JSON.stringify(failed ? { __type: reply.error, message: reply.message } : reply.result));
      });
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Teaches what one operation answers from now on. */
  teach(operation: string, reply: CognitoReply | ((input: CognitoCall['input']) => CognitoReply)): this {
    this.replies.set(operation, typeof reply === 'function' ? reply : () => reply);
    return this;
  }

  /** Forgets what it was taught and what it heard. */
  forget(): void {
    this.replies.clear();
    this.calls.length = 0;
    this.untaught.length = 0;
  }

  /** @throws when a call came that was not taught */
  verify(): void {
    if (this.untaught.length > 0) { throw new Error(`Cognito was asked for what this test did not teach: ${this.untaught.join(', ')}`); }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async receive(request: IncomingMessage): Promise<CognitoReply> {
    const target = String(request.headers['x-amz-target']);
    const operation = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : `unknown target ${target}`;
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const input = JSON.parse(Buffer.concat(chunks).toString('utf8')) as CognitoCall['input'];
    this.calls.push({ operation, input });
    const reply = this.replies.get(operation);
    if (!reply) {
      this.untaught.push(operation);
      return { error: 'UntaughtCall', message: operation };
    }
    return reply(input);
  }
}
