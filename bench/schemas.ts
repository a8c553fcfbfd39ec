import { TICKET_SCHEMA } from '../examples/reference-system/stacks/ticket-schema';
import { ticket } from '../test/support/tickets';

export interface SchemaCase {
  readonly schema: { readonly [keyword: string]: unknown };
  readonly good: object;
  readonly bad: object;
}

const TEXT = { type: 'string', minLength: 1, maxLength: 200 };
const AMOUNT = { type: 'number', minimum: 0 };

const ORDER = {
  number: '2026-000001',
  customerId: '0c5a2f2e-6f0b-4d8f-9f0e-5a4c3b2a1d00',
  email: 'ana@example.com',
  phone: '+34600000000',
  placedAt: '2026-11-24T10:00:00Z',
  deliverOn: '2026-11-30',
  deliverAt: '10:00:00Z',
  status: 'PAID',
  currency: 'EUR',
  net: 100,
  tax: 21,
  total: 121,
  note: 'Sin prisa',
  website: 'https://example.com/orders/1',
  source: '203.0.113.7',
  gift: false,
  tags: ['new', 'web'],
  street: 'Calle Mayor 1',
  city: 'Madrid',
  postalCode: '28013',
};

/** The schemas that validators are measured on: what the reference system has, and one that is large for a CRUD resource. */
export const SCHEMAS: { readonly [name: string]: SchemaCase } = {
  'ticket, 4 properties': { schema: { ...TICKET_SCHEMA, additionalProperties: false }, good: ticket(), bad: ticket({ status: 'LOST', title: '' }) },
  'order, 20 properties, 7 formats': {
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['number', 'customerId', 'email', 'placedAt', 'status', 'currency', 'total'],
      properties: {
        number: { type: 'string', pattern: '^\\d{4}-\\d{6}$' },
        customerId: { type: 'string', format: 'uuid' },
        email: { type: 'string', format: 'email' },
        phone: { type: 'string', pattern: '^\\+\\d{6,15}$' },
        placedAt: { type: 'string', format: 'date-time' },
        deliverOn: { type: 'string', format: 'date' },
        deliverAt: { type: 'string', format: 'time' },
        status: { type: 'string', enum: ['PLACED', 'PAID', 'SENT', 'DELIVERED', 'CANCELLED'] },
        currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] },
        net: AMOUNT,
        tax: AMOUNT,
        total: AMOUNT,
        note: { type: 'string', maxLength: 10_000 },
        website: { type: 'string', format: 'uri' },
        source: { type: 'string', format: 'ipv4' },
        gift: { type: 'boolean' },
        tags: { type: 'array', items: TEXT, maxItems: 20, uniqueItems: true },
        street: TEXT,
        city: TEXT,
        postalCode: { type: 'string', pattern: '^\\d{5}$' },
      },
    },
    good: ORDER,
    bad: { ...ORDER, email: 'nobody', deliverOn: 'tomorrow', status: 'LOST' },
  },
};
