/** States of an order. */
export const ORDER_STATES = ['PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED'];

/** The state that may follow each: what has left the house can't be cancelled. */
export const ORDER_TRANSITIONS = {
  PENDING: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: [],
  CANCELLED: [],
};

/** Customers place orders and take them back while nobody has begun with them; the rest is the house's. */
export const ORDER_RESERVED: readonly { readonly from?: string[]; readonly to: string[] }[] = [
  { to: ['CONFIRMED', 'SHIPPED', 'DELIVERED'] },
  { from: ['CONFIRMED'], to: ['CANCELLED'] },
];

/**
 * An order. The customer says what and how many; prices, taxes and totals are read-only, set from the catalogue by
 * functions/price-order. Amounts are whole cents.
 */
export const ORDER_SCHEMA = {
  type: 'object',
  required: ['items', 'status', 'lines', 'currency', 'subtotalInCents', 'taxInCents', 'totalInCents'],
  properties: {
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 200,
      description: 'What is ordered, each product once',
      items: {
        type: 'object',
        required: ['productId', 'quantity'],
        properties: {
          productId: { type: 'string', minLength: 1, maxLength: 64 },
          quantity: { type: 'integer', minimum: 1, maximum: 1000 },
        },
      },
    },
    customer: {
      type: 'object',
      required: ['name'],
      description: 'Whom the invoice is for, as at the moment of ordering; without it the invoice is a simplified one',
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' },
        taxId: { type: 'string', minLength: 1, maxLength: 40, pattern: '\\S' },
        email: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' },
        address: { type: 'array', maxItems: 6, items: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' } },
      },
    },
    note: { type: 'string', maxLength: 1000, description: 'What the customer wants the house to know' },
    status: { type: 'string', enum: ORDER_STATES, default: 'PENDING', description: 'How far it is' },
    lines: {
      type: 'array',
      readOnly: true,
      description: 'The items with their prices of the moment they were ordered',
      items: {
        type: 'object',
        required: ['productId', 'name', 'quantity', 'unitPriceInCents', 'taxInBasisPoints', 'amountInCents'],
        properties: {
          productId: { type: 'string' },
          name: { type: 'string' },
          quantity: { type: 'integer' },
          unitPriceInCents: { type: 'integer' },
          taxInBasisPoints: { type: 'integer' },
          amountInCents: { type: 'integer' },
        },
      },
    },
    currency: { type: 'string', readOnly: true, description: 'ISO 4217 code of every amount' },
    subtotalInCents: { type: 'integer', readOnly: true, description: 'Sum of the lines, without tax' },
    taxInCents: { type: 'integer', readOnly: true, description: 'Tax, rounded once for each rate' },
    totalInCents: { type: 'integer', readOnly: true, description: 'What is to be paid' },
  },
};
