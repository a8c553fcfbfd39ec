import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import type { ResponseMetadata } from './aws-errors';

/** A call to a service of AWS, as X-Ray shows it. */
export interface TracedCall {
  /** Name of the service. */
  readonly service: string;
  readonly operation: string;
  readonly region: string | undefined;
  /** What the call is about: `table_name`, `function_name`. */
  readonly resource: { readonly [member: string]: string | readonly string[] };
}

/** A call that has begun. */
export interface Subsegment {
  /** X-Amzn-Trace-Id of the request. */
  readonly header: string;
  /** Sends it. @param error what was thrown; none when the call was answered */
  end(metadata: ResponseMetadata, error?: Error): void;
}

type Environment = { readonly [name: string]: string | undefined };

const PREAMBLE = '{"format":"json","version":1}\n';
const THROTTLES = /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded/;

/** X-Amzn-Trace-Id of the invocation; none outside of Lambda. */
export function traceHeader(env: Environment): string | undefined {
  if (!env.AWS_LAMBDA_FUNCTION_NAME) { return undefined; }
  return runtimeStore()?.getXRayTraceId?.() ?? env._X_AMZN_TRACE_ID;
}

/**
 * Begins the subsegment of a call (AWS X-Ray, Segment documents).
 * @param header X-Amzn-Trace-Id of the invocation
 * @returns undefined when the trace is not sampled, or the environment names no daemon
 */
export function beginSubsegment(call: TracedCall, header: string | undefined, env: Environment): Subsegment | undefined {
  const fields = new Map(header?.split(';').map((field) => field.split('=', 2) as [string, string]));
  const [traceId, parentId] = [fields.get('Root'), fields.get('Parent')];
  const daemon = daemonAt(env.AWS_XRAY_DAEMON_ADDRESS);
  if (fields.get('Sampled') !== '1' || !daemon || !/^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(traceId ?? '') || !/^[0-9a-f]{16}$/.test(parentId ?? '')) {
    return undefined;
  }
  const { service, operation, region, resource } = call;
  const id = newId();
  const startTime = Date.now() / 1000;
  return {
    header: header!.replace(`Parent=${parentId}`, `Parent=${id}`),
    end: ({ httpStatusCode, requestId, attempts = 1 }, error) => sendTo(daemon, {
      type: 'subsegment',
      id,
      trace_id: traceId,
      parent_id: parentId,
      name: service,
      namespace: 'aws',
      start_time: startTime,
      end_time: Date.now() / 1000,
      aws: { operation, region, ...resource, request_id: requestId, retries: attempts - 1 },
      ...(httpStatusCode !== undefined && { http: { response: { status: httpStatusCode } } }),
      ...(error && failureOf(error, httpStatusCode)),
    }),
  };
}

/** An error of the caller's or a fault. Its message stays out: it may repeat what was sent. */
function failureOf(error: Error, status: number | undefined) {
  const throttle = status === 429 || THROTTLES.test(error.name);
  return {
    ...(status !== undefined && status < 500 ? { error: true } : { fault: true }),
    ...(throttle && { throttle: true }),
    cause: { exceptions: [{ id: newId(), type: error.name, remote: status !== undefined }] },
  };
}

function newId(): string {
  return randomBytes(8).toString('hex');
}

interface Daemon {
  readonly host: string;
  readonly port: number;
}

/** `host:port`, or `tcp:host:port udp:host:port` in any order. */
function daemonAt(address: string | undefined): Daemon | undefined {
  const [, host, port] = /(?:^|\budp:)([\w.-]+):(\d{1,5})(?:\s|$)/.exec(address ?? '') ?? [];
  return host && Number(port) < 65_536 ? { host, port: Number(port) } : undefined;
}

let socket: Socket | undefined;

/**
 * One datagram, not waited for: it has left before Lambda's runtime, which takes the answer through several turns of the
 * event loop, lets the environment freeze. No trace is worth a request, so nothing that happens to it is heard.
 */
function sendTo({ host, port }: Daemon, document: object) {
  try {
    socket ??= createSocket('udp4').on('error', () => undefined).unref();
    socket.send(PREAMBLE + JSON.stringify(document), port, host, () => undefined);
  } catch { /* no descriptor left, port 0 */ }
}

/** Where invocations run side by side, the environment can't tell the trace of one. */
function runtimeStore(): { getXRayTraceId?(): string | undefined } | undefined {
  return (globalThis as { awslambda?: { InvokeStore?: { getXRayTraceId?(): string | undefined } } }).awslambda?.InvokeStore;
}
