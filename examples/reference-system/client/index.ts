import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths as CommercePaths } from './commerce.generated';
import type { paths as TicketsPaths } from './tickets.generated';

export interface ClientOptions {
  /** Address of the API, ending in /v1. */
  readonly baseUrl: string;
  /** The ID token to send, asked before each request; undefined sends none. @default none is sent */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /** @default the global fetch */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of the tickets API whose paths, parameters, bodies and answers are typed by its OpenAPI document. */
export function ticketsClient(options: ClientOptions): Client<TicketsPaths> {
  return typedClient<TicketsPaths>(options);
}

/** The same of the commerce API: users, catalogue and orders. */
export function commerceClient(options: ClientOptions): Client<CommercePaths> {
  return typedClient<CommercePaths>(options);
}

function typedClient<Paths extends object>({ baseUrl, token, fetch }: ClientOptions): Client<Paths> {
  const client = createClient<Paths>({ baseUrl, fetch, querySerializer: { array: { style: 'form', explode: false } } });
  if (token) { client.use(withToken(token)); }
  return client;
}

/** Sends the token with every request but those that get one. */
function withToken(token: NonNullable<ClientOptions['token']>): Middleware {
  return {
    onRequest: async ({ request, schemaPath }) => {
      const value = schemaPath.startsWith('/auth/') ? undefined : await token();
      if (value !== undefined) { request.headers.set('Authorization', `Bearer ${value}`); }
      return request;
    },
  };
}
