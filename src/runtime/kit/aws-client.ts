import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { HttpRequest } from '@smithy/core/protocols';
import { isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { endpointOf, type AwsServiceName } from './aws-endpoint';
import { errorIn, type ErrorClasses, type ResponseMetadata } from './aws-errors';
import { defaultProvider } from './lambda-credentials';
import { beginSubsegment, traceHeader, type TracedCall } from './xray';

/** A service of AWS. */
export interface AwsService extends AwsServiceName {
  /** Its name in traces. */
  readonly name: string;
  /** Its name in signatures. */
  readonly signingName: string;
  readonly errors: ErrorClasses;
}

export type HttpHeaders = { readonly [name: string]: string | undefined };

/** One call of an operation: what it sends, and how its answer is read. */
export interface AwsCommand {
  readonly operation: string;
  readonly input: { readonly [member: string]: any };
  /** What it is about, as traces name it. */
  readonly resource: TracedCall['resource'];
  request(): { readonly path: string; readonly headers: { readonly [name: string]: string }; readonly body: string | Uint8Array };
  outputOf(headers: HttpHeaders, body: Buffer, status: number): object;
}

export interface AwsClientOptions {
  /** Of a request, the first included. */
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandlerOptions;
}

const OPTIONS: readonly string[] = ['maxAttempts', 'requestHandler'] satisfies (keyof AwsClientOptions)[];

/**
 * A client of one service, as far as the handlers use the SDK's: bundles hold it in place of that (docs/decisions/0005-performance.md).
 * Signing, HTTP and when to try again are the SDK's own packages.
 */
export class AwsClient {
  readonly endpoint: URL;
  private readonly http: NodeHttpHandler;
  private readonly retries: StandardRetryStrategy;
  private readonly signer: SignatureV4;

  constructor(private readonly service: AwsService, options: AwsClientOptions) {
    const unknown = Object.keys(options).filter((name) => !OPTIONS.includes(name));
    if (unknown.length > 0) { throw new Error(`the client does not know ${unknown.join(', ')}, only ${OPTIONS.join(', ')}: teach it, or take the alias out of scripts/bundle-handlers.ts`); }
    this.endpoint = endpointOf(service, process.env);
    this.http = new NodeHttpHandler(options.requestHandler);
    this.retries = new StandardRetryStrategy(options.maxAttempts);
    this.signer = new SignatureV4({ service: service.signingName, region: process.env.AWS_REGION!, credentials: defaultProvider(), sha256: Sha256 });
  }

  /** @throws what the service or the connection answered to the last attempt */
  async send(command: AwsCommand, options: { readonly abortSignal?: AbortSignal } = {}): Promise<any> {
    const { operation, resource } = command;
    const trace = traceHeader(process.env);
    const subsegment = beginSubsegment({ service: this.service.name, operation, region: process.env.AWS_REGION, resource }, trace, process.env);
    try {
      const answer = await this.untilAnswered(command, subsegment?.header ?? trace, options.abortSignal);
      subsegment?.end(answer.$metadata);
      return answer;
    } catch (error) {
      subsegment?.end((error as Failed).$metadata ?? {}, error as Error);
      throw error;
    }
  }

  private async untilAnswered(command: AwsCommand, trace: string | undefined, abortSignal: AbortSignal | undefined) {
    let token = await this.retries.acquireInitialRetryToken('');
    for (;;) {
      const attempts = token.getRetryCount() + 1;
      try {
        const { output, metadata } = await this.attempt(command, trace, abortSignal);
        this.retries.recordSuccess(token);
        return { ...output, $metadata: { ...metadata, attempts } };
      } catch (error) {
        const failed = error as Failed;
        try {
          token = await this.retries.refreshRetryTokenForRetry(token, { error: failed, errorType: errorTypeOf(failed) });
        } catch {
          failed.$metadata = { ...failed.$metadata, attempts };
          throw failed;
        }
      }
    }
  }

  private async attempt(
    command: AwsCommand, trace: string | undefined, abortSignal: AbortSignal | undefined,
  ): Promise<{ output: object; metadata: ResponseMetadata }> {
    const { path, headers, body } = command.request();
    const { protocol, hostname, port, host } = this.endpoint;
    const request = new HttpRequest({
      method: 'POST',
      protocol,
      hostname,
      port: port ? Number(port) : undefined,
      path,
      headers: { ...headers, 'host': host, 'content-length': String(Buffer.byteLength(body)), ...(trace && { 'x-amzn-trace-id': trace }) },
      body,
    });
    const { response } = await this.http.handle(await this.signer.sign(request) as HttpRequest, { abortSignal });
    const chunks: Buffer[] = [];
    for await (const chunk of response.body) { chunks.push(chunk); }
    const received = Buffer.concat(chunks);
    const metadata = { httpStatusCode: response.statusCode, requestId: response.headers['x-amzn-requestid'] };
    if (response.statusCode >= 300) { throw errorIn(response.headers, received.toString('utf8'), metadata, this.service.errors); }
    return { output: command.outputOf(response.headers, received, response.statusCode), metadata };
  }
}

/**
 * The commands of a service that speaks AWS JSON.
 * @param target what stands before the operation's name in X-Amz-Target
 * @param resourceOf what a call is about, as traces name it
 */
export function jsonCommands(target: string, version: '1.0' | '1.1', resourceOf: (input: AwsCommand['input']) => AwsCommand['resource'] = () => ({})) {
  return (operation: string) => class implements AwsCommand {
    readonly operation = operation;
    constructor(readonly input: AwsCommand['input']) {}

    get resource() { return resourceOf(this.input); }

    request() {
      return {
        path: '/',
        headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` },
        body: JSON.stringify(this.input),
      };
    }

    outputOf(_: HttpHeaders, body: Buffer): object { return body.length > 0 ? JSON.parse(body.toString('utf8')) : {}; }
  };
}

/** What the SDK's retries read of an error. */
type Failed = Error & { $metadata?: ResponseMetadata; cause?: Error };

function errorTypeOf(error: Failed) {
  if (isThrottlingError(error)) { return 'THROTTLING'; }
  return isTransientError(error) ? 'TRANSIENT' : 'CLIENT_ERROR';
}

/** As the signer asks for it. */
class Sha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: any) { this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret); }
  update(data: Uint8Array) { this.hash.update(data); }
  async digest() { return new Uint8Array(this.hash.digest()); }
  reset() { throw new Error('a digest is taken once'); }
}
