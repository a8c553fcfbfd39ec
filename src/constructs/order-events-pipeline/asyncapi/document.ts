import { dataSchemas, ENVELOPE_SCHEMA, type EventsDefinition, type Schema } from '../../../contract/order-events-pipeline';
import type { ItemSchema } from '../../private/item-schema';
import { eventTypesOf } from '../events-definition';

export interface EventsDocumentOptions {
  readonly title: string;
  /** With `.fifo` where it is one. None when CloudFormation makes it. */
  readonly topicName?: string;
  /** JSON Schema of an item. Any object when undefined. */
  readonly itemSchema?: ItemSchema;
}

interface Members { readonly [name: string]: unknown }

/** An AsyncAPI 3 document, as far as it is made here. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: Members;
  readonly defaultContentType: string;
  readonly channels: { readonly events: EventsChannel };
  readonly operations: Members;
  readonly components: { readonly messages: { readonly [type: string]: Members }; readonly schemas: { readonly [name: string]: Schema } };
}

interface EventsChannel {
  readonly address: string | null;
  readonly bindings: { readonly sns: { readonly name: string; readonly ordering: { readonly type: string } } };
  readonly [member: string]: unknown;
}

const ABOUT = [
  'CloudEvents 1.0 in structured JSON, one a message; its type is also the message attribute `type`, by which subscriptions filter.',
  'Delivered at least once: `id` tells repetitions, `sequence` the order of one subject’s events. A consumer takes members and types',
  'that it does not know. Where an item is larger than a message, `data.truncated` is true and the item has only its key.',
].join('\n');

const SUMMARIES: { readonly [meaning in keyof EventsDefinition['types']]-?: string } = {
  created: 'An item is there that was not.',
  updated: 'An item is another than before.',
  cancelled: 'An item is no more, or cancelled.',
  expired: 'An item has expired.',
};

/** The document of a pipeline's events: a pure function of what it declares, the same on every machine. */
export function asyncApiDocument(definition: EventsDefinition, { title, topicName, itemSchema }: EventsDocumentOptions): AsyncApiDocument {
  const types = eventTypesOf(definition);
  const item = firstFree(`${definition.entity}Item`, types);
  const envelope = firstFree('CloudEvent', [...types, item]);
  const { $schema: _, ...envelopeSchema } = ENVELOPE_SCHEMA;
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const messageRefs = (from: string) => types.map((type) => [type, { $ref: `${from}/${type}` }] as const);
  return {
    asyncapi: '3.0.0',
    info: { title, version: '1.0.0', description: ABOUT },
    defaultContentType: 'application/json',
    channels: {
      events: {
        address: topicName ?? null,
        description: 'The topic. A worker’s queue gets the messages as they are (raw delivery).',
        messages: Object.fromEntries(messageRefs('#/components/messages')),
        bindings: { sns: { name: topicName ?? 'made by CloudFormation', ordering: { type: definition.ordered ? 'FIFO' : 'standard' } } },
      },
    },
    operations: {
      publishEvents: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        summary: `Tells of the changes of ${definition.entity}s.`,
        messages: messageRefs('#/channels/events/messages').map(([, message]) => message),
      },
    },
    components: {
      messages: Object.fromEntries(types.map((type) => [type, {
        name: type,
        summary: summaryOf(type, definition),
        contentType: 'application/json',
        correlationId: { location: '$message.payload#/correlationid' },
        payload: {
          allOf: [ref(envelope), {
            type: 'object',
            properties: { source: { const: definition.source }, type: { const: type }, dataschema: { const: ref(type).$ref }, data: ref(type) },
          }],
        },
      }])),
      schemas: {
        ...dataSchemas(definition, ref(item)),
        [item]: placed(itemSchema ?? {}, definition.keyAttribute, ref(item).$ref),
        [envelope]: envelopeSchema,
      },
    },
  };
}

function summaryOf(type: string, { types }: EventsDefinition): string {
  const meanings = Object.keys(SUMMARIES) as (keyof typeof SUMMARIES)[];
  return SUMMARIES[meanings.find((meaning) => types[meaning] === type)!];
}

function firstFree(name: string, taken: readonly string[]): string {
  return taken.includes(name) ? firstFree(`${name}_`, taken) : name;
}

/** The schema where it stands in the document: its own references lead there, and only the key is sure, since events may be cut. */
function placed({ $schema: _, $id: __, additionalProperties: ___, ...schema }: ItemSchema, keyAttribute: string, place: string): Schema {
  return { type: 'object', ...rebased(schema, place) as object, required: [keyAttribute] };
}

function rebased(value: unknown, place: string): unknown {
  if (Array.isArray(value)) { return value.map((member) => rebased(member, place)); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [
    name, name === '$ref' && typeof member === 'string' && member.startsWith('#') ? place + member.slice(1) : rebased(member, place),
  ]));
}
