import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Members = { readonly [name: string]: any };

/** What a request asks for, whichever of AWS's protocols it speaks. */
export function asked(request: IncomingMessage, text: string): { operation: string; input: Members } {
  const target = request.headers['x-amz-target'];
  if (target) { return { operation: String(target).split('.')[1], input: JSON.parse(text) }; }
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const input = Object.fromEntries(new URLSearchParams(text));
    return { operation: input.Action, input };
  }
  const url = request.url!;
  if (url.startsWith('/2015-03-31/event-source-mappings')) { return { operation: /mappings\/[^?]/.test(url) ? 'GetEventSourceMapping' : 'ListEventSourceMappings', input: {} }; }
  if (url.startsWith('/2015-03-31/functions')) { return { operation: 'GetFunctionConfiguration', input: {} }; }
  if (url.includes('list-type=2')) { return { operation: 'ListObjectsV2', input: {} }; }
  return { operation: `${{ PUT: 'PutObject', GET: 'GetObject', DELETE: 'DeleteObject' }[request.method!]}`, input: {} };
}

export function entriesXml(operation: string, member: string, entries: Members): string {
  const all = Object.entries(entries).map(([key, value]) => `<entry><key>${key}</key><value>${escaped(value)}</value></entry>`).join('');
  return `<${operation}Response><${operation}Result><${member}>${all}</${member}></${operation}Result></${operation}Response>`;
}

function escaped(text: string): string { return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'); }

export function objectKey({ url }: IncomingMessage): string { return decodeURIComponent(url!.split('?')[0].slice(1)); }

export function md5(text: string): string { return createHash('md5').update(text).digest('hex'); }
