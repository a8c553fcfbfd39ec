import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import type { SiteRoutes } from '../../src/contract/secure-static-site';

export interface EdgeAnswer { readonly uri?: string; readonly statusCode?: number; readonly headers: { [name: string]: { value: string } } }

/** What a browser sends when its user follows a link. */
export const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'accept': 'text/html,application/xhtml+xml,*/*;q=0.8' };
/** What a browser sends for a script of a page. */
export const SCRIPT = { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script', 'accept': '*/*' };

/**
 * The compiled function as CloudFront runs it: alone in an engine that has the language and nothing else.
 * @returns a function that sends it one request
 */
export function edgeFunction(routes: SiteRoutes, file = join(__dirname, '..', '..', 'assets', 'route', 'edge.js')) {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  new Script(`const ROUTES = ${JSON.stringify(routes)};\n${readFileSync(file, 'utf8')}`).runInContext(context);
  return (uri: string, headers: { [name: string]: string } = NAVIGATION, querystring: object = {}): EdgeAnswer => {
    const event = {
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip: '198.51.100.1' },
      request: {
        method: 'GET',
        uri,
        querystring,
        headers: Object.fromEntries(Object.entries({ host: 'd111.cloudfront.net', ...headers }).map(([name, value]) => [name, { value }])),
        cookies: {},
      },
    };
    return JSON.parse(new Script(`JSON.stringify(handler(${JSON.stringify(event)}))`).runInContext(context));
  };
}
