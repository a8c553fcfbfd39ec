import { defineEnv } from './env';

/** Environment of the function that turns the table's stream into events. */
export const publisherEnv = defineEnv(['TOPIC_ARN', 'SET_ASIDE_BUCKET_NAME', 'EVENTS_JSON', 'SERVICE_NAME']);

/** Prefix of the stream's records that could not be made into events, each with its reason: `<prefix><event id>.json`. */
export const SET_ASIDE_PREFIX = 'set-aside/';
/** Prefix under which Lambda itself keeps records whose invocations failed to the end (`aws/lambda/<mapping>/<shard>/…`). */
export const FAILED_INVOCATIONS_PREFIX = 'aws/lambda/';

/** Message attribute that holds an event's type, by which subscriptions filter. */
export const TYPE_ATTRIBUTE = 'type';
/** Message attribute of a dead letter that a worker gave up on at once: why, for people. */
export const REASON_ATTRIBUTE = 'reason';

/**
 * Stored with an item to have it published again as it is: `<as>#<anything that differs each time>`. The table's own stream
 * then brings the event, in its place among the item's other changes.
 */
export const REPUBLISH = '$republish';
/** As what: `state` is created, or cancelled where the item is gone or cancelled. */
export const REPUBLISH_AS = ['state', 'created', 'updated', 'cancelled'] as const;
export type RepublishAs = (typeof REPUBLISH_AS)[number];

/** Entries of one PublishBatch, and bytes of all their messages together (SNS, PublishBatch). */
export const PUBLISH_BATCH_ENTRIES_MAX = 10;
export const PUBLISH_BATCH_BYTES_MAX = 256 * 1024;

/** Receives after which a message that still fails is a dead letter. */
export const RECEIVES_MAX = 5;

/** What the changes of a table mean. */
export interface EventsDefinition {
  /** `source` of the events: a URI reference (CloudEvents 1.0), such as `/orders`. */
  readonly source: string;
  /** Attribute whose value is the events' `subject`: the table's partition key. */
  readonly keyAttribute: string;
  /** Member of `data` that holds the item, such as `order`. */
  readonly entity: string;
  readonly types: {
    /** An item is there that was not. */
    readonly created: string;
    /** An item is another than before. */
    readonly updated: string;
    /** An item is no more, by deletion, by soft deletion, or by `cancelledWhen`. */
    readonly cancelled: string;
    /** An item expired (TTL). No event when undefined. */
    readonly expired?: string;
  };
  /** A change of the attribute to one of the values is a cancellation. */
  readonly cancelledWhen?: { readonly attribute: string; readonly values: readonly string[] };
  /** True for a FIFO topic: events of one subject are delivered in order. */
  readonly ordered: boolean;
}

/** A CloudEvents 1.0 event in structured JSON, as published. */
export interface ItemEvent {
  readonly specversion: '1.0';
  /**
   * The stream record's own id: the same however often the record is read. Of what was published again
   * `republished-<digest of source, type and item>`: another than the change had, and the same until the item changes.
   */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** Value of the item's partition key. */
  readonly subject: string;
  /** When the change was committed, to the second: ISO 8601, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Fragment of the AsyncAPI document that describes `data`. */
  readonly dataschema: string;
  /** Position in the item's history: of two events of one subject the longer, then the greater text, is later. */
  readonly sequence: string;
  /** W3C Trace Context of the request that made the change, where it sent one (CloudEvents, Distributed Tracing). */
  readonly traceparent?: string;
  /** Correlation id of the request that made the change. */
  readonly correlationid?: string;
  /** Present where an operator had the item published again: a worker may have had its events before. */
  readonly republished?: true;
  readonly data: ItemEventData;
}

/** The changed item under `<entity>`, and before the change under `previous`. */
export interface ItemEventData {
  /** Present where the images would not fit into a message: the item has only its keys then. */
  readonly truncated?: true;
  readonly [member: string]: unknown;
}

/** JSON Schema (draft 2020-12). */
export interface Schema { readonly [keyword: string]: unknown }

/** The envelope of every event, its `data` left open. A consumer must take members it does not know. */
export const ENVELOPE_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'sequence', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', minLength: 1 },
    source: { type: 'string', format: 'uri-reference', minLength: 1 },
    type: { type: 'string', minLength: 1 },
    subject: { type: 'string', minLength: 1 },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    dataschema: { type: 'string', format: 'uri-reference' },
    sequence: { type: 'string', pattern: '^[0-9]+$' },
    traceparent: { type: 'string', pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' },
    correlationid: { type: 'string', minLength: 1, maxLength: 128 },
    republished: { const: true },
    data: { type: 'object' },
  },
};

/** Schema of the `data` of each type that `definition` declares, given the schema of an item as readers see it. */
export function dataSchemas({ entity, types }: Pick<EventsDefinition, 'entity' | 'types'>, item: Schema): { readonly [type: string]: Schema } {
  const data = (...members: string[]): Schema => ({
    type: 'object',
    required: [members[0]],
    properties: { ...Object.fromEntries(members.map((member) => [member, item])), truncated: { const: true } },
  });
  return {
    [types.created]: data(entity),
    [types.updated]: data(entity, 'previous'),
    [types.cancelled]: data(entity, 'previous'),
    ...(types.expired !== undefined && { [types.expired]: data(entity, 'previous') }),
  };
}

/** Environment of every worker of this library. */
const WORKER_ENV = ['QUEUE_URL', 'DEAD_LETTER_QUEUE_URL', 'SERVICE_NAME'] as const;

/** Environment of the function that writes invoices. */
export const invoiceWorkerEnv = defineEnv([
  ...WORKER_ENV, 'INVOICES_TABLE_NAME', 'INVOICES_BUCKET_NAME', 'INVOICE_SETTINGS_JSON', 'ENTITY', 'CREATED_TYPE',
]);
/** Environment of the function that lets users download them. */
export const invoicesGeneratorEnv = defineEnv([
  'INVOICES_TABLE_NAME', 'INVOICES_BUCKET_NAME', 'ORDERS_TABLE_NAME', 'KEY_ATTRIBUTE', 'OWNER_ATTRIBUTE', 'ADMIN_GROUPS_JSON', 'SERVICE_NAME',
  'ALLOWED_ORIGINS_JSON',
]);

/** Prefix of the invoices' objects. */
export const INVOICES_PREFIX = 'invoices/';
/** How long a link to an invoice is good for. */
export const INVOICE_LINK_SECONDS = 3_600;

/** Partition key of the table of invoices: `order#<order id>` for each, `series#<name>` for the last number of a series. */
export const INVOICES_KEY = 'key';

/** What the invoices of one pipeline have in common. */
export interface InvoiceSettings {
  readonly seller: {
    readonly name: string;
    readonly taxId?: string;
    /** Lines, at most 5. */
    readonly address?: readonly string[];
    readonly email?: string;
  };
  /** What the numbers of a series begin with; `{year}` stands for the year of issue, and makes a series of each. */
  readonly series: string;
  /** BCP 47: words (English or Spanish), dates, numbers. */
  readonly locale: string;
  /** IANA name of the zone whose calendar the dates are of. */
  readonly timeZone: string;
  /** ISO 4217, of orders that name none. */
  readonly currency: string;
  /** Per cent, of lines that name none. */
  readonly taxRate: number;
  /** Word for the tax, such as VAT. The language's own by default. */
  readonly taxName?: string;
  /** Lines at the end, such as how to pay. */
  readonly notes?: string;
  /** Top-level attribute of an order that holds its owner's `sub`. */
  readonly ownerAttribute: string;
  /** Where an order's lines hold what INVOICED_ORDER_SCHEMA says. LINE_FIELDS by default. */
  readonly lineFields?: InvoiceLineNames;
}

/** Members of an order's line. */
export interface InvoiceLineNames {
  readonly description: string;
  readonly unitPrice: string;
  readonly taxRate: string;
  /** True where prices are whole minor units of the currency, such as cents, and taxes hundredths of a per cent. */
  readonly minorUnits: boolean;
}

export const LINE_FIELDS: InvoiceLineNames = { description: 'description', unitPrice: 'unitPrice', taxRate: 'taxRate', minorUnits: false };

/** As much of an order as an invoice is made of; without `customer` it is a simplified one. */
export const INVOICED_ORDER_SCHEMA: Schema = {
  type: 'object',
  required: ['lines'],
  properties: {
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    customer: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 200 },
        taxId: { type: 'string', maxLength: 40 },
        email: { type: 'string', maxLength: 200 },
        address: { type: 'array', maxItems: 6, items: { type: 'string', maxLength: 200 } },
      },
    },
    lines: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: {
        type: 'object',
        required: ['description', 'quantity', 'unitPrice'],
        properties: {
          description: { type: 'string', minLength: 1, maxLength: 500 },
          quantity: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.001, maximum: 1e6, description: 'up to three decimals' },
          unitPrice: { type: 'number', minimum: -1e9, maximum: 1e9, description: 'before tax, in the currency’s main unit; negative for a discount' },
          taxRate: { type: 'number', minimum: 0, maximum: 100, multipleOf: 0.01, description: 'per cent' },
        },
      },
    },
  },
};
