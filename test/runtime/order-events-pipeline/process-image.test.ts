import fc from 'fast-check';
import { PermanentError } from '../../../src/runtime/kit/sqs';
import { processImages, describeImages, type ProcessPorts } from '../../../src/runtime/order-events-pipeline/process-image-flow';
import { RejectedImage } from '../../../src/runtime/order-events-pipeline/rejected-image';
import type { Upload } from '../../../src/runtime/order-events-pipeline/upload';

const KEY = 'uploads/ana/1';
const message = (...keys: string[]) => ({ body: JSON.stringify({ Records: keys.map((key) => ({ eventName: 'ObjectCreated:Post', s3: { object: { key } } })) }) });

/** Buckets and a table; a file's bytes are its text, and `bad…` is no image. */
class Place {
  readonly files = new Map<string, string>([[KEY, 'photo']]);
  readonly uploads = new Map<string, Upload>([['1', { owner: 'ana', status: 'PENDING' }]]);
  readonly steps: string[] = [];
  /** Steps until the function dies. */
  dies = Infinity;

  readonly ports: ProcessPorts = {
    find: async (id) => this.step(`find ${id}`, () => this.uploads.get(id)),
    open: async (key) => this.step(`open ${key}`, () => {
      const text = this.files.get(key);
      return text === undefined ? undefined : { version: text, read: async () => Buffer.from(text) };
    }),
    makeThumbnails: async (bytes) => {
      if (Buffer.from(bytes).toString().startsWith('bad')) { throw new RejectedImage('NOT_AN_IMAGE'); }
      return [1280, 640, 160].map((size) => ({ size, width: size, height: size, bytes }));
    },
    keep: async (id, version, { size, width, height, bytes }) => this.step(`keep ${size}`, () => {
      const key = `thumbnails/${id}/${version}/${size}.webp`;
      this.files.set(key, Buffer.from(bytes).toString());
      return { width, height, key };
    }),
    ready: async (id, thumbnails) => this.step('ready', () => this.settle(id, { status: 'READY', thumbnails })),
    rejected: async (id, reason) => this.step('rejected', () => this.settle(id, { status: 'REJECTED', reason })),
    tell: (key, origin) => { this.told.push([key, origin]); },
    setAside: async (key, reason) => this.step('set aside', () => {
      const text = this.files.get(key);
      if (text !== undefined) { this.files.set(`rejected/${key.slice(8)}`, `${reason}: ${text}`); }
      this.files.delete(key);
    }),
  };

  readonly told: unknown[] = [];

  private step<T>(name: string, work: () => T): T {
    if (this.dies-- <= 0) { throw new Error('died'); }
    this.steps.push(name);
    return work();
  }

  private settle(id: string, outcome: Omit<Upload, 'owner'>) {
    const upload = this.uploads.get(id)!;
    if (upload.status === 'PENDING') { this.uploads.set(id, { ...upload, ...outcome }); }
  }
}

test('F2: an image becomes thumbnails, and then the upload is ready', async () => {
  const place = new Place();
  await processImages(message(KEY), place.ports);
  expect(place.steps).toEqual(['find 1', `open ${KEY}`, 'keep 1280', 'keep 640', 'keep 160', 'ready']);
  expect(place.uploads.get('1')).toMatchObject({ status: 'READY', thumbnails: [160, 640, 1280].map((width) => ({ width, key: `thumbnails/1/photo/${width}.webp` })) });
  expect(place.files.get(KEY)).toBe('photo');
});

test('the request that asked for an image is told', async () => {
  const place = new Place();
  const origin = { correlationId: 'c-1', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  place.uploads.set('1', { owner: 'ana', status: 'PENDING', origin });
  await processImages(message(KEY), place.ports);
  expect(place.told).toEqual([[KEY, origin]]);
});

test('what is no image is set aside with the reason, and not tried again', async () => {
  const place = new Place();
  place.files.set(KEY, 'bad');
  await processImages(message(KEY), place.ports);
  expect(place.uploads.get('1')).toEqual({ owner: 'ana', status: 'REJECTED', reason: 'NOT_AN_IMAGE' });
  expect([...place.files]).toEqual([['rejected/ana/1', 'NOT_AN_IMAGE: bad']]);
  await processImages(message(KEY), place.ports);
  expect([...place.files]).toEqual([['rejected/ana/1', 'NOT_AN_IMAGE: bad']]);
});

test.each([['uploads/ana/2', 'an upload that nobody asked for'], ['uploads/ben/1', 'an upload of somebody else’s'], ['uploads/1', 'a name without an owner']])(
  '%s, %s, is set aside', async (key) => {
    const place = new Place();
    place.files.set(key, 'photo');
    await processImages(message(key), place.ports);
    expect(place.files.has(key)).toBe(false);
    expect(place.files.get(`rejected/${key.slice(8)}`)).toBe('UNKNOWN_UPLOAD: photo');
    expect(place.uploads.get('1')!.status).toBe('PENDING');
  },
);

test('an upload that is ready is left as it is, whatever comes to its place', async () => {
  const place = new Place();
  place.uploads.set('1', { owner: 'ana', status: 'READY', thumbnails: [] });
  await processImages(message(KEY), place.ports);
  expect(place.steps).toEqual(['find 1']);
});

test.each([
  ['uploads/org/ana/1', 'org/ana', true], ['uploads/ana/1', 'ana', true], ['other/ana/1', 'ana', false], ['xuploads/ana/1', 'ana', false], ['uploads/ana/1/', 'ana', false],
])('of %s the owner is all before the last part: %s', async (key, owner, isItsOwn) => {
  const place = new Place();
  place.uploads.set('1', { owner, status: 'PENDING' });
  place.files.set(key, 'photo');
  await processImages(message(key), place.ports);
  expect(place.uploads.get('1')!.status).toBe(isItsOwn ? 'READY' : 'PENDING');
  expect(place.files.has(key)).toBe(isItsOwn);
});

test('a name that is of no upload is asked of nobody', async () => {
  const place = new Place();
  await processImages(message('uploads/1'), place.ports);
  expect(place.steps).toEqual(['set aside']);
});

test('what fails is tried again, and not set aside', async () => {
  const place = new Place();
  place.dies = 2;
  await expect(processImages(message(KEY), place.ports)).rejects.toThrow('died');
  expect(place.uploads.get('1')!.status).toBe('PENDING');
  expect(place.files.get(KEY)).toBe('photo');
});

test.each([
  ['nonsense', 'the message is not JSON'],
  ['{}', 'the message is no event of S3'],
  ['null', 'the message is no event of S3'],
  ['{"Records":[null]}', 'the event of S3 names no object'],
  ['{"Records":[{"s3":{}}]}', 'the event of S3 names no object'],
  ['{"Records":[{"s3":{"object":{"key":7}}}]}', 'the event of S3 names no object'],
  ['{"Records":[{"s3":{"object":{"key":"%"}}}]}', 'the event of S3 names an object in an encoding that is none: %'],
])('fails for good for %s, saying why', async (body, reason) => {
  await expect(processImages({ body }, new Place().ports)).rejects.toThrow(new PermanentError(reason));
});

test('a file that is gone is none to wait for', async () => {
  const place = new Place();
  place.files.clear();
  await processImages(message(KEY), place.ports);
  expect(place.uploads.get('1')!.status).toBe('PENDING');
});

test('the message that S3 sends at first is done with, as is one of a name that is encoded', async () => {
  const place = new Place();
  await processImages({ body: JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'photos' }) }, place.ports);
  expect(place.steps).toEqual([]);
  await processImages(message('uploads/a%2Bb+c/1'), place.ports);
  expect(place.steps).toEqual(['find 1', 'set aside']);
});

test.each(['', 'nonsense', '{}', 'null', '{"Records":[{}]}', '{"Records":[{"s3":{"object":{"key":"%"}}}]}'])('fails for good for %s', async (body) => {
  await expect(processImages({ body }, new Place().ports)).rejects.toBeInstanceOf(PermanentError);
  expect(describeImages({ body })).toEqual({});
});

test('a log line names what was uploaded', () => {
  expect(describeImages(message(KEY))).toEqual({ uploads: [KEY] });
});

test('wherever it dies, whatever comes twice: an upload ends settled once, with thumbnails of one file', async () => {
  const death = fc.integer({ min: 0, max: 9 });
  await fc.assert(fc.asyncProperty(fc.boolean(), fc.array(death, { maxLength: 4 }), fc.nat(3), fc.constantFrom(undefined, 'other', 'bad other'), async (isImage, deaths, again, replacement) => {
    const place = new Place();
    place.files.set(KEY, isImage ? 'photo' : 'bad');
    for (const steps of deaths) {
      place.dies = steps;
      await processImages(message(KEY), place.ports).catch((error) => expect(error).toEqual(new Error('died')));
      if (replacement !== undefined) { place.files.set(KEY, replacement); }
    }
    place.dies = Infinity;
    await processImages(message(KEY), place.ports);
    const settled = place.uploads.get('1')!;
    for (let i = 0; i < again; i++) { await processImages(message(KEY), place.ports); }
    expect(place.uploads.get('1')).toEqual(settled);
    expect(settled.status).not.toBe('PENDING');
    if (settled.status === 'READY') {
      const texts = settled.thumbnails!.map(({ key }) => place.files.get(key));
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).not.toMatch(/^bad/);
    } else {
      expect([...place.files.keys()].filter((key) => key.startsWith('uploads/'))).toEqual([]);
    }
  }), { numRuns: 500 });
});
