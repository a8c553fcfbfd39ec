import { DynamoDbStub } from '../support/dynamodb-stub';
import { ANA, BEN, proxyEvent } from '../support/events';
import { exifSegment, jpegSkeleton, withSegment } from '../support/image-files';
import { imageKit, type ImageKit } from '../support/image-kit';
import { MessagingStub } from '../support/messaging-stub';
import { invocation, queueEvent, queueRecord } from '../support/queue';
import { useShippedHandlers } from '../support/shipped-handlers';

const database = new DynamoDbStub('Uploads', 'id');
const services = new MessagingStub();
let kit: ImageKit;
const { handlers, lines } = useShippedHandlers(['uploads', 'image-processor'], database, services);

beforeAll(async () => { kit = await imageKit(); });

const photo = () => kit.jpeg({ width: 400, height: 300, data: new Uint32Array(120_000).fill(0xff2080e0) });
const ask = (id: string, claims: object = ANA) => handlers.uploads(proxyEvent({ resource: '/v1/uploads/{id}', id, claims: claims as never }), invocation());
const processed = (key: string, messageId = 'm-1', receives = 1) => handlers['image-processor'](
  queueEvent(queueRecord(messageId, { body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }), receives })), invocation(60_000),
);

/** Asks for an upload and puts the file where the form would. */
async function uploaded(file: Buffer, sent: { readonly [name: string]: string } = {}): Promise<{ readonly id: string; readonly key: string }> {
  const request = proxyEvent({ method: 'POST', resource: '/v1/uploads', headers: sent, body: { contentType: 'image/jpeg' } });
  const { statusCode, headers, body } = await handlers.uploads(request, invocation());
  const { id, fields } = JSON.parse(body);
  expect([statusCode, headers.Location]).toEqual([201, `uploads/${id}`]);
  services.objects.set(`photos/${fields.key}`, { body: file, contentType: 'image/jpeg' });
  return { id, key: fields.key };
}

test('the processor’s log names the request that asked for the upload', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { key } = await uploaded(await photo(), { 'X-Correlation-Id': 'c-1', traceparent });
  await processed(key);
  const line = lines.map((one) => JSON.parse(one)).find(({ message, upload }) => message === 'image' && upload === key);
  expect(line).toMatchObject({ correlationId: 'c-1', traceparent });
  const { key: another } = await uploaded(await photo());
  await processed(another);
  const own = lines.map((one) => JSON.parse(one)).find(({ message, upload }) => message === 'image' && upload === another);
  expect(own.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
});

test('F2: from the form to three WebP behind links, to their owner', async () => {
  const { id, key } = await uploaded(withSegment(await photo(), exifSegment(6)));
  expect(JSON.parse((await ask(id)).body)).toEqual({ id, status: 'PENDING', expiresIn: 300 });
  expect(await processed(key)).toEqual({ batchItemFailures: [] });
  const { thumbnails, ...upload } = JSON.parse((await ask(id)).body);
  expect(upload).toEqual({ id, status: 'READY', expiresIn: 300 });
  expect(thumbnails.map(({ width, height }: any) => [width, height])).toEqual([[120, 160], [300, 400], [300, 400]]);
  for (const { url } of thumbnails) {
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toMatch(/^RIFF[\s\S]{4}WEBP/);
  }
  expect((await ask(id, BEN)).statusCode).toBe(404);
  expect((await ask(id, { ...BEN, 'cognito:groups': 'admin' })).statusCode).toBe(200);
});

test('the form binds name, type and size, and is signed for ten minutes', async () => {
  const { body } = await handlers.uploads(proxyEvent({ method: 'POST', resource: '/v1/uploads', body: { contentType: 'image/png', size: 77 } }), invocation());
  const { id, fields, url, maxBytes, expiresIn } = JSON.parse(body);
  expect([new URL(url).pathname, maxBytes, expiresIn]).toEqual(['/photos/', 77, 600]);
  const { conditions, expiration } = JSON.parse(Buffer.from(fields.Policy, 'base64').toString());
  expect(conditions).toEqual(expect.arrayContaining([
    ['content-length-range', 77, 77], { bucket: 'photos' }, { key: `uploads/${ANA.sub}/${id}` }, { 'Content-Type': 'image/png' }, { 'X-Amz-Security-Token': 'token' },
  ]));
  expect(Math.abs(Date.parse(expiration) - Date.now() - 600_000)).toBeLessThan(10_000);
});

test.each<[string, Buffer, string]>([
  ['a text named .jpg', Buffer.from('no image'), 'NOT_AN_IMAGE'],
  ['a bomb', jpegSkeleton({ width: 65_000, height: 65_000 }), 'TOO_MANY_PIXELS'],
  ['more bytes than a form lets through', Buffer.alloc(10_485_761), 'TOO_LARGE'],
])('%s is set aside with its reason, done with, and never a dead letter', async (_, file, reason) => {
  const { id, key } = await uploaded(file);
  expect(await processed(key)).toEqual({ batchItemFailures: [] });
  expect(JSON.parse((await ask(id)).body)).toMatchObject({ status: 'REJECTED', reason });
  expect([...services.objects.keys()]).toEqual([`photos/rejected/${ANA.sub}/${id}`]);
  expect(services.objects.get(`photos/rejected/${ANA.sub}/${id}`)!.metadata).toMatchObject({ reason });
  expect([services.sent, services.hidden]).toEqual([[], []]);
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({ message: 'image set aside', upload: key, reason }));
});

test('what nobody asked for is set aside, whatever it is called', async () => {
  const name = 'a+b c/50 %? #1 é&=.jpg';
  services.objects.set(`photos/uploads/${name}`, { body: Buffer.from('whatever') });
  expect(await processed(`uploads/${name}`.split('/').map((part) => encodeURIComponent(part).replace(/%20/g, '+')).join('/'))).toEqual({ batchItemFailures: [] });
  expect([...services.objects.keys()]).toEqual([`photos/rejected/${name}`]);
});

test('a bucket that fails leaves the message, hidden, and the next attempt ends it', async () => {
  const { id, key } = await uploaded(await photo());
  services.fault = ({ operation }) => (operation === 'PutObject' ? { error: { status: 503, code: 'SlowDown' } } : undefined);
  expect(await processed(key)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
  expect(services.hidden).toEqual([{ receipt: 'receipt of m-1', seconds: expect.any(Number) }]);
  services.fault = undefined;
  expect(await processed(key, 'm-1', 2)).toEqual({ batchItemFailures: [] });
  expect(JSON.parse((await ask(id)).body)).toMatchObject({ status: 'READY' });
});

test('what is no event of S3 is a dead letter at once', async () => {
  expect(await handlers['image-processor'](queueEvent(queueRecord('m-1', { body: 'nonsense' })), invocation())).toEqual({ batchItemFailures: [] });
  expect(services.sent).toEqual([expect.objectContaining({ attributes: { reason: 'the message is not JSON' } })]);
});

test('an image takes six requests: its upload, the file, three thumbnails, and that they are there', async () => {
  const { key } = await uploaded(await photo());
  database.requests.length = services.asked.length = 0;
  await processed(key);
  expect([...database.requests, ...services.asked.map(({ operation }) => operation)]).toEqual(['GetItem', 'UpdateItem', 'GetObject', 'PutObject', 'PutObject', 'PutObject']);
});
