import { createHash } from 'node:crypto';
import { eventText } from './event-text';
import { jsonOf, Unreadable, type StreamAttributes } from './stream-attributes';
import {
  ENVELOPE_SCHEMA, PUBLISH_BATCH_BYTES_MAX, REPUBLISH, REPUBLISH_AS, TYPE_ATTRIBUTE,
  type EventsDefinition, type ItemEvent, type ItemEventData, type RepublishAs,
} from '../../contract/order-events-pipeline';
import { CORRELATION_ID, DELETED_AT, INTERNAL_PREFIX, TRACEPARENT } from '../../contract/serverless-crud-api';
import { isJsonObject, type JsonObject } from '../kit/json';

/** As much of a record of a DynamoDB stream as an event is made of. */
export interface StreamRecord {
  readonly eventID?: string;
  readonly eventName?: string;
  readonly userIdentity?: { readonly type?: string; readonly principalId?: string };
  readonly dynamodb?: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime?: number;
    readonly Keys?: StreamAttributes;
    readonly NewImage?: StreamAttributes;
    readonly OldImage?: StreamAttributes;
    readonly SequenceNumber?: string;
  };
}

/** An event as it is sent. Its text is made once, since it may have a quarter of a megabyte. */
export interface EventMessage {
  readonly event: ItemEvent;
  readonly text: string;
  /** As SNS counts them, the type attribute at its longest. */
  readonly bytes: number;
}

/** What a record comes to: an event, none by the rules, or none because it can't be read. */
export type Derived =
  | { readonly kind: 'event' } & EventMessage
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Room of a message for what SNS counts besides the body: the type attribute's name, data type and value. */
const ATTRIBUTES_BYTES = TYPE_ATTRIBUTE.length + 'String'.length + 256;
const TRACEPARENT_PATTERN = new RegExp((ENVELOPE_SCHEMA.properties as { traceparent: { pattern: string } }).traceparent.pattern);

/**
 * The event of a change. It is a function of the record alone, so that a record read twice gives the same event.
 * Never throws: a record that nobody understands must not stop those behind it.
 */
export function deriveEvent(record: StreamRecord, definition: EventsDefinition): Derived {
  try {
    return derive(record, definition);
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

function derive(record: StreamRecord, definition: EventsDefinition): Derived {
  const after = imageOf(record.dynamodb?.NewImage);
  const before = imageOf(record.dynamodb?.OldImage);
  if (!after && !before) { throw new Unreadable('the record has no image: the stream must have the view type NEW_AND_OLD_IMAGES'); }
  const meaning = meaningOf(record, before, after, definition);
  if ('reason' in meaning) { return { kind: 'none', ...meaning }; }
  const { again = false } = meaning;
  const event: ItemEvent = {
    specversion: '1.0',
    id: again ? idOfState(meaning.type, after, definition) : textOf(record.eventID, 'eventID'),
    source: definition.source,
    type: meaning.type,
    subject: subjectOf(record, definition.keyAttribute),
    time: isoSeconds(record.dynamodb?.ApproximateCreationDateTime),
    datacontenttype: 'application/json',
    dataschema: `#/components/schemas/${meaning.type}`,
    sequence: textOf(record.dynamodb?.SequenceNumber, 'SequenceNumber'),
    ...traceOf(after ?? {}, textOf(record.eventID, 'eventID')),
    ...(again && { republished: true }),
    data: {},
  };
  return { kind: 'event', ...fittingMessage(event, record, again ? undefined : before, after, definition) };
}

function meaningOf(
  { eventName, userIdentity }: StreamRecord, before: JsonObject | undefined, after: JsonObject | undefined, definition: EventsDefinition,
): { readonly type: string; readonly again?: boolean } | { readonly reason: string } {
  const { types } = definition;
  switch (eventName) {
    case 'INSERT':
      return { type: types.created };
    case 'MODIFY': {
      if (isGone(after, definition) && !isGone(before, definition)) { return { type: types.cancelled }; }
      const unseen = JSON.stringify(shown(before)) === JSON.stringify(shown(after)) && isDeleted(before) === isDeleted(after);
      const asked = unseen ? askedFor(before, after) : undefined;
      if (asked) { return { type: typeAgain(asked, after, definition), again: true }; }
      return unseen ? { reason: 'nothing that readers see has changed' } : { type: types.updated };
    }
    case 'REMOVE':
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
      if (userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com' && !isDeleted(before)) {
        return types.expired === undefined ? { reason: 'expired' } : { type: types.expired };
      }
      return isGone(before, definition) ? { reason: 'the item was cancelled before' } : { type: types.cancelled };
    default:
      throw new Unreadable(`the record's eventName is ${JSON.stringify(eventName)}, not INSERT, MODIFY or REMOVE`);
  }
}

/** As what the item is to be published again, if the change asks for it. */
function askedFor(before: JsonObject | undefined, after: JsonObject | undefined): RepublishAs | undefined {
  const mark = after?.[REPUBLISH];
  if (typeof mark !== 'string' || mark === before?.[REPUBLISH]) { return undefined; }
  return REPUBLISH_AS.find((as) => mark.startsWith(`${as}#`));
}

/** Type of the event by which an item is published again. */
export function typeAgain(as: RepublishAs, item: JsonObject | undefined, definition: EventsDefinition): string {
  if (as !== 'state') { return definition.types[as]; }
  return isGone(item, definition) ? definition.types.cancelled : definition.types.created;
}

/** Asked for twice it is the same event, so that whoever remembers ids handles it once. */
function idOfState(type: string, item: JsonObject | undefined, { source }: EventsDefinition): string {
  return `republished-${createHash('sha256').update(JSON.stringify([source, type, shown(item)])).digest('hex').slice(0, 32)}`;
}

function isDeleted(item: JsonObject | undefined): boolean {
  return item?.[DELETED_AT] !== undefined;
}

function isGone(item: JsonObject | undefined, { cancelledWhen }: EventsDefinition): boolean {
  if (isDeleted(item)) { return true; }
  return cancelledWhen !== undefined && item !== undefined && cancelledWhen.values.includes(item[cancelledWhen.attribute] as string);
}

/** The event with its images, dropped one after the other where they don't fit, the old one first. */
function fittingMessage(
  event: ItemEvent, { dynamodb }: StreamRecord, before: JsonObject | undefined, after: JsonObject | undefined, { entity }: EventsDefinition,
): EventMessage {
  const item = shown(after && !isDeleted(after) ? after : before ?? after);
  const candidates: ItemEventData[] = [
    { [entity]: item, ...(after && before && { previous: shown(before) }) },
    { [entity]: item, truncated: true },
    { [entity]: shown(jsonOf(dynamodb?.Keys ?? {})), truncated: true },
  ];
  for (const data of candidates) {
    const message = messageOf({ ...event, data });
    if (message.bytes <= PUBLISH_BATCH_BYTES_MAX) { return message; }
  }
  throw new Unreadable('the item’s keys alone are larger than a message');
}

function messageOf(event: ItemEvent): EventMessage {
  const text = eventText(event);
  return { event, text, bytes: Buffer.byteLength(text) + ATTRIBUTES_BYTES };
}

/** What readers see of an item, in alphabetical order, which the stream does not keep. */
function shown(item: JsonObject | undefined): JsonObject {
  const names = Object.keys(item ?? {}).filter((name) => !name.startsWith(INTERNAL_PREFIX)).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(item![name])]));
}

function ordered<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(ordered) as T; }
  if (!isJsonObject(value as never)) { return value; }
  const members = value as unknown as JsonObject;
  return Object.fromEntries(Object.keys(members).sort().map((name) => [name, ordered(members[name])])) as T;
}

function imageOf(image: StreamAttributes | undefined): JsonObject | undefined {
  return image && jsonOf(image);
}

function subjectOf({ dynamodb }: StreamRecord, keyAttribute: string): string {
  const key = dynamodb?.Keys?.[keyAttribute];
  const text = key?.S ?? key?.N;
  if (typeof text !== 'string' || text === '') { throw new Unreadable(`the record's key has no text or number ${keyAttribute}`); }
  return text;
}

/** A deletion writes no item, so the request that made it is not known: what follows from it has a trace of the change's own. */
function traceOf(item: JsonObject, eventId: string): Pick<ItemEvent, 'traceparent' | 'correlationid'> {
  const { [CORRELATION_ID]: correlationId, [TRACEPARENT]: traceparent } = item;
  return {
    traceparent: typeof traceparent === 'string' && TRACEPARENT_PATTERN.test(traceparent) ? traceparent : traceOfChange(eventId),
    ...(typeof correlationId === 'string' && /^[\x21-\x7e]{1,128}$/.test(correlationId) && { correlationid: correlationId }),
  };
}

function traceOfChange(eventId: string): string {
  const digest = createHash('sha256').update(eventId).digest('hex');
  return `00-${digest.slice(0, 32)}-${digest.slice(32, 48)}-00`;
}

function textOf(value: string | undefined, name: string): string {
  if (!value) { throw new Unreadable(`the record has no ${name}`); }
  return value;
}

function isoSeconds(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) { throw new Unreadable('the record has no ApproximateCreationDateTime'); }
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
