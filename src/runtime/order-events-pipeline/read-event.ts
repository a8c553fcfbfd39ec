import type { ItemEvent } from '../../contract/order-events-pipeline';
import { jsonOf, PermanentError, type QueueMessage } from '../kit/sqs';

const TEXTS = ['id', 'source', 'type', 'subject'] as const;

/**
 * The event of a message (CloudEvents 1.0, structured JSON).
 * @throws PermanentError for what is none
 */
export function readEvent(message: Pick<QueueMessage, 'body'>): ItemEvent {
  const event = jsonOf(message) as Partial<ItemEvent> | null;
  if (event?.specversion !== '1.0') { throw new PermanentError('the message is no CloudEvent of version 1.0'); }
  for (const name of TEXTS) {
    if (typeof event[name] !== 'string' || event[name] === '') { throw new PermanentError(`the event has no ${name}`); }
  }
  if (typeof event.data !== 'object' || event.data === null) { throw new PermanentError('the event has no data'); }
  return event as ItemEvent;
}

/** What a worker's log line says of a message: the event, and the request that caused it. */
export function describeEvent(message: Pick<QueueMessage, 'body'>): { readonly [name: string]: unknown } {
  try {
    const { id, type, subject, correlationid, traceparent } = readEvent(message);
    return { eventId: id, type, subject, ...(correlationid && { correlationId: correlationid }), ...(traceparent && { traceparent }) };
  } catch {
    return {};
  }
}
