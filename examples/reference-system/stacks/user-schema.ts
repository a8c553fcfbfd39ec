/** What a user tells of itself; its e-mail, groups and state are the library's. */
export const USER_SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 200, description: 'As it is written on invoices' },
    locale: { type: 'string', enum: ['es', 'en'], default: 'es', description: 'Language of what the user reads' },
  },
};
