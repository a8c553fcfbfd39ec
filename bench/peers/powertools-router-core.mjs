// Powertools' REST router alone, the store replaced.
import { randomUUID } from 'node:crypto';
import { Router } from '@aws-lambda-powertools/event-handler/http';

const app = new Router();
app.post('/v1/tickets', async ({ req }) => new Response(JSON.stringify({ id: randomUUID(), ...await req.json() }), {
  status: 201,
  headers: { 'Content-Type': 'application/json' },
}));

export const handler = async (event, context) => app.resolve(event, context);
