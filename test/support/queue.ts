import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import type { QueuePorts, QueueMessage } from '../../src/runtime/kit/sqs';

export interface MessageFacts {
  readonly body?: string;
  readonly receives?: number;
  readonly receipt?: string;
  /** FIFO group. */
  readonly group?: string;
  readonly attributes?: { readonly [name: string]: string };
}

/** A message as Lambda passes it on. */
export function queueRecord(messageId: string, { body = messageId, receives = 1, receipt, group, attributes = {} }: MessageFacts = {}): SQSRecord {
  return {
    messageId,
    receiptHandle: receipt ?? `receipt of ${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '1795514400000',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '1795514400001',
      ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: messageId, SequenceNumber: '18849496460467696128' }),
    },
    messageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, stringValue]) =>
      [name, { dataType: 'String', stringValue, stringListValues: [], binaryListValues: [] }])),
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:111111111111:orders',
    awsRegion: 'eu-west-1',
  };
}

export function queueEvent(...Records: SQSRecord[]): SQSEvent { return { Records }; }

export function invocation(remainingMs = 30_000): Context {
  const end = performance.now() + remainingMs;
  return { getRemainingTimeInMillis: () => end - performance.now(), awsRequestId: 'request-1' } as Context;
}

/** Ports that remember what they were asked. */
export function queuePorts(overrides: Partial<QueuePorts> = {}) {
  const hidden: [string, number][] = [];
  const givenUp: [string, string][] = [];
  const logged: { message: string; fields: any }[] = [];
  const ports: QueuePorts = {
    hide: async ({ messageId }: QueueMessage, seconds) => { hidden.push([messageId, seconds]); },
    giveUp: async ({ messageId }: QueueMessage, reason) => { givenUp.push([messageId, reason]); },
    describe: ({ messageId }) => ({ about: messageId }),
    random: () => 0.5,
    clock: () => 0,
    log: { info: (message, fields) => logged.push({ message, fields }), error: (message, fields) => logged.push({ message, fields }) },
    ...overrides,
  };
  return { ports, hidden, givenUp, logged };
}
