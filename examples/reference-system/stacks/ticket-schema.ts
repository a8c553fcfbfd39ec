/** A ticket as a client writes it (T3). */
export const TICKET_SCHEMA = {
  type: 'object',
  required: ['title', 'description', 'status', 'reporterId'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200, description: 'What it is about, in a line' },
    description: { type: 'string', minLength: 1, maxLength: 10_000, description: 'What happened, and what was expected' },
    status: { type: 'string', enum: ['OPEN', 'IN_PROGRESS', 'CLOSED'], description: 'How far it is' },
    reporterId: { type: 'string', minLength: 1, maxLength: 128, description: 'Who reported it' },
  },
};
