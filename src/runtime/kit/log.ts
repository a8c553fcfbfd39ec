import { Logger } from '@aws-lambda-powertools/logger';

/** Lines of a handler's log. */
export interface Log {
  info(message: string, fields: { readonly [name: string]: unknown }): void;
  error(message: string, fields: { readonly [name: string]: unknown }): void;
}

/** Structured JSON lines on standard output (Powertools for AWS Lambda). */
export function createLog(serviceName: string): Log {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
  };
}
