import { createHash, createHmac } from 'node:crypto';
import { endpointOf } from './aws-endpoint';

type Environment = { readonly [name: string]: string | undefined };

/** A form with which a browser puts one file into a bucket (S3, POST Object). */
export interface UploadForm {
  readonly url: string;
  /** Fields of the form, to be sent before the file. */
  readonly fields: { readonly [name: string]: string };
}

/** What an upload is held to. */
export interface UploadTerms {
  readonly key: string;
  readonly contentType: string;
  /** Least and most bytes of the file. */
  readonly bytes: readonly [min: number, max: number];
  readonly expiresInSeconds: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Signs what others may do with one bucket, without asking AWS (Signature Version 4). The SDK can with the whole client of S3 only,
 * 280 KB of a bundle.
 */
export class BucketSigner {
  private readonly url: URL;

  /** @param env holds region and credentials, as Lambda sets them */
  constructor(private readonly bucketName: string, private readonly env: Environment) {
    this.url = urlOf(bucketName, env);
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
  uploadForm({ key, contentType, bytes: [min, max], expiresInSeconds }: UploadTerms, now: Date): UploadForm {
    const signed = {
      'bucket': this.bucketName,
      key,
      'Content-Type': contentType,
      'X-Amz-Algorithm': ALGORITHM,
      'X-Amz-Credential': this.credentialAt(now),
      'X-Amz-Date': timestampOf(now),
      ...(this.env.AWS_SESSION_TOKEN && { 'X-Amz-Security-Token': this.env.AWS_SESSION_TOKEN }),
    };
    const policy = Buffer.from(JSON.stringify({
      expiration: new Date(now.getTime() + expiresInSeconds * 1_000).toISOString(),
      conditions: [['content-length-range', min, max], ...Object.entries(signed).map(([name, value]) => ({ [name]: value }))],
    })).toString('base64');
    return { url: this.url.href, fields: { ...signed, 'Policy': policy, 'X-Amz-Signature': this.signatureOf(policy, now) } };
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
  link(key: string, expiresInSeconds: number, now: Date): string {
    const url = new URL(key.split('/').map(encoded).join('/'), this.url);
    const query = Object.entries({
      'X-Amz-Algorithm': ALGORITHM,
      'X-Amz-Credential': this.credentialAt(now),
      'X-Amz-Date': timestampOf(now),
      'X-Amz-Expires': String(expiresInSeconds),
      ...(this.env.AWS_SESSION_TOKEN && { 'X-Amz-Security-Token': this.env.AWS_SESSION_TOKEN }),
      'X-Amz-SignedHeaders': 'host',
    }).map(([name, value]) => `${name}=${encoded(value)}`).join('&');
    const request = ['GET', url.pathname, query, `host:${url.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
    const toSign = [ALGORITHM, timestampOf(now), this.scopeAt(now), createHash('sha256').update(request).digest('hex')].join('\n');
    return `${url.href}?${query}&X-Amz-Signature=${this.signatureOf(toSign, now)}`;
  }

  private credentialAt(now: Date): string { return `${this.setting('AWS_ACCESS_KEY_ID')}/${this.scopeAt(now)}`; }

  private scopeAt(now: Date): string { return `${dateOf(now)}/${this.setting('AWS_REGION')}/s3/aws4_request`; }

  private signatureOf(text: string, now: Date): string {
    const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
    const key = [this.setting('AWS_REGION'), 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${this.setting('AWS_SECRET_ACCESS_KEY')}`, dateOf(now)));
    return hmac(key, text).toString('hex');
  }

  private setting(name: string): string {
    const value = this.env[name];
    if (!value) { throw new Error(`${name} is not set. Lambda sets it; elsewhere, set it yourself`); }
    return value;
  }
}

/** A bucket has a host of its own at AWS; an endpoint that the environment names may know paths only. */
function urlOf(bucketName: string, env: Environment): URL {
  const endpoint = endpointOf({ host: 's3', setting: 'S3' }, env);
  const isAws = /^s3(?:-fips)?\./.test(endpoint.hostname);
  return isAws ? new URL(`${endpoint.protocol}//${bucketName}.${endpoint.host}/`) : new URL(`${bucketName}/`, endpoint);
}

/** RFC 3986: what encodeURIComponent leaves as it is besides the unreserved. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** 20261124T101500Z */
function timestampOf(time: Date): string { return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`; }
function dateOf(time: Date): string { return timestampOf(time).slice(0, 8); }
