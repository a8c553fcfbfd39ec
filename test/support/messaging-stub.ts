import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to a service, before it is answered. */
export interface Asked {
  /** `PublishBatch`, `SendMessage`, `ChangeMessageVisibility`, `PutObject`, `CopyObject`, `GetObject`, … */
  readonly operation: string;
  /** `<bucket>/<key>`, or `/`. */
  readonly path: string;
  /** Access key that signed it: one for each process of a model. */
  readonly accessKey: string;
}

/** What goes wrong with a request. */
export interface MessagingFault {
  /** Hangs up: before it is done, or after, so that only the answer is lost. */
  readonly hangsUp?: 'before' | 'after';
  /** Answers with this error. */
  readonly error?: { readonly status: number; readonly code: string };
  /** Of PublishBatch: places of the entries that fail, and how. */
  readonly failedEntries?: { readonly [place: number]: { readonly code: string; readonly senderFault: boolean } };
}

export interface Published { readonly message: string; readonly type: string; readonly group?: string; readonly deduplicationId?: string }
interface StubAnswer { readonly status?: number; readonly headers?: { readonly [name: string]: string }; readonly body?: string | Buffer }

export interface StoredObject { readonly body: Buffer; readonly contentType?: string; readonly metadata?: { readonly [name: string]: string } }
export interface SentMessage {
  readonly queueUrl: string;
  readonly body: string;
  readonly attributes: { readonly [name: string]: string };
  readonly group?: string;
}

/** SNS, SQS and S3 over HTTP, as far as the workers use them; what it was not taught is answered 400 and told by `close`. */
export class MessagingStub {
  readonly published: Published[] = [];
  readonly sent: SentMessage[] = [];
  readonly hidden: { readonly receipt: string; readonly seconds: number }[] = [];
  readonly objects = new Map<string, StoredObject>();
  readonly asked: Asked[] = [];
  fault?: (asked: Asked) => MessagingFault | undefined;
  onPublish?: (published: Published) => void;
  onSend?: (sent: SentMessage) => void;
  /** @returns whether the receipt is good */
  onHide?: (receipt: string, seconds: number) => boolean;

  private readonly untaught: string[] = [];
  private readonly server = createServer((request, response) => { void this.serve(request, response); });

  /** @returns the endpoint's URL, for AWS_ENDPOINT_URL_SNS, _SQS and _S3 */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close() {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
    if (this.untaught.length > 0) { throw new Error(`the messaging stub was not taught: ${this.untaught.join('; ')}`); }
  }

  reset() {
    for (const list of [this.published, this.sent, this.hidden, this.asked]) { list.length = 0; }
    this.objects.clear();
    this.fault = this.onPublish = this.onSend = this.onHide = undefined;
  }

  async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const body = Buffer.concat(chunks);
    const form = new URLSearchParams(request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? body.toString('utf8') : '');
    const target = request.headers['x-amz-target'];
    const operation = form.get('Action') ?? (target ? String(target).split('.')[1] : `${{ PUT: request.headers['x-amz-copy-source'] ? 'CopyObject' : 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[request.method!]}`);
    const asked = { operation, path: keyOf(request), accessKey: accessKeyOf(request) };
    this.asked.push(asked);
    const fault = this.fault?.(asked);
    if (fault?.hangsUp === 'before') { return void request.socket.destroy(); }
    if (fault?.error) { return this.refuse(operation, fault.error, response); }
    try {
      const answer = this.run(operation, request, form, body, fault);
      if (fault?.hangsUp === 'after') { return void request.socket.destroy(); }
      response.writeHead(answer.status ?? 200, { 'x-amzn-RequestId': 'request-1', ...answer.headers }).end(answer.body);
    } catch (error) {
      this.untaught.push(`${operation}: ${String(error)}`);
      this.refuse(operation, { status: 400, code: 'Untaught' }, response);
    }
  }

  private run(
    operation: string, request: IncomingMessage, form: URLSearchParams, body: Buffer, fault: MessagingFault | undefined,
  ): StubAnswer {
    switch (operation) {
      case 'PublishBatch': return { headers: { 'Content-Type': 'text/xml' }, body: this.publishBatch(form, fault) };
      case 'SendMessage': {
        const { QueueUrl, MessageBody, MessageAttributes = {}, MessageGroupId, MessageDeduplicationId, ...rest } = JSON.parse(body.toString('utf8'));
        if (Object.keys(rest).length > 0) { throw new Error(`SendMessage with ${Object.keys(rest).join(', ')}`); }
        if (QueueUrl.endsWith('.fifo') !== (MessageGroupId !== undefined && MessageDeduplicationId !== undefined)) { throw new Error('a FIFO queue takes groups, no other does'); }
        if (Object.keys(MessageAttributes).length > 10) { throw new Error('a message has 10 attributes at most'); }
        const attributes = Object.fromEntries(Object.entries<any>(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]));
        const sent = { queueUrl: QueueUrl, body: MessageBody, attributes, ...(MessageGroupId && { group: MessageGroupId }) };
        this.sent.push(sent);
        this.onSend?.(sent);
        return { body: JSON.stringify({ MessageId: 'm', MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') }) };
      }
      case 'ChangeMessageVisibility': {
        const { ReceiptHandle, VisibilityTimeout } = JSON.parse(body.toString('utf8'));
        if (!(VisibilityTimeout >= 0 && VisibilityTimeout <= 43_200)) { throw new Error(`a visibility of ${VisibilityTimeout}`); }
        this.hidden.push({ receipt: ReceiptHandle, seconds: VisibilityTimeout });
        if (this.onHide?.(ReceiptHandle, VisibilityTimeout) === false) { return { status: 400, headers: JSON_1_0, body: JSON.stringify({ __type: 'com.amazonaws.sqs#MessageNotInflight' }) }; }
        return { body: '{}' };
      }
      case 'PutObject': return this.putObject(request, body);
      case 'CopyObject': return this.copyObject(request);
      case 'GetObject':
      case 'HeadObject': {
        const found = this.objects.get(keyOf(request));
        if (!found) { return { status: 404, body: operation === 'HeadObject' ? undefined : errorXml('NoSuchKey') }; }
        return { headers: { 'Content-Type': found.contentType ?? 'binary/octet-stream', 'Content-Length': String(found.body.length), 'ETag': etagOf(found.body) }, body: operation === 'HeadObject' ? undefined : found.body };
      }
      case 'DeleteObject': this.objects.delete(keyOf(request)); return { status: 204 };
      default: throw new Error('is not known');
    }
  }

  /** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
  private publishBatch(form: URLSearchParams, fault: MessagingFault | undefined): string {
    const entries: Map<string, string>[] = [];
    for (const [name, value] of form) {
      const match = /^PublishBatchRequestEntries\.member\.(\d+)\.(.+)$/.exec(name);
      if (match) { (entries[Number(match[1]) - 1] ??= new Map()).set(match[2], value); }
    }
    const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.get('Message')!), 0);
    if (entries.length === 0 || entries.length > 10 || bytes > 256 * 1024) { throw new Error(`${entries.length} entries of ${bytes} bytes`); }
    const results = entries.map((entry, place) => {
      const failed = fault?.failedEntries?.[place];
      const id = entry.get('Id')!;
      if (failed) { return { failed: `<member><Id>${id}</Id><Code>${failed.code}</Code><Message>it failed</Message><SenderFault>${failed.senderFault}</SenderFault></member>` }; }
      const published = {
        message: entry.get('Message')!,
        type: entry.get('MessageAttributes.entry.1.Value.StringValue')!,
        group: entry.get('MessageGroupId'),
        deduplicationId: entry.get('MessageDeduplicationId'),
      };
      this.published.push(published);
      this.onPublish?.(published);
      return { successful: `<member><Id>${id}</Id><MessageId>m-${this.published.length}</MessageId></member>` };
    });
    return '<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult>'
      + `<Failed>${results.map(({ failed }) => failed ?? '').join('')}</Failed><Successful>${results.map(({ successful }) => successful ?? '').join('')}</Successful>`
      + '</PublishBatchResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishBatchResponse>';
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
  private putObject(request: IncomingMessage, body: Buffer): StubAnswer {
    const key = keyOf(request);
    const condition = request.headers['if-none-match'];
    if (condition !== undefined && condition !== '*') { throw new Error(`If-None-Match: ${condition}`); }
    if (condition === '*' && this.objects.has(key)) { return { status: 412, headers: { 'Content-Type': 'application/xml' }, body: errorXml('PreconditionFailed') }; }
    const chunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked');
    this.objects.set(key, { body: chunked ? dechunked(body) : body, contentType: request.headers['content-type'] });
    return { headers: { ETag: etagOf(body) } };
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html: the source is URL-encoded, a plus being a space, and may have a query. */
  private copyObject(request: IncomingMessage): StubAnswer {
    const [source] = String(request.headers['x-amz-copy-source']).split('?');
    const found = this.objects.get(decodeURIComponent(source.replace(/\+/g, ' ')));
    if (!found) { return { status: 404, headers: { 'Content-Type': 'application/xml' }, body: errorXml('NoSuchKey') }; }
    if (request.headers['x-amz-metadata-directive'] !== 'REPLACE') { throw new Error('CopyObject keeps the metadata'); }
    const metadata = Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => (name.startsWith('x-amz-meta-') ? [[name.slice(11), String(value)]] : [])));
    this.objects.set(keyOf(request), { body: found.body, contentType: request.headers['content-type'], metadata });
    return { headers: { 'Content-Type': 'application/xml' }, body: '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>' };
  }

  private refuse(operation: string, { status, code }: { readonly status: number; readonly code: string }, response: ServerResponse) {
    if (operation === 'SendMessage' || operation === 'ChangeMessageVisibility') {
      response.writeHead(status, JSON_1_0).end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: code }));
    } else {
      const xml = operation === 'PublishBatch' ? `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>` : errorXml(code);
      response.writeHead(status, { 'Content-Type': 'application/xml' }).end(xml);
    }
  }
}

const JSON_1_0 = { 'Content-Type': 'application/x-amz-json-1.0' };

function etagOf(body: Buffer): string { return `"${createHash('md5').update(body).digest('hex')}"`; }

function errorXml(code: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
}

function accessKeyOf({ headers }: IncomingMessage): string {
  return /Credential=([^/]+)\//.exec(String(headers.authorization))?.[1] ?? '';
}

/** `<bucket>/<key>` of a path-style request. */
function keyOf({ url }: IncomingMessage): string {
  return decodeURIComponent(url!.split('?')[0].slice(1));
}

function dechunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf('\r\n', at);
    const length = parseInt(body.toString('latin1', at, end), 16);
    if (!length) { break; }
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(parts);
}
