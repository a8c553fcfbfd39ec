import { createHash, createHmac } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { BucketSigner } from '../../../src/runtime/kit/s3-signing';

const NOW = new Date('2026-11-24T10:15:00.000Z');
const ENV = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG', AWS_SESSION_TOKEN: 'to+ken/=' };
const TERMS = { key: 'uploads/ana/1.jpg', contentType: 'image/jpeg', bytes: [1, 10_485_760], expiresInSeconds: 600 } as const;

const EXAMPLE = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };

beforeEach(() => { jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] }); });
afterEach(() => { jest.useRealTimers(); });

describe('a form', () => {
  test('is the SDK’s own, but for the order of its conditions', async () => {
    const ours = new BucketSigner('photos', ENV).uploadForm(TERMS, NOW);
    const client = new S3Client({
      region: ENV.AWS_REGION,
      credentials: { accessKeyId: ENV.AWS_ACCESS_KEY_ID, secretAccessKey: ENV.AWS_SECRET_ACCESS_KEY, sessionToken: ENV.AWS_SESSION_TOKEN },
    });
    const theirs = await createPresignedPost(client, {
      Bucket: 'photos', Key: TERMS.key, Expires: 600, Fields: { 'Content-Type': 'image/jpeg' }, Conditions: [['content-length-range', 1, 10_485_760]],
    });
    expect(ours.url).toBe(theirs.url);
    expect(Object.keys(ours.fields).sort()).toEqual(Object.keys(theirs.fields).sort());
    const policyOf = ({ fields }: typeof ours) => JSON.parse(Buffer.from(fields.Policy, 'base64').toString());
    const sorted = ({ expiration, conditions }: any) => ({
      ends: Date.parse(expiration),
      conditions: conditions.map((c: unknown) => JSON.stringify(c)).sort(),
    });
    expect(sorted(policyOf(ours))).toEqual(sorted(policyOf(theirs as typeof ours)));
  });

  test('is signed as AWS’s example is', () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
    const signer: any = new BucketSigner('sigv4examplebucket', EXAMPLE);
    const policy = [
      'eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1w',
      'bGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAg',
      'IHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2Fk',
      'Lmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUx',
      'MjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXot',
      'bWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3',
      'czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlU',
      'MDAwMDAwWiIgfQ0KICBdDQp9',
    ].join('');
    expect(signer.signatureOf(policy, new Date('2015-12-29T00:00:00Z'))).toBe('8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e');
  });

  test('knows a bucket by its path at an endpoint that is not AWS’s', () => {
    expect(new BucketSigner('photos', { ...ENV, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566' }).uploadForm(TERMS, NOW).url).toBe('http://127.0.0.1:4566/photos/');
  });

  test('fails without credentials, and says which', () => {
    expect(() => new BucketSigner('photos', { ...ENV, AWS_SECRET_ACCESS_KEY: '' }).uploadForm(TERMS, NOW)).toThrow(/AWS_SECRET_ACCESS_KEY is not set/);
  });
});

describe('a link', () => {
  test('is that of AWS’s example', () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    const signer = new BucketSigner('examplebucket', { ...EXAMPLE, AWS_ENDPOINT_URL_S3: 'https://s3.amazonaws.com' });
    expect(signer.link('test.txt', 86_400, new Date('2013-05-24T00:00:00Z'))).toBe('https://examplebucket.s3.amazonaws.com/test.txt'
      + '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z'
      + '&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
  });

  test.each<[string, { readonly AWS_ENDPOINT_URL_S3?: string }, string, string]>([
    ['AWS', {}, 'photos.s3.eu-west-1.amazonaws.com', '/'],
    ['another endpoint', { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566' }, '127.0.0.1:4566', '/photos/'],
  ])('is signed as the SDK signs, at %s', async (_, endpoint, host, root) => {
    const signer = new SignatureV4({
      service: 's3',
      region: ENV.AWS_REGION,
      credentials: { accessKeyId: ENV.AWS_ACCESS_KEY_ID, secretAccessKey: ENV.AWS_SECRET_ACCESS_KEY, sessionToken: ENV.AWS_SESSION_TOKEN },
      sha256: Sha256,
      uriEscapePath: false,
      applyChecksum: false,
    });
    for (const [key, written] of [['thumbnails/1/160.webp', 'thumbnails/1/160.webp'], ["a b+c/ñ!'()*.webp", 'a%20b%2Bc/%C3%B1%21%27%28%29%2A.webp']]) {
      const request = new HttpRequest({ hostname: host, path: root + written, headers: { 'host': host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
      const { query } = await signer.presign(request, {
        expiresIn: 300, signingDate: NOW, unhoistableHeaders: new Set(['x-amz-content-sha256']), unsignableHeaders: new Set(['x-amz-content-sha256']),
      });
      const ours = new URL(new BucketSigner('photos', { ...ENV, ...endpoint }).link(key, 300, NOW));
      expect([ours.host, ours.pathname]).toEqual([host, root + written]);
      expect(Object.fromEntries(ours.searchParams)).toEqual(query);
    }
  });
});

/** As the SDK's signer asks for it. */
class Sha256 {
  private readonly hash;
  constructor(secret?: any) { this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret); }
  update(data: Uint8Array) { this.hash.update(data); }
  async digest() { return new Uint8Array(this.hash.digest()); }
  reset() { throw new Error('a digest is taken once'); }
}
