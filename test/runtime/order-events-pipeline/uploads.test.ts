import fc from 'fast-check';
import { serveUploads, type UploadsPorts } from '../../../src/runtime/order-events-pipeline/uploads-flow';
import { requestOf } from '../../support/requests';
import { BEGUN_TRACEPARENT } from '../../support/ticket-system';

const ID = '0193586c-1d2e-7a3b-8c4d-5e6f708192a3';
const THUMBNAIL = { width: 160, height: 120, key: `thumbnails/${ID}/e/160.webp` };
const BYTES_MAX = 1_000;

function uploads(overrides: Partial<UploadsPorts> = {}) {
  const expected: unknown[] = [];
  const ports: UploadsPorts = {
    settings: { bytesMax: BYTES_MAX, formSeconds: 600, linkSeconds: 300 },
    adminGroups: ['admin'],
    newId: () => ID,
    newTraceparent: () => BEGUN_TRACEPARENT,
    expect: async (upload) => { expected.push(upload); },
    find: async (id) => (id === ID ? { owner: 'ana', status: 'READY', thumbnails: [THUMBNAIL] } : undefined),
    form: ({ key, contentType, bytes }) => ({ url: 'https://photos.example/', fields: { key, type: contentType, bytes: bytes.join('-') } }),
    link: (key) => `https://photos.example/${key}?signed`,
    ...overrides,
  };
  return { ports, expected };
}
const claimsOf = (sub: string, groups?: string) => ({ sub, token_use: 'id', ...(groups && { 'cognito:groups': groups }) });
const post = (body: unknown, headers = {}, { ports } = uploads()) =>
  serveUploads(requestOf({ method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers }), ports);
const get = (sub: string, { ports } = uploads(), id = ID, groups?: string) => serveUploads(requestOf({ id, claims: claimsOf(sub, groups) }), ports);

describe('asking for an upload', () => {
  test('gives a form for one file of the caller’s own', async () => {
    const system = uploads();
    expect(await post({ contentType: 'image/jpeg' }, {}, system)).toEqual({
      status: 201,
      headers: { Location: `uploads/${ID}` },
      body: {
        id: ID,
        url: 'https://photos.example/',
        fields: { key: `uploads/ana/${ID}`, type: 'image/jpeg', bytes: '1-1000' },
        expiresIn: 600,
        maxBytes: 1_000,
      },
    });
    const origin = { correlationId: expect.any(String), traceparent: BEGUN_TRACEPARENT };
    expect(system.expected).toEqual([{ id: ID, owner: 'ana', contentType: 'image/jpeg', origin }]);
  });

  test('takes exactly as many bytes as the client says', async () => {
    expect(await post({ contentType: 'image/webp', size: 999 })).toMatchObject({ body: { fields: { bytes: '999-999' }, maxBytes: 999 } });
    expect(await post({ contentType: 'image/png', size: BYTES_MAX })).toMatchObject({ status: 201 });
  });

  test.each<[string, unknown, string]>([
    ['no type', {}, '/contentType'],
    ['a type that is not taken', { contentType: 'image/gif' }, '/contentType'],
    ['a type with parameters', { contentType: 'image/png; q=1' }, '/contentType'],
    ['no bytes', { contentType: 'image/png', size: 0 }, '/size'],
    ['more bytes than are taken', { contentType: 'image/png', size: 1_001 }, '/size'],
    ['half a byte', { contentType: 'image/png', size: 1.5 }, '/size'],
    ['a size in words', { contentType: 'image/png', size: '10' }, '/size'],
    ['a field that is none', { contentType: 'image/png', key: 'uploads/ben/x' }, '/key'],
    ['a list', [], ''],
    ['no JSON', '{', ''],
    ['nothing', '', ''],
  ])('fails for %s, and says where', async (_, body, pointer) => {
    const system = uploads();
    await expect(post(body, {}, system)).rejects.toMatchObject({ status: 400, errors: [expect.objectContaining({ pointer })] });
    expect(system.expected).toEqual([]);
  });

  test('fails for the file itself as the body: it goes to the form', async () => {
    await expect(post('…', { 'content-type': 'image/jpeg' })).rejects.toMatchObject({ status: 415 });
    await expect(post('x'.repeat(5_000))).rejects.toMatchObject({ status: 413 });
  });

  test.each(['application/json; charset=utf-16', 'application/merge-patch+json', ''])('fails for a body of type %j, which is not read', async (type) => {
    await expect(post('…', { 'content-type': type })).rejects.toMatchObject({ status: 415, message: 'Send application/json in UTF-8.', headers: { 'Accept-Post': 'application/json' } });
  });

  test('whatever the body: no form but for an own, new name of a type and size that are taken', async () => {
    const body = fc.oneof(fc.json(), fc.record({ contentType: fc.oneof(fc.constantFrom('image/jpeg', 'image/png'), fc.string()), size: fc.oneof(fc.integer(), fc.double()) }).map((value) => JSON.stringify(value)));
    await fc.assert(fc.asyncProperty(body, async (text) => {
      const answer = await post(text).catch((error) => error);
      if (answer.status === 201) {
        expect(answer.body.fields.key).toBe(`uploads/ana/${ID}`);
        expect(Number(answer.body.fields.bytes.split('-')[1])).toBeLessThanOrEqual(BYTES_MAX);
      } else {
        expect(answer.status).toBe(400);
      }
    }));
  });
});

describe('looking at an upload', () => {
  test('its owner sees the thumbnails by links that end soon', async () => {
    const thumbnails = [{ width: 160, height: 120, url: `https://photos.example/${THUMBNAIL.key}?signed` }];
    expect(await get('ana')).toEqual({ status: 200, body: { id: ID, status: 'READY', thumbnails, expiresIn: 300 } });
  });

  test('an admin sees it, too; to others there is nothing', async () => {
    expect(await get('eve', uploads(), ID, '[staff, admin]')).toMatchObject({ status: 200 });
    await expect(get('ben')).rejects.toMatchObject({ status: 404 });
    await expect(get('ben', uploads(), ID, 'staff')).rejects.toMatchObject({ status: 404 });
  });

  test('one that is on its way is PENDING', async () => {
    expect(await get('ana', uploads({ find: async () => ({ owner: 'ana', status: 'PENDING' }) }))).toEqual({ status: 200, body: { id: ID, status: 'PENDING', expiresIn: 300 } });
  });

  test('one that was rejected says why, for programs and for people', async () => {
    expect(await get('ana', uploads({ find: async () => ({ owner: 'ana', status: 'REJECTED', reason: 'TRUNCATED' }) }))).toEqual({
      status: 200, body: { id: ID, status: 'REJECTED', reason: 'TRUNCATED', detail: 'The file ends before the image does.', expiresIn: 300 },
    });
  });

  test.each(['x', ID.toUpperCase(), `${ID}a`, '../uploads'])('an id that none can have, %s, is 404 without a look', async (id) => {
    const find = jest.fn();
    await expect(get('eve', uploads({ find }), id, 'admin')).rejects.toMatchObject({ status: 404 });
    expect(find).not.toHaveBeenCalled();
  });
});

test('fails without an ID token', async () => {
  await expect(serveUploads(requestOf({ id: ID, claims: { sub: 'ana', token_use: 'access' } }), uploads().ports)).rejects.toMatchObject({ status: 401 });
});

test.each<[string, string | undefined, string]>([['GET', undefined, 'POST'], ['DELETE', undefined, 'POST'], ['POST', ID, 'GET, HEAD'], ['DELETE', ID, 'GET, HEAD']])(
  '%s is 405 and tells what there is', async (method, id, allow) => {
    await expect(serveUploads(requestOf({ method, id }), uploads().ports)).rejects.toMatchObject({ status: 405, headers: { Allow: allow } });
  },
);

test('fails for a query parameter, as there is none', async () => {
  await expect(serveUploads(requestOf({ id: ID, query: { size: ['1'] } }), uploads().ports)).rejects.toMatchObject({ status: 400, errors: [{ parameter: 'size' }] });
});
