import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one of the worker's requests to AWS, and how often of a thousand. */
const FAULTS = { 'throttled': 40, 'answered 500': 15, 'cut off before': 15, 'cut off after': 15 };
export type FaultName = keyof typeof FAULTS;

/** Stands between a function and the engine. Of the first file that is written it refuses every attempt, until it is `mend`ed. */
export class FaultProxy {
  readonly counts: { [fault in FaultName]: number } = { 'throttled': 0, 'answered 500': 0, 'cut off before': 0, 'cut off after': 0 };
  requests = 0;
  /** Path of the file that is refused. */
  refused?: string;
  refusals = 0;
  /** Told of every request, while faults are on. */
  onRequest?: () => void;
  private faulty = true;
  private readonly server = createServer((request, response) => { void this.serve(request, response); });

  /** @param target URL of the engine */
  constructor(private readonly target: string) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }

  mend() { this.faulty = false; }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    this.requests++;
    const isFile = request.method === 'PUT';
    if (this.faulty) {
      if (isFile) { this.refused ??= request.url; }
      if (isFile && request.url === this.refused) {
        this.refusals++;
        return refuse(response, 503, 'SlowDown', isFile);
      }
      this.onRequest?.();
    }
    const fault = this.faulty ? drawn() : undefined;
    if (fault) { this.counts[fault]++; }
    if (fault === 'throttled') { return isFile ? refuse(response, 503, 'SlowDown', isFile) : refuse(response, 400, 'ThrottlingException', isFile); }
    if (fault === 'answered 500') { return refuse(response, 500, 'InternalServerError', isFile); }
    if (fault === 'cut off before') { return request.socket.destroy(); }
    return this.pass(request, Buffer.concat(chunks), fault === 'cut off after' ? undefined : response);
  }

  private pass({ method, url, headers, socket }: IncomingMessage, body: Buffer, response: ServerResponse | undefined) {
    const sent = forward(this.target + url, { method, headers: { ...headers, host: new URL(this.target).host }, agent: false }, (answer) => {
      if (!response) { answer.resume().on('end', () => socket.destroy()); return; }
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    // The engine stops mid-way: to the worker its requests are lost.
    sent.on('error', () => socket.destroy()).end(body);
  }
}

function drawn(): FaultName | undefined {
  let chance = Math.random() * 1_000;
  for (const [fault, weight] of Object.entries(FAULTS)) {
    chance -= weight;
    if (chance < 0) { return fault as FaultName; }
  }
  return undefined;
}

function refuse(response: ServerResponse, status: number, code: string, isXml: boolean) {
  response.writeHead(status, { 'Content-Type': isXml ? 'application/xml' : 'application/x-amz-json-1.0' })
    .end(isXml ? `<Error><Code>${code}</Code><Message>injected</Message></Error>` : JSON.stringify({ __type: code, message: 'injected' }));
}
