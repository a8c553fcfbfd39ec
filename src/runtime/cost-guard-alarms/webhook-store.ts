import { request } from 'node:https';
import type { WebhookAnswer } from './notify-flow';
import { GetSecretValueCommand, type SecretsManagerClient } from '../kit/secrets-manager-client';

/** How long a secret is kept: one that was rotated is known soon. */
const KEPT_MS = 300_000;
const TIMEOUT_MS = 5_000;

/** Posts JSON to the address that a secret holds. */
export function webhookStore(
  client: SecretsManagerClient, secretArn: string, now: () => number,
): (body: string) => Promise<WebhookAnswer> {
  let known: { readonly url: URL; readonly until: number } | undefined;
  const address = async (): Promise<URL> => {
    if (known && now() < known.until) { return known.url; }
    const { SecretString: text = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    const url = urlIn(text);
    known = { url, until: now() + KEPT_MS };
    return url;
  };
  return async (body) => {
    const { status, retryAfter } = await post(await address(), body);
    return { status, retryAfterMs: retryAfter === undefined ? undefined : waitIn(retryAfter, now()) };
  };
}

/** @throws an error that does not tell the secret */
export function urlIn(secret: string): URL {
  const text = secret.trim();
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:') {
    throw new Error('the secret of the webhook holds no https URL: store the URL alone, as plain text');
  }
  return new URL(text);
}

/** What a Retry-After asks for (RFC 9110, 10.2.3), in seconds or as a date; undefined for what is neither, or past. */
function waitIn(retryAfter: string, now: number): number | undefined {
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return ms > 0 ? ms : undefined;
}

/** Without a status where there was no answer: what the connection says would tell the address, which is the secret. */
function post(url: URL, body: string): Promise<{ readonly status?: number; readonly retryAfter?: string }> {
  return new Promise((resolve) => {
    const unreached = () => resolve({});
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', timeout: TIMEOUT_MS, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'] })).on('error', unreached);
    });
    sent.on('timeout', () => sent.destroy()).on('error', unreached).on('close', unreached).end(body);
  });
}
