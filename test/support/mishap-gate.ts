import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/**
 * What happens to one request. `dies …`: the process that sent it ends there and then. `… late`: the process hears nothing of a
 * request that is done all the same, some requests later. To a process a request that timed out is one whose answer is lost.
 */
export const MISHAPS = [
  'dies before', 'dies after', 'dies, done late', 'request lost', 'answer lost', 'answer lost, done late', 'server error', 'throttled', 'conflict',
] as const;
export type Mishap = typeof MISHAPS[number];

/** A service's own server, without its socket. */
interface Service { serve(request: IncomingMessage, response: ServerResponse): unknown }

interface Received { readonly request: IncomingMessage; readonly body: Buffer; readonly operation: string; readonly accessKey: string }
interface Answer { readonly status: number; readonly headers: { readonly [name: string]: string }; readonly body?: string | Buffer }

/** Requests later, at which one comes that was late. */
const LATE_BY = 4;

/** The ways between processes and the services they call, and what goes wrong on them in one run. */
export class Mishaps {
  /** What happened, a line a request. */
  readonly story: string[] = [];
  private readonly dead = new Set<string>();
  private steps = 0;
  private open = 0;
  private late: { readonly due: number; perform(): Promise<void> }[] = [];
  private plan: ReadonlyMap<number, Mishap> = new Map();
  private died: (accessKey: string) => void = () => undefined;

  /** @param died is told the access key of a process that dies */
  begin(plan: ReadonlyMap<number, Mishap>, died: (accessKey: string) => void) {
    this.steps = 0;
    this.plan = plan;
    this.died = died;
    this.story.length = 0;
  }

  /** Lets everything come that is on its way; from then on nothing goes wrong. */
  async end() {
    this.plan = new Map();
    while (this.open > 0 || this.late.length > 0) {
      await this.performLate(Infinity);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  tell(line: string) { this.story.push(line); }

  /** Ends a process: nothing that it sends comes any more. */
  kill(accessKey: string) {
    this.dead.add(accessKey);
    this.died(accessKey);
  }

  async pass(service: Service, received: Received, response: ServerResponse) {
    this.open++;
    try { await this.take(service, received, response); } finally { this.open--; }
  }

  private async take(service: Service, received: Received, response: ServerResponse) {
    const { request, operation, accessKey } = received;
    const hangUp = () => request.socket.destroy();
    if (this.dead.has(accessKey)) { return hangUp(); }
    const step = this.steps++;
    await this.performLate(step);
    const mishap = this.plan.get(step);
    this.tell(`request ${step}: ${operation} by ${accessKey}${mishap ? `, ${mishap}` : ''}`);
    const done = () => answerOf(service, received);
    const doneLate = () => this.late.push({ due: step + LATE_BY, perform: async () => { this.tell(`done late: ${operation} by ${accessKey}`); await done(); } });
    switch (mishap) {
      case 'dies before': this.kill(accessKey); return hangUp();
      case 'dies after': await done(); this.kill(accessKey); return hangUp();
      case 'dies, done late': doneLate(); this.kill(accessKey); return hangUp();
      case 'request lost': return hangUp();
      case 'answer lost': await done(); return hangUp();
      case 'answer lost, done late': doneLate(); return hangUp();
    }
    const { status, headers, body } = mishap ? refusalOf(operation, mishap) : await done();
    return response.writeHead(status, headers).end(body);
  }

  private async performLate(step: number) {
    const due = this.late.filter((one) => one.due <= step);
    this.late = this.late.filter((one) => one.due > step);
    for (const { perform } of due) { await perform(); }
  }
}

/** Listens in a service's place. */
export class Gate {
  private readonly server = createServer((request, response) => { void this.receive(request, response); });

  constructor(private readonly service: Service, private readonly mishaps: Mishaps) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close() {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
  }

  private async receive(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const body = Buffer.concat(chunks);
    const accessKey = /Credential=([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? '';
    const target = request.headers['x-amz-target'];
    const operation = target ? String(target).split('.')[1] : request.method === 'PUT' ? 'PutObject' : /Action=(\w+)/.exec(body.toString('latin1'))?.[1] ?? request.method!;
    await this.mishaps.pass(this.service, { request, body, operation, accessKey }, response);
  }
}

function answerOf(service: Service, { request: { method, url, headers, socket }, body: sent }: Received): Promise<Answer> {
  return new Promise((resolve) => {
    let head = { status: 0, headers: {} };
    const response = {
      writeHead(status: number, named = {}) { head = { status, headers: named }; return response; },
      end(body?: string | Buffer) { resolve({ ...head, body }); },
    };
    const request = Object.assign(Readable.from([sent]), { method, url, headers, socket });
    void service.serve(request as IncomingMessage, response as unknown as ServerResponse);
  });
}

const isXml = (operation: string) => operation === 'PublishBatch' || operation === 'PutObject';

/** As each service refuses for now: https://docs.aws.amazon.com/general/latest/gr/api-retries.html and the services' common errors. */
function refusalOf(operation: string, mishap: Mishap): Answer {
  if (mishap === 'server error') { return errorAnswer(operation, 500, 'InternalServerError'); }
  if (mishap === 'conflict' && operation === 'PutObject') { return errorAnswer(operation, 409, 'ConditionalRequestConflict'); }
  if (mishap === 'conflict' && operation === 'TransactWriteItems') {
    return errorAnswer(operation, 400, 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] });
  }
  if (operation === 'PutObject') { return errorAnswer(operation, 503, 'SlowDown'); }
  return errorAnswer(operation, 400, isXml(operation) ? 'Throttling' : 'ThrottlingException');
}

function errorAnswer(operation: string, status: number, code: string, more = {}): Answer {
  return isXml(operation)
    ? { status, headers: { 'Content-Type': 'text/xml' }, body: `<ErrorResponse><Error><Code>${code}</Code><Message>asked for</Message></Error></ErrorResponse>` }
    : { status, headers: { 'Content-Type': 'application/x-amz-json-1.0' }, body: JSON.stringify({ __type: code, message: 'asked for', ...more }) };
}
