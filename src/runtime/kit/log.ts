import { Logger } from '@aws-lambda-powertools/logger';
import type { RequestLog } from './http';

/** Structured JSON lines on standard output (Powertools for AWS Lambda). */
export function createLog(serviceName: string): RequestLog {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
  };
}
