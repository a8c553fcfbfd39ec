import fc from 'fast-check';
import { inspectImage } from '../../../src/runtime/order-events-pipeline/image-header';
import {
  exif, exifSegment, jpegSkeleton, png, PNG_SIGNATURE, pngChunk, pngHead, segment, vp8, vp8l, vp8x, webp, webpChunk,
} from '../../support/image-files';

const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1');

describe('what an image is, read from its header', () => {
  test.each<[string, Buffer, object]>([
    ['a JPEG', jpegSkeleton(), { format: 'jpeg', width: 40, height: 30, orientation: 1 }],
    ['a progressive JPEG', jpegSkeleton({ frame: 0xc2, scans: 10 }), { format: 'jpeg', width: 40, height: 30, orientation: 1 }],
    ['a JPEG of as many scans as are taken', jpegSkeleton({ frame: 0xc2, scans: 40 }), { format: 'jpeg', orientation: 1 }],
    ['a grey JPEG', jpegSkeleton({ components: 1 }), { format: 'jpeg', width: 40, height: 30, orientation: 1 }],
    ['a JPEG with bytes after its end, as some phones write', Buffer.concat([jpegSkeleton(), Buffer.from('more')]), { format: 'jpeg', width: 40, height: 30, orientation: 1 }],
    ['a JPEG with fill bytes', jpegSkeleton({ before: [Buffer.from([0xff, 0xff])] }), { format: 'jpeg', width: 40, height: 30, orientation: 1 }],
    ['a PNG', png(pngHead(70, 50), pngChunk('IDAT', Buffer.alloc(9))), { format: 'png', width: 70, height: 50, orientation: 1 }],
    ['a PNG with Exif', png(pngHead(70, 50), pngChunk('eXIf', exif(6)), pngChunk('IDAT')), { format: 'png', width: 70, height: 50, orientation: 6 }],
    ['a lossy WebP', webp(vp8(320, 200)), { format: 'webp', width: 320, height: 200, orientation: 1 }],
    ['a lossless WebP', webp(vp8l(16_384, 3)), { format: 'webp', width: 16_384, height: 3, orientation: 1 }],
    ['a WebP with Exif', webp(vp8x(320, 200, 8), vp8(320, 200), webpChunk('EXIF', exif(8, true))), { format: 'webp', width: 320, height: 200, orientation: 8 }],
    ['a WebP whose Exif is marked as in a JPEG', webp(vp8x(320, 200, 8), vp8(320, 200), webpChunk('EXIF', Buffer.concat([EXIF_MARK, exif(3)]))), { orientation: 3 }],
    ['a WebP whose canvas is smaller than its frame', webp(vp8x(1, 1), vp8(9_000, 9_000)), { width: 9_000, height: 9_000 }],
  ])('%s', (_, bytes, facts) => {
    expect(inspectImage(bytes)).toMatchObject(facts);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('a JPEG’s orientation %i, in either byte order', (orientation) => {
    for (const littleEndian of [false, true]) {
      expect(inspectImage(jpegSkeleton({ before: [exifSegment(orientation, littleEndian)] })).orientation).toBe(orientation);
    }
  });

  test.each<[string, Buffer]>([
    ['none', segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'))],
    ['0', exifSegment(0)],
    ['9', exifSegment(9)],
    ['in another type', segment(0xe1, EXIF_MARK, Buffer.from(exif(6)).fill(4, 13, 14))],
    ['beyond the segment', segment(0xe1, EXIF_MARK, exif(6).subarray(0, 15))],
    ['in a directory that is elsewhere', segment(0xe1, EXIF_MARK, Buffer.from(exif(6)).fill(0xff, 4, 8))],
    ['in no byte order', segment(0xe1, EXIF_MARK, Buffer.from(exif(6)).fill(0x41, 0, 2))],
  ])('an orientation that is %s leaves the image as it is', (_, app1) => {
    expect(inspectImage(jpegSkeleton({ before: [app1] })).orientation).toBe(1);
  });
});

describe('what is set aside, by its reason', () => {
  const whole = jpegSkeleton({ before: [exifSegment(6)] });
  test.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'NOT_AN_IMAGE'],
    ['a text named .jpg', Buffer.from('this is no image'), 'NOT_AN_IMAGE'],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0', 'latin1'), 'NOT_AN_IMAGE'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'NOT_AN_IMAGE'],
    ['another RIFF', Buffer.from('RIFF\x08\0\0\0WAVEfmt ', 'latin1'), 'NOT_AN_IMAGE'],
    ['a JPEG that ends in its header', whole.subarray(0, 30), 'TRUNCATED'],
    ['a JPEG that ends in its scan', whole.subarray(0, whole.length - 4), 'TRUNCATED'],
    ['a JPEG that ends without its end', whole.subarray(0, whole.length - 2), 'TRUNCATED'],
    ['a JPEG with a whole preview in its Exif that itself ends early', jpegSkeleton({ before: [segment(0xe1, EXIF_MARK, whole)] }).subarray(0, -2), 'TRUNCATED'],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xd9]), 'DAMAGED'],
    ['a JPEG without a scan', jpegSkeleton({ scans: 0 }), 'DAMAGED'],
    ['a JPEG of no width', jpegSkeleton({ width: 0 }), 'DAMAGED'],
    ['a JPEG with a segment shorter than its length', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 0xff, 0xd9]), 'DAMAGED'],
    ['a JPEG that goes on without a marker', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0x41, 0x42, 0x43, 0x44]), 'DAMAGED'],
    ['a CMYK JPEG', jpegSkeleton({ components: 4 }), 'UNSUPPORTED'],
    ['a lossless JPEG', jpegSkeleton({ frame: 0xc3 }), 'UNSUPPORTED'],
    ['an arithmetic JPEG', jpegSkeleton({ frame: 0xc9 }), 'UNSUPPORTED'],
    ['a JPEG of 12 bits', jpegSkeleton({ precision: 12 }), 'UNSUPPORTED'],
    ['a JPEG of more scans than any encoder writes, which take minutes', jpegSkeleton({ frame: 0xc2, scans: 41 }), 'UNSUPPORTED'],
    // libjpeg goes on behind these two bytes, to what stands where another marker would have its length.
    ...[0x00, 0x01, 0xd0, 0xd7].map((marker): [string, Uint8Array, string] => [
      `a JPEG with another, larger, behind the marker ${marker}, which has no length`,
      jpegSkeleton({ before: [segment(marker, jpegSkeleton({ width: 13_000, height: 13_000 }).subarray(2))] }),
      'DAMAGED',
    ]),
    ['a PNG that ends in a chunk', png(pngHead(7, 5), pngChunk('IDAT', Buffer.alloc(99))).subarray(0, 90), 'TRUNCATED'],
    ['a PNG that ends after a chunk', png(pngHead(7, 5), pngChunk('IDAT')).subarray(0, -12), 'TRUNCATED'],
    ['a PNG that begins with another chunk', png(pngChunk('IDAT'), pngHead(7, 5)), 'DAMAGED'],
    ['a PNG of no height', png(pngHead(7, 0)), 'DAMAGED'],
    ['a PNG’s signature alone', PNG_SIGNATURE, 'TRUNCATED'],
    ['an animated WebP', webp(vp8x(320, 200, 2)), 'UNSUPPORTED'],
    ['a WebP that ends early', webp(vp8(320, 200)).subarray(0, 28), 'TRUNCATED'],
    ['a WebP without a frame', webp(webpChunk('ICCP', Buffer.alloc(4))), 'DAMAGED'],
    ['a WebP that begins with no frame and no canvas, where libwebp looks for a frame without a head', webp(webpChunk('/BIG', Buffer.alloc(9)), vp8(3, 2)), 'DAMAGED'],
    ['a WebP with a frame that is none', webp(webpChunk('VP8 ', Buffer.alloc(12))), 'DAMAGED'],
  ])('%s', (_, bytes, rejection) => {
    expect(() => inspectImage(bytes)).toThrow(expect.objectContaining({ rejection }));
  });

  test('whatever the bytes: facts, or a reason, and soon', () => {
    const seeds = [
      jpegSkeleton({ before: [exifSegment(6)] }),
      png(pngHead(7, 5), pngChunk('eXIf', exif(2)), pngChunk('IDAT')),
      webp(vp8x(9, 9, 8), vp8l(9, 9), webpChunk('EXIF', exif(2))),
    ];
    const changed = fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 6 });
    fc.assert(fc.property(fc.constantFrom(...seeds), changed, fc.nat(200), (seed, changes, length) => {
      const bytes = Buffer.from(seed.subarray(0, length));
      for (const [at, value] of changes) { if (at < bytes.length) { bytes[at] = value; } }
      try {
        const { width, height, orientation } = inspectImage(bytes);
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientation);
      } catch (error) {
        expect(error).toHaveProperty('rejection');
      }
    }), { numRuns: 2_000 });
  });
});
