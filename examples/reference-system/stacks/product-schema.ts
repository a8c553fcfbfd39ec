/** A product of the catalogue as an administrator writes it. Prices are whole cents, taxes left out. */
export const PRODUCT_SCHEMA = {
  type: 'object',
  required: ['name', 'category', 'priceInCents', 'currency'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 120, description: 'What it is called' },
    description: { type: 'string', maxLength: 4000, description: 'What it is, in a few lines' },
    category: { type: 'string', minLength: 1, maxLength: 60, description: 'The shelf it stands on' },
    priceInCents: { type: 'integer', minimum: 0, maximum: 100_000_000, description: 'Price of one, in cents, without tax' },
    currency: { type: 'string', enum: ['EUR', 'USD'], description: 'ISO 4217 code of the price' },
    taxInBasisPoints: { type: 'integer', minimum: 0, maximum: 10_000, default: 2100, description: 'Tax on the price: 2100 is 21 %' },
    onSale: { type: 'boolean', default: true, description: 'Whether it can be ordered now' },
  },
};
