/* eslint-disable no-bitwise -- four channels are the bytes of a word */
import { call, deployed, expectProblem, logIn, user, type Answer, type Call } from '../support/deployed';
import { exifSegment, withSegment } from '../support/image-files';
import { imageKit, type ImageKit } from '../support/image-kit';

const at = (path: string, request: Call): Promise<Answer> => call(`${deployed.apis.commerce}${path}`, request);

describe('F2: an upload', () => {
  let kit: ImageKit;
  let admin: string;
  let ana: string;
  let luis: string;

  beforeAll(async () => {
    kit = await imageKit();
    const [first, second] = deployed.users.filter(({ groups }) => groups.length === 0);
    [admin, ana, luis] = (await Promise.all([user('admins'), first, second].map((one) => logIn(one)))).map(({ idToken }) => idToken);
  });

  /** Red above, blue below, as it is stored. */
  function photo(): Promise<Buffer> {
    const data = Uint32Array.from({ length: 1_600 * 1_200 }, (_, i) => (i < 800 * 1_200 ? 0xff0000e0 : 0xffe00000));
    return kit.jpeg({ width: 1_600, height: 1_200, data });
  }

  async function send(file: Buffer, contentType = 'image/jpeg', size?: number): Promise<{ readonly id: string; readonly status: number }> {
    const { status, headers, body } = await at('/uploads', { method: 'POST', token: ana, body: { contentType, ...(size && { size }) } });
    expect([status, headers.get('location')]).toEqual([201, `uploads/${body.id}`]);
    return { id: body.id, status: (await post(body, file)).status };
  }

  /** As a browser does: the fields, then the file. */
  function post({ url, fields }: { readonly url: string; readonly fields: { readonly [name: string]: string } }, file: Buffer): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) { form.append(name, value); }
    form.append('file', new Blob([Uint8Array.from(file)]), 'photo.jpg');
    return fetch(url, { method: 'POST', body: form });
  }

  async function settled(id: string, token = ana): Promise<Answer['body']> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const { status, body } = await at(`/uploads/${id}`, { token });
      expect(status).toBe(200);
      if (body.status !== 'PENDING') { return body; }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`upload ${id} stays PENDING`);
  }

  test('of a photograph taken on end becomes three WebP that stand upright, to its owner and to admins', async () => {
    const { id, status } = await send(withSegment(await photo(), exifSegment(6)));
    expect(status).toBe(204);
    const { thumbnails, ...upload } = await settled(id);
    expect(upload).toEqual({ id, status: 'READY', expiresIn: 300 });
    expect(thumbnails.map(({ width, height }: any) => [width, height])).toEqual([[120, 160], [480, 640], [960, 1_280]]);
    for (const { url, width, height } of thumbnails) {
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
      const pixels = await kit.imageCodecs().decode(new Uint8Array(await answer.arrayBuffer()), 'webp');
      expect([pixels.width, pixels.height]).toEqual([width, height]);
      // What is stored above is seen on the right.
      const [left, right] = [0.1, 0.9].map((x) => pixels.data[Math.round(height / 2) * width + Math.round(width * x)]);
      expect([(left >>> 16) & 0xff, right & 0xff].every((channel) => channel > 180)).toBe(true);
    }
    expectProblem(await at(`/uploads/${id}`, { token: luis }), 404);
    expectProblem(await at(`/uploads/${id}`, {}), 401);
    expect((await at(`/uploads/${id}`, { token: admin })).body.status).toBe('READY');
  });

  test('of a text named .jpg is rejected, with the reason', async () => {
    const { id, status } = await send(Buffer.from('this is no image'));
    expect(status).toBe(204);
    expect(await settled(id)).toMatchObject({ status: 'REJECTED', reason: 'NOT_AN_IMAGE', detail: expect.stringMatching(/neither a JPEG/) });
  });

  test('fails at the bucket for more bytes than the form is for, another name, another type', async () => {
    const { body } = await at('/uploads', { method: 'POST', token: ana, body: { contentType: 'image/jpeg', size: 16 } });
    expect((await post(body, Buffer.from('this is too long for it'))).status).toBeGreaterThanOrEqual(400);
    for (const changed of [{ key: 'uploads/somebody/else' }, { 'Content-Type': 'text/html' }]) {
      expect((await post({ ...body, fields: { ...body.fields, ...changed } }, Buffer.from('this is no image'))).status).toBeGreaterThanOrEqual(400);
    }
    expect((await at(`/uploads/${body.id}`, { token: ana })).body).toEqual({ id: body.id, status: 'PENDING', expiresIn: 300 });
  });

  test('fails for what can’t be uploaded, and says where', async () => {
    const answer = await at('/uploads', { method: 'POST', token: ana, body: { contentType: 'text/html', size: 99_999_999 } });
    expectProblem(answer, 400);
    expect(answer.body.errors.map(({ pointer }: any) => pointer)).toEqual(['/contentType', '/size']);
    expectProblem(await at('/uploads', { method: 'POST', body: { contentType: 'image/png' } }), 401);
  });
});
