import { UsageError } from '../command';

/** @throws UsageError for what is no http or https URL */
export function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) { throw new UsageError(`'${text}' is no address. Allowed: http://… or https://…`); }
  return url;
}

/** An address without its query and credentials: a signature is for nobody to read. */
export function shown({ origin, pathname }: URL): string {
  return origin + pathname;
}

/** Whether it is on this very machine, as a local engine is. */
export function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}
