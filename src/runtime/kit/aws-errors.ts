import type { HttpHeaders } from './aws-client';

/** What is known of a request to AWS besides its output, as the SDK tells it. */
export interface ResponseMetadata {
  /** None when no response came. */
  httpStatusCode?: number;
  requestId?: string;
  attempts?: number;
}

/** An error that a service of AWS answered with, its members as the SDK shows them. */
export class ServiceError extends Error {
  readonly $fault: 'client' | 'server';

  constructor(readonly name: string, message: string, members: object, readonly $metadata: ResponseMetadata) {
    super(message);
    this.$fault = ($metadata.httpStatusCode ?? 500) < 500 ? 'client' : 'server';
    Object.assign(this, members);
  }
}

/** HTTP status of an error of the SDK, or of a client of the kit; none where no response came. */
export function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: ResponseMetadata }).$metadata?.httpStatusCode;
}

/** Classes, by name, of the errors that handlers tell by instanceof. */
export type ErrorClasses = { readonly [name: string]: typeof ServiceError };

/** The error in an answer of the AWS JSON and REST-JSON protocols. */
export function errorIn(headers: HttpHeaders, body: string, metadata: ResponseMetadata, classes: ErrorClasses): ServiceError {
  const { __type: type, message, Message, ...members } = membersOf(body);
  const name = nameOf(type ?? headers['x-amzn-errortype']);
  return new (classes[name] ?? ServiceError)(name, String(message ?? Message ?? 'UnknownError'), members, metadata);
}

/** What stands between a gateway and the service may answer with a page of its own. */
function membersOf(body: string): { readonly [member: string]: unknown } {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** `com.amazonaws.dynamodb.v20120810#Name`, `Name:http://…` and `Name` alike are Name. */
function nameOf(type: unknown): string {
  return typeof type === 'string' ? type.split(/[,:]/, 1)[0].split('#').pop()! : 'Unknown';
}
