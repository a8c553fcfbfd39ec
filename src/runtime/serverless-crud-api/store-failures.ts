import { statusOf } from '../kit/aws-errors';
import { ContentTooLarge, Failure, Unavailable } from '../kit/failures';

/** Faults that pass: the SDK retried them already, and another attempt later may succeed. */
const PASSING = new Set([
  'InternalServerError', 'LimitExceededException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ServiceUnavailable',
  'ThrottlingException', 'TimeoutError', 'TransactionInProgressException',
  'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT',
]);

interface SdkError extends Error { readonly code?: string }

/**
 * What an error of the SDK means to a client (DynamoDB, Error handling): throttled, timed out or down is Unavailable,
 * an item over 400 KB is ContentTooLarge. Any other is returned as it is, a fault of this server's own.
 */
export function storeFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Failure) { return error; }
  const { name, code, message } = error as SdkError;
  const tooLarge = name === 'ValidationException' && sizeFailure(message, error);
  if (tooLarge) { return tooLarge; }
  if (PASSING.has(name) || (code !== undefined && PASSING.has(code)) || (statusOf(error) ?? 0) >= 500) {
    return new Unavailable('The store can’t answer now. Try again.', undefined, { cause: error });
  }
  return error;
}

/** ContentTooLarge, when that is what DynamoDB's message says. */
export function sizeFailure(message: string | undefined, cause: unknown): ContentTooLarge | undefined {
  if (!message || !/item size/i.test(message)) { return undefined; }
  return new ContentTooLarge('The item would be larger than 400 KB, names and values together.', undefined, { cause });
}
