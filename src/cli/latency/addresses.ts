import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { connect } from '../aws';
import { UsageError, type Io } from '../command';

const SIGNED_FOR_SECONDS = 3_600;

/**
 * @param text URL, or `s3://<bucket>/<key>` for an object, whose address is signed for an hour
 * @throws UsageError for what is neither
 */
export async function addressOf(text: string, env: Io['env']): Promise<URL> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  if (key) { return signed(bucket, key, env); }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) { throw new UsageError(`'${text}' is no address. Allowed: http://…, https://… or s3://<bucket>/<key>`); }
  return url;
}

async function signed(bucket: string, key: string, env: Io['env']): Promise<URL> {
  const { s3 } = connect(env);
  return new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: SIGNED_FOR_SECONDS }));
}

/** An address without its query and credentials: a signature is for nobody to read. */
export function shown({ origin, pathname }: URL): string {
  return origin + pathname;
}

/** Whether it is on this very machine, as a local engine is. */
export function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}
