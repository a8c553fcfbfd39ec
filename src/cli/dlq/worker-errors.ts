import { FilterLogEventsCommand, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import type { Letter } from './letter-store';
import type { Queue } from './places';
import type { Aws } from '../aws';

const DAY_MS = 86_400_000;
/** As long as a queue of a worker keeps a message: for one whose time SQS has reset (FIFO). */
const BEFORE_MS = 4 * DAY_MS;
const PAGES_MAX = 200;
const LINE_LENGTH_MAX = 500;

/** Log groups of the functions that read from a queue. */
export async function logGroupsOf({ arn }: Queue, { lambda }: Pick<Aws, 'lambda'>): Promise<string[]> {
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn: arn }));
  return Promise.all(EventSourceMappings.map(async ({ FunctionArn }) => {
    const { LoggingConfig, FunctionName } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: FunctionArn! }));
    return LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;
  }));
}

/**
 * What the log of a worker says of a message that failed: SQS moves it to the dead letters under its id, without a reason.
 * @returns a line an error, or one that tells why there is none
 */
export async function errorsOf({ messageId, sentAt }: Letter, logGroupName: string, { logs }: Pick<Aws, 'logs'>): Promise<string[]> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < PAGES_MAX; page++) {
      const { events = [], nextToken: next } = await logs.send(new FilterLogEventsCommand({
        logGroupName, filterPattern: `"${messageId}"`, startTime: sentAt.getTime() - BEFORE_MS, nextToken,
      }));
      lines.push(...events.flatMap(({ timestamp = 0, message = '' }) => errorLine(timestamp, message)));
      if (next === undefined) { return lines.length > 0 ? lines : [`none in ${logGroupName}: it is no longer kept, or the function ended before it wrote one`]; }
      nextToken = next;
    }
  } catch (error) {
    if (error instanceof ResourceNotFoundException) { return [`none in ${logGroupName}: there is no such log group`]; }
    throw error;
  }
  return [...lines, `the search of ${logGroupName} was ended after ${PAGES_MAX} pages`];
}

/** @returns nothing for a structured line that tells of no error */
function errorLine(timestamp: number, message: string): string[] {
  const at = new Date(timestamp).toISOString();
  let line: any;
  try {
    line = JSON.parse(message);
  } catch {
    return [`${at} ${message.trim().slice(0, LINE_LENGTH_MAX)}`];
  }
  const { level, error, errorType, errorMessage } = line ?? {};
  if (error?.message !== undefined) { return [`${at} ${error.name ?? 'Error'}: ${error.message}`]; }
  if (errorMessage !== undefined) { return [`${at} ${errorType ?? 'Error'}: ${errorMessage}`]; }
  return ['ERROR', 'FATAL', 'CRITICAL'].includes(level) ? [`${at} ${String(line.message)}`] : [];
}
