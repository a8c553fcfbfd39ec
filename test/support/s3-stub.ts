import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Version { readonly id: string; readonly body?: Buffer; readonly headers: { [name: string]: string }; readonly at: Date }

/** What a test lets go wrong: returns a status to answer with, or nothing. */
export type Fault = (request: { method: string; bucket: string; key: string; query: URLSearchParams }) => number | undefined;

/** Versioned buckets of S3, the invalidations of CloudFront and the address for CloudFormation's answers, as far as a publisher uses them. */
export class S3Stub {
  /** Requests so far, as `PUT bucket/key`. */
  readonly requests: string[] = [];
  /** Paths of each invalidation. */
  readonly invalidations: string[][] = [];
  /** What CloudFormation was told. */
  readonly answers: any[] = [];
  fault?: Fault;
  /** Called after each change of an object. */
  changed?: () => void;

  private readonly objects = new Map<string, Version[]>();
  private readonly uploads = new Map<string, { headers: { [name: string]: string }; parts: Map<number, Buffer> }>();
  private readonly server: Server = createServer((request, response) => { void this.serve(request, response); });
  private readonly untaught: string[] = [];
  private count = 0;

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string { return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; }

  /** Stops. @throws when it was asked for something it was not taught */
  async close() {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
    if (this.untaught.length > 0) { throw new Error(`the S3 stub was not taught: ${this.untaught.join('; ')}`); }
  }

  reset() {
    this.objects.clear();
    for (const list of [this.requests, this.invalidations, this.answers]) { list.length = 0; }
    this.fault = this.changed = undefined;
  }

  put(bucket: string, key: string, body: Buffer, headers: { [name: string]: string } = {}): Version {
    const version = { id: `v${++this.count}`, body, headers, at: new Date() };
    this.objects.set(`${bucket}/${key}`, [...this.objects.get(`${bucket}/${key}`) ?? [], version]);
    return version;
  }

  /** The object as it is now. */
  get(bucket: string, key: string): Version | undefined {
    const current = this.objects.get(`${bucket}/${key}`)?.at(-1);
    return current?.body ? current : undefined;
  }

  /** Keys of the objects of a bucket, sorted. */
  keys(bucket: string): string[] {
    return [...this.objects.keys()].filter((name) => name.startsWith(`${bucket}/`)).map((name) => name.slice(bucket.length + 1)).filter((key) => this.get(bucket, key)).sort();
  }

  /** Every version and delete marker of a bucket. */
  versions(bucket: string): number {
    return [...this.objects].filter(([name]) => name.startsWith(`${bucket}/`)).reduce((sum, [, versions]) => sum + versions.length, 0);
  }

  get openUploads(): number { return this.uploads.size; }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    const body = Buffer.concat(chunks);
    const { pathname, searchParams: query } = new URL(request.url!, 'http://s3');
    const [, bucket, ...rest] = pathname.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    const method = request.method!;
    this.requests.push(`${method} ${bucket}/${key}`);
    const status = this.fault?.({ method, bucket, key, query });
    if (status) { return response.writeHead(status).end(xml('Error', '<Code>Fault</Code><Message>asked for</Message>')); }
    try {
      if (bucket === 'cloudformation') { this.answers.push(JSON.parse(body.toString())); return response.writeHead(200).end(); }
      if (bucket === '2020-05-31') { return this.invalidate(body.toString(), response); }
      this.answer(method, bucket, key, query, request, body, response);
    } catch (error) {
      this.untaught.push(String(error));
      response.writeHead(501).end();
    }
  }

  private answer(
    method: string, bucket: string, key: string, query: URLSearchParams, { headers }: IncomingMessage, body: Buffer, response: ServerResponse,
  ) {
    const kept = Object.fromEntries(['content-type', 'cache-control'].flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
    const operation = `${method} ${['uploads', 'delete', 'versions', 'uploadId'].find((name) => query.has(name)) ?? ''}`.trim();
    switch (operation) {
      case 'PUT': return headers['x-amz-copy-source'] ? this.copy(String(headers['x-amz-copy-source']), bucket, key, response) : this.putIf(bucket, key, body, kept, headers, response);
      case 'GET':
      case 'HEAD': return this.read(method, bucket, key, query, headers.range, response);
      case 'DELETE': return this.written(response, this.remove(bucket, key), 204);
      case 'POST delete': {
        for (const [, object] of body.toString().matchAll(/<Object>(.*?)<\/Object>/g)) {
          this.remove(bucket, unescape_(/<Key>(.*?)<\/Key>/.exec(object)![1]), /<VersionId>(.*?)<\/VersionId>/.exec(object)?.[1]);
        }
        return void response.writeHead(200).end(xml('DeleteResult', ''));
      }
      case 'GET versions': return void response.writeHead(200).end(xml('ListVersionsResult', this.listed(bucket)));
      case 'POST uploads': {
        const id = `u${++this.count}`;
        this.uploads.set(id, { headers: kept, parts: new Map() });
        return void response.writeHead(200).end(xml('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`));
      }
      case 'PUT uploadId': {
        this.uploads.get(query.get('uploadId')!)!.parts.set(Number(query.get('partNumber')), body);
        return void response.writeHead(200, { etag: '"part"' }).end();
      }
      case 'POST uploadId': {
        const { headers: given, parts } = this.uploads.get(query.get('uploadId')!)!;
        this.uploads.delete(query.get('uploadId')!);
        const { id } = this.put(bucket, key, Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part)), given);
        this.changed?.();
        return void response.writeHead(200, { 'x-amz-version-id': id }).end(xml('CompleteMultipartUploadResult', `<Key>${key}</Key>`));
      }
      case 'DELETE uploadId': {
        this.uploads.delete(query.get('uploadId')!);
        return void response.writeHead(204).end();
      }
      default: throw new Error(`${operation} ${bucket}/${key}`);
    }
  }

  private putIf(bucket: string, key: string, body: Buffer, kept: { [name: string]: string }, headers: IncomingMessage['headers'], response: ServerResponse) {
    const current = this.get(bucket, key);
    const refused = headers['if-none-match'] === '*' ? current !== undefined : headers['if-match'] !== undefined && headers['if-match'] !== `"${current?.id}"`;
    if (refused) { return void response.writeHead(412).end(xml('Error', '<Code>PreconditionFailed</Code>')); }
    this.written(response, this.put(bucket, key, body, kept));
  }

  private copy(source: string, bucket: string, key: string, response: ServerResponse) {
    const [name, id] = source.split('?versionId=').map(decodeURIComponent);
    const version = this.objects.get(name.replace(/^\//, ''))?.find((one) => one.id === id);
    if (!version?.body) { return void response.writeHead(404).end(xml('Error', '<Code>NoSuchVersion</Code><Message>The specified version does not exist.</Message>')); }
    const copied = this.put(bucket, key, version.body, version.headers);
    this.changed?.();
    response.writeHead(200, { 'x-amz-version-id': copied.id }).end(xml('CopyObjectResult', '<ETag>"copy"</ETag>'));
  }

  private read(method: string, bucket: string, key: string, query: URLSearchParams, range: string | undefined, response: ServerResponse) {
    if (query.has('versionId')) { throw new Error('a version is copied, never read'); }
    const found = this.get(bucket, key);
    if (!found) { return void response.writeHead(404).end(method === 'HEAD' ? '' : xml('Error', '<Code>NoSuchKey</Code>')); }
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const body = range ? found.body!.subarray(Number(from), Number(to) + 1) : found.body!;
    response.writeHead(range ? 206 : 200, { ...found.headers, 'content-length': body.length, 'last-modified': found.at.toUTCString(), 'etag': `"${found.id}"` }).end(method === 'HEAD' ? undefined : body);
  }

  /** Removes an object, or one version of it. */
  remove(bucket: string, key: string, version?: string): Version {
    const name = `${bucket}/${key}`;
    const marker = { id: `v${++this.count}`, headers: {}, at: new Date() };
    const kept = version ? (this.objects.get(name) ?? []).filter(({ id }) => id !== version) : [...this.objects.get(name) ?? [], marker];
    if (kept.length > 0) { this.objects.set(name, kept); } else { this.objects.delete(name); }
    this.changed?.();
    return marker;
  }

  private listed(bucket: string): string {
    return [...this.objects].filter(([name]) => name.startsWith(`${bucket}/`)).flatMap(([name, versions]) => versions.map(({ id, body }) => {
      const tag = body ? 'Version' : 'DeleteMarker';
      return `<${tag}><Key>${escape_(name.slice(bucket.length + 1))}</Key><VersionId>${id}</VersionId></${tag}>`;
    })).slice(0, 1000).join('');
  }

  private written(response: ServerResponse, { id }: Version, status = 200) {
    this.changed?.();
    response.writeHead(status, { 'x-amz-version-id': id, 'etag': `"${id}"` }).end();
  }

  private invalidate(body: string, response: ServerResponse) {
    this.invalidations.push([...body.matchAll(/<Path>(.*?)<\/Path>/g)].map(([, path]) => unescape_(path)));
    response.writeHead(201).end(xml('Invalidation', '<Id>I1</Id><Status>InProgress</Status>'));
  }
}

const xml = (root: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?><${root}>${content}</${root}>`;
const escape_ = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const unescape_ = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;|&#39;/g, "'").replace(/&amp;/g, '&');
