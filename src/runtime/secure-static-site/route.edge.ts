import type { SiteRoutes } from '../../contract/secure-static-site';

/*
 * Runs in CloudFront Functions, runtime cloudfront-js-2.0, before the cache is asked: ES 5.1, const, let, arrow functions
 * and template strings, and no more. That is why nothing here is destructured, spread or iterated with `of`.
 */

/** Written before this code at synth. */
declare const ROUTES: SiteRoutes;

interface Value { readonly value: string; readonly multiValue?: ReadonlyArray<{ readonly value: string }> }

interface Request {
  uri: string;
  readonly querystring: { readonly [name: string]: Value };
  readonly headers: { readonly [name: string]: Value | undefined };
  /** The query as it was sent; an addition of runtime 2.0 that local engines lack. */
  readonly rawQueryString?: () => string | undefined;
}

interface Redirect {
  readonly statusCode: 308;
  readonly statusDescription: string;
  readonly headers: { readonly [name: string]: { readonly value: string } };
}

/** The request as it goes on to the cache and to S3, or the redirect that answers it. */
export function handler(event: { readonly request: Request }): Request | Redirect {
  const request = event.request;
  if (ROUTES.host && headerOf(request, 'host').replace(/:\d+$/, '') !== ROUTES.host) {
    return redirectTo(`https://${ROUTES.host}${request.uri}`, request);
  }
  const target = targetOf(request);
  if (target !== request.uri && !/\.html$/.test(target)) { return redirectTo(target.replace(/^[/\\]+/, '/'), request); }
  request.uri = target.replace(/\+/g, '%2B'); // S3 takes a plus in a path for a space
  return request;
}

/** The URI of what to show: a file (`….html` or the URI itself), or another URI, to which to redirect. */
function targetOf(request: Request): string {
  const uri = request.uri;
  if (uri === '/') { return '/index.html'; }
  const path = decoded(uri);
  if (isFile(path)) { return uri; }
  if (ROUTES.mode !== 'spa') {
    const page = ROUTES.pages ? listed(ROUTES.pages, path, uri) : conventional(path, uri);
    if (page) { return page; }
  }
  return ROUTES.mode !== 'multi-page' && isNavigation(request) ? '/index.html' : uri;
}

function listed(pages: readonly string[], path: string, uri: string): string | undefined {
  if (path.slice(-1) === '/') {
    if (pages.indexOf(`${path}index`) >= 0) { return `${uri}index.html`; }
    return pages.indexOf(path.slice(0, -1)) >= 0 ? uri.slice(0, -1) : undefined;
  }
  if (/\.html?$/.test(path) && pages.indexOf(path.replace(/\.html?$/, '')) >= 0) { return uri; }
  if (pages.indexOf(path) >= 0) { return `${uri}.html`; }
  return pages.indexOf(`${path}/index`) >= 0 ? `${uri}/` : undefined;
}

function conventional(path: string, uri: string): string {
  if (/\.html?$/.test(path)) { return uri; }
  const open = path.slice(-1) === '/';
  if (ROUTES.flat) { return open ? uri.slice(0, -1) : `${uri}.html`; }
  return open ? `${uri}index.html` : `${uri}/`;
}

/** Whether the path is one of a file that is no page, there or not. */
function isFile(path: string): boolean {
  if (path === '/index.html' || ROUTES.files.indexOf(path) >= 0) { return true; }
  const slash = path.lastIndexOf('/');
  const dot = path.lastIndexOf('.');
  if (dot <= slash + 1) { return false; }
  const extensions = ROUTES.extensions['*'] || own(ROUTES.extensions, path.slice(1, slash < 1 ? 1 : slash));
  return extensions ? extensions.indexOf(path.slice(dot + 1).toLowerCase()) >= 0 : false;
}

/** Whether the user goes there. What a client doesn't say of its purpose is told by what it accepts. */
function isNavigation(request: Request): boolean {
  const mode = headerOf(request, 'sec-fetch-mode');
  if (mode) { return mode === 'navigate' && !/^(object|embed)$/.test(headerOf(request, 'sec-fetch-dest')); }
  const accept = headerOf(request, 'accept');
  return accept === '' || accept === '*/*' || accept.indexOf('text/html') >= 0;
}

function redirectTo(location: string, request: Request): Redirect {
  const query = queryOf(request);
  return {
    statusCode: 308,
    statusDescription: 'Permanent Redirect',
    headers: {
      'location': { value: query ? `${location}?${query}` : location },
      'cache-control': { value: 'public, max-age=300' },
      'strict-transport-security': { value: `max-age=63072000; includeSubDomains${ROUTES.preload ? '; preload' : ''}` }, // no headers policy applies to what a function answers
    },
  };
}

function queryOf(request: Request): string {
  if (request.rawQueryString) { return request.rawQueryString() || ''; }
  const parts: string[] = [];
  for (const name in request.querystring) {
    const field = request.querystring[name];
    (field.multiValue || [field]).forEach((item) => parts.push(`${name}=${item.value}`));
  }
  return parts.join('&');
}

function headerOf(request: Request, name: string): string {
  const header = request.headers[name];
  return header ? header.value.toLowerCase() : '';
}

function own(lists: { readonly [name: string]: readonly string[] }, name: string): readonly string[] | undefined {
  return Object.prototype.hasOwnProperty.call(lists, name) ? lists[name] : undefined;
}

function decoded(uri: string): string {
  try { return decodeURIComponent(uri); } catch (error) { return uri; }
}
