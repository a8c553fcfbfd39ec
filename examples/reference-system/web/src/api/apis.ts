import { authRoutes } from './auth-routes';
import type { PageConfig } from './config';
import { commerceClient, ticketsClient } from '../../../client';
import { createSession, type Session } from '../session/session';

/** All that the views ask the APIs by. */
export interface Apis {
  readonly session: Session;
  readonly tickets: ReturnType<typeof ticketsClient>;
  readonly commerce: ReturnType<typeof commerceClient>;
  /** A path below the base that no document tells of; with the token, as the clients send it. */
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
}

export function createApis({ apiBaseUrl }: PageConfig): Apis {
  const baseUrl = new URL(apiBaseUrl, location.origin).href;
  const session = createSession({
    auth: authRoutes(commerceClient({ baseUrl })),
    now: () => Date.now(),
    tellOthers: (what) => tabs?.postMessage(what),
  });
  const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('session');
  tabs?.addEventListener('message', () => session.forget());

  const fetchWithToken = async (request: Request): Promise<Response> => {
    const again = request.clone();
    const response = await fetch(request);
    if (response.status !== 401) { return response; }
    const refused = request.headers.get('Authorization')?.slice('Bearer '.length);
    const token = refused === undefined ? undefined : await session.replaceToken(refused);
    if (token === undefined) { return response; }
    again.headers.set('Authorization', `Bearer ${token}`);
    return fetch(again);
  };
  const options = { baseUrl, token: () => session.token(), fetch: fetchWithToken };
  return {
    session,
    tickets: ticketsClient(options),
    commerce: commerceClient(options),
    send: async (path, init) => {
      const request = new Request(`${baseUrl}${path}`, init);
      const token = await session.token();
      if (token !== undefined) { request.headers.set('Authorization', `Bearer ${token}`); }
      return fetchWithToken(request);
    },
  };
}
