import { ticketsClient } from '../../../examples/reference-system/client';
import { SAMPLE_TICKET } from '../../support/tickets';

/** A client in front of a server that answers the same to everything, and what it was sent. */
function against(status: number, body?: unknown, headers: { [name: string]: string } = {}) {
  const sent: Request[] = [];
  const client = ticketsClient({
    baseUrl: 'https://api.example.com/dev/v1',
    token: async () => 'id.token',
    fetch: async (request) => {
      sent.push(request);
      return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers } });
    },
  });
  return { client, sent };
}

const TICKET = { ...SAMPLE_TICKET, id: '019abdd6-0a40-7000-8000-000000000001', createdAt: '2026-11-24T10:00:00.000Z', updatedAt: '2026-11-24T10:00:00.000Z', version: 1 };

test('a ticket is created with the token, and its members are typed', async () => {
  const { client, sent } = against(201, TICKET, { ETag: '"1"' });
  const { data, response } = await client.POST('/tickets', { body: { title: 'a', description: 'b', status: 'OPEN', reporterId: 'c' } });
  const version: number | undefined = data?.version;
  expect([version, data?.title, response.headers.get('ETag')]).toEqual([1, 'Prueba', '"1"']);
  expect([sent[0].method, sent[0].url, sent[0].headers.get('Authorization')]).toEqual(['POST', 'https://api.example.com/dev/v1/tickets', 'Bearer id.token']);
});

test('a list sends its parameters as the API reads them', async () => {
  const { client, sent } = against(200, { items: [{ title: 'a' }] });
  const { data } = await client.GET('/tickets', { params: { query: { limit: 5, fields: ['id', 'title'] } } });
  expect(data?.items[0].title).toBe('a');
  expect(new URL(sent[0].url).search).toBe('?limit=5&fields=id,title');
});

test('a problem is typed, and no exception', async () => {
  const { client } = against(404, { type: 'about:blank', title: 'Not Found', status: 404, detail: 'There is no such item.', requestId: 'r' });
  const { data, error } = await client.DELETE('/tickets/{id}', { params: { path: { id: 'x' } } });
  expect([data, error?.detail, error?.errors?.[0]?.pointer]).toEqual([undefined, 'There is no such item.', undefined]);
});

test('a login goes without a token', async () => {
  const { client, sent } = against(200, { challenge: 'NEW_PASSWORD_REQUIRED', session: 's' });
  const { data } = await client.POST('/auth/login', { body: { username: 'ana', password: 'x' } });
  expect(data && 'challenge' in data ? data.session : undefined).toBe('s');
  expect(sent[0].headers.has('Authorization')).toBe(false);
});

test('where there is no token, none is sent', async () => {
  const sent: Request[] = [];
  const client = ticketsClient({ baseUrl: 'https://api.example.com/v1/', fetch: async (request) => { sent.push(request); return new Response('{}'); } });
  await client.GET('/tickets');
  expect([sent[0].url, sent[0].headers.has('Authorization')]).toEqual(['https://api.example.com/v1/tickets', false]);
});

/** Never run: each line is an error of the compiler, or `npm run typecheck` fails. */
export async function mistakes({ client } = against(200)) {
  // @ts-expect-error the field is called title
  await client.POST('/tickets', { body: { titel: 'a', description: 'b', status: 'OPEN', reporterId: 'c' } });
  // @ts-expect-error there is no such status
  await client.PATCH('/tickets/{id}', { params: { path: { id: 'x' } }, body: { status: 'LATER' } });
  // @ts-expect-error an id is missing
  await client.GET('/tickets/{id}');
  // @ts-expect-error there is no such path
  await client.GET('/nothing');
  // @ts-expect-error the server sets it
  await client.PUT('/tickets/{id}', { params: { path: { id: 'x' } }, body: { ...SAMPLE_TICKET, status: 'OPEN', version: 2 } });
  // @ts-expect-error there is no such attribute to show
  await client.GET('/tickets', { params: { query: { fields: ['colour'] } } });
  const { data } = await client.GET('/tickets/{id}', { params: { path: { id: 'x' } } });
  // @ts-expect-error it has no such member
  return data?.colour;
}
