/* eslint-disable no-bitwise -- four channels are the bytes of a word */
import { orient, type Pixels } from '../../../src/runtime/order-events-pipeline/pixels';
import { exif, exifSegment, jpegSkeleton, pngChunk, pngHead, PNG_SIGNATURE, segment, vp8x, webp, webpChunk, withSegment } from '../../support/image-files';
import { imageKit, type ImageKit } from '../../support/image-kit';

const SETTINGS = { bytesMax: 10 * 1024 * 1024, pixelsMax: 50_000_000, sizes: [160, 640, 320], quality: 80, prefix: 'thumbnails/' };
const [RED, GREEN, BLUE, WHITE] = [0xff0000ff, 0xff00ff00, 0xffff0000, 0xffffffff];

let kit: ImageKit;
beforeAll(async () => { kit = await imageKit(); }, 60_000);

/** A quarter of each colour: red and green above blue and white, as it is seen. */
function quarters(width: number, height: number): Pixels {
  const data = Uint32Array.from({ length: width * height }, (_, i) => {
    const [left, above] = [i % width < width / 2, i < width * height / 2];
    return above ? (left ? RED : GREEN) : (left ? BLUE : WHITE);
  });
  return { width, height, data };
}

function cornersOf({ width, height, data }: Pixels): string[] {
  const inset = Math.max(1, Math.round(Math.min(width, height) / 8));
  const corners = [[inset, inset], [width - 1 - inset, inset], [inset, height - 1 - inset], [width - 1 - inset, height - 1 - inset]];
  return corners.map(([x, y]) => {
    const pixel = data[y * width + x];
    const [r, g, b] = [0, 8, 16].map((shift) => ((pixel >>> shift) & 0xff) > 128);
    return r && g && b ? 'white' : r ? 'red' : g ? 'green' : b ? 'blue' : 'black';
  });
}

const make = (bytes: Uint8Array, settings: Partial<typeof SETTINGS> = {}) =>
  kit.makeThumbnails(bytes, { ...SETTINGS, ...settings }, kit.imageCodecs());
const seen = async (bytes: Uint8Array) => kit.imageCodecs().decode(bytes, 'webp');

test('F2: three WebP of a JPEG, largest first, in its proportions', async () => {
  const thumbnails = await make(await kit.jpeg(quarters(800, 600)));
  expect(thumbnails.map(({ size, width, height }) => [size, width, height])).toEqual([[640, 640, 480], [320, 320, 240], [160, 160, 120]]);
  for (const { bytes, width, height } of thumbnails) {
    const pixels = await seen(bytes);
    expect([pixels.width, pixels.height]).toEqual([width, height]);
    expect(cornersOf(pixels)).toEqual(['red', 'green', 'blue', 'white']);
  }
});

test.each<[string, (pixels: Pixels) => Promise<Buffer>]>([
  ['a progressive JPEG', (pixels) => kit.jpeg(pixels, { progressive: true })],
  ['a baseline JPEG', (pixels) => kit.jpeg(pixels, { progressive: false })],
  ['a PNG', (pixels) => kit.png(pixels)],
  ['a WebP', (pixels) => kit.webp(pixels)],
  ['a lossless WebP', (pixels) => kit.webp(pixels, { lossless: 1 })],
])('%s is taken', async (_, encode) => {
  const [{ bytes }] = await make(await encode(quarters(300, 200)));
  expect(cornersOf(await seen(bytes))).toEqual(['red', 'green', 'blue', 'white']);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('a JPEG with orientation %i is seen as its photographer saw it', async (orientation) => {
  // What turns a picture into what is stored is what turns it back, but for the quarter turns, which are one another's.
  const back = orientation === 6 ? 8 : orientation === 8 ? 6 : orientation;
  const stored = await kit.jpeg(orient(quarters(400, 240), back));
  const thumbnails = await make(withSegment(stored, exifSegment(orientation)));
  expect(thumbnails.map(({ width, height }) => [width, height])).toEqual([[400, 240], [320, 192], [160, 96]]);
  for (const { bytes } of thumbnails) { expect(cornersOf(await seen(bytes))).toEqual(['red', 'green', 'blue', 'white']); }
});

test('the orientation of a PNG and of a WebP is obeyed, too', async () => {
  const png = await kit.png(orient(quarters(64, 40), 8));
  const [{ bytes: fromPng }] = await make(Buffer.concat([png.subarray(0, 33), pngChunk('eXIf', exif(6)), png.subarray(33)]));
  const frame = (await kit.webp(orient(quarters(64, 40), 8))).subarray(12);
  const [{ bytes: fromWebp }] = await make(webp(vp8x(40, 64, 8), frame, webpChunk('EXIF', exif(6))));
  for (const bytes of [fromPng, fromWebp]) { expect(cornersOf(await seen(bytes))).toEqual(['red', 'green', 'blue', 'white']); }
});

test('nothing of the metadata is in a thumbnail: neither where a photograph was taken, nor with what', async () => {
  const gps = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(1), Buffer.from('GPS 40.4168 -3.7038 Camera 3000')]);
  const jpeg = withSegment(withSegment(await kit.jpeg(quarters(100, 80)), segment(0xe1, gps)), segment(0xfe, Buffer.from('a comment')));
  for (const { bytes } of await make(jpeg)) {
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/GPS|Camera|comment|EXIF|XMP |ICCP/);
  }
});

test('a small image is not enlarged, and a thin one keeps at least a pixel', async () => {
  expect((await make(await kit.png(quarters(50, 30)))).map(({ width, height }) => [width, height])).toEqual([[50, 30], [50, 30], [50, 30]]);
  expect((await make(await kit.png(quarters(3_000, 2)))).map(({ width, height }) => [width, height])).toEqual([[640, 1], [320, 1], [160, 1]]);
});

test('transparency stays', async () => {
  const half = { ...quarters(60, 60), data: quarters(60, 60).data.map((pixel, i) => (i % 60 < 30 ? pixel : 0)) };
  const { data } = await seen((await make(await kit.png(half)))[0].bytes);
  expect([data[30 * 60 + 5] >>> 24, data[30 * 60 + 55] >>> 24]).toEqual([255, 0]);
});

describe('set aside, with the reason', () => {
  const rejected = (rejection: string) => expect.objectContaining({ rejection });

  test('a file of more bytes than are taken, unread', async () => {
    await expect(make(Buffer.alloc(101), { bytesMax: 100 })).rejects.toEqual(rejected('TOO_LARGE'));
  });

  test.each<[string, Buffer]>([
    ['JPEG', jpegSkeleton({ width: 65_000, height: 65_000 })],
    ['PNG', Buffer.concat([PNG_SIGNATURE, pngHead(100_000, 100_000), pngChunk('IEND')])],
    ['WebP', webp(vp8x(16_384, 16_384), webpChunk('VP8L', Buffer.from([0x2f, 0xff, 0xff, 0xff, 0x0f])))],
  ])('a %s that would unpack to more pixels than are taken, without unpacking it', async (_, bomb) => {
    const codecs = { decode: jest.fn(), encode: jest.fn() };
    await expect(kit.makeThumbnails(bomb, SETTINGS, codecs)).rejects.toEqual(rejected('TOO_MANY_PIXELS'));
    expect(codecs.decode).not.toHaveBeenCalled();
  });

  test('as many pixels as are taken are', async () => {
    const image = await kit.png(quarters(50, 40));
    expect(await make(image, { pixelsMax: 2_000 })).toHaveLength(3);
    await expect(make(image, { pixelsMax: 1_999 })).rejects.toEqual(rejected('TOO_MANY_PIXELS'));
  });

  test('a text named .jpg', async () => {
    await expect(make(Buffer.from('hello'))).rejects.toEqual(rejected('NOT_AN_IMAGE'));
  });

  test('what ends early: anywhere in a JPEG, a PNG, a WebP', async () => {
    for (const whole of [await kit.jpeg(quarters(200, 100)), await kit.png(quarters(200, 100)), await kit.webp(quarters(200, 100))]) {
      for (const part of [0.3, 0.6, 0.9]) {
        await expect(make(whole.subarray(0, Math.round(whole.length * part)))).rejects.toEqual(rejected('TRUNCATED'));
      }
    }
  });

  test('a JPEG that ends early though its end was put after it', async () => {
    const noise = Uint32Array.from({ length: 40_000 }, (_, i) => (0xff000000 | Math.imul(i, 2_654_435_761) >>> 8) >>> 0);
    const noisy = { width: 200, height: 200, data: noise };
    const whole = await kit.jpeg(noisy, { progressive: false });
    await expect(make(Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.from([0xff, 0xd9])]))).rejects.toEqual(rejected('TRUNCATED'));
  });

  test('a damaged file, and the next image is made all the same', async () => {
    const codecs = kit.imageCodecs();
    const places = [
      [await kit.jpeg(quarters(200, 100)), Buffer.from([0xff, 0xc4]), 4],
      [await kit.png(quarters(200, 100)), Buffer.from('IDAT'), 4],
      [await kit.webp(quarters(200, 100)), Buffer.from('VP8 '), 20],
    ] as const;
    for (const [whole, mark, skip] of places) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xa5, damaged.indexOf(mark) + skip, damaged.indexOf(mark) + skip + 12);
      await expect(kit.makeThumbnails(damaged, SETTINGS, codecs)).rejects.toEqual(rejected('DAMAGED'));
      expect(await kit.makeThumbnails(whole, SETTINGS, codecs)).toHaveLength(3);
    }
  });
});
