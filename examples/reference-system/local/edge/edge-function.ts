import type { IncomingMessage } from 'node:http';
import { createContext, Script } from 'node:vm';

/** What a function of CloudFront made of a request: another URI, or an answer of its own. */
export interface EdgeResult {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: { readonly [name: string]: { readonly value: string } };
}

export type EdgeFunction = (request: IncomingMessage, uri: string, query: string) => EdgeResult;

const TIMEOUT_MS = 2_000; // of wall time: what else runs here may hold a function up that CloudFront stops after about a millisecond

/** A function of CloudFront, in an engine that has the language and nothing else, as there. */
export function loadEdgeFunction(code: string): EdgeFunction {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  new Script(code).runInContext(context);
  return (request, uri, query) => {
    const event = {
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip: request.socket.remoteAddress },
      request: { method: request.method, uri, querystring: queryFields(query), headers: headerFields(request), cookies: {} },
    };
    const call = `(() => {
      const event = ${JSON.stringify(event)};
      event.request.rawQueryString = () => ${JSON.stringify(query)};
      return JSON.stringify(handler(event));
    })()`;
    return JSON.parse(new Script(call).runInContext(context, { timeout: TIMEOUT_MS }));
  };
}

function headerFields({ headers }: IncomingMessage): { [name: string]: { value: string } } {
  const shown = Object.entries(headers).filter(([name]) => name !== 'cookie');
  return Object.fromEntries(shown.map(([name, value]) => [name, { value: String(value) }]));
}

function queryFields(query: string): { [name: string]: { value: string; multiValue?: { value: string }[] } } {
  const values: { [name: string]: { value: string }[] } = {};
  for (const part of query.split('&').filter(Boolean)) {
    const [name, ...rest] = part.split('=');
    values[name] = [...values[name] ?? [], { value: rest.join('=') }];
  }
  const fields = Object.entries(values).map(([name, all]) => [name, { value: all.at(-1)!.value, ...(all.length > 1 && { multiValue: all }) }]);
  return Object.fromEntries(fields);
}
