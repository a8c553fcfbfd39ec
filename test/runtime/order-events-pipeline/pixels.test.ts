/* eslint-disable no-bitwise -- four channels are the bytes of a word */
import fc from 'fast-check';
import type { Orientation } from '../../../src/runtime/order-events-pipeline/image-orientation';
import { multiplyAlpha, orient, shrink, unmultiplyAlpha, type Pixels } from '../../../src/runtime/order-events-pipeline/pixels';

/** Pixels of one channel's values, row by row, opaque. */
function grey(width: number, ...values: number[]): Pixels {
  return { width, height: values.length / width, data: Uint32Array.from(values, (v) => (0xff000000 | v * 0x010101) >>> 0) };
}
const values = ({ data }: Pixels) => [...data].map((pixel) => pixel & 0xff);

describe('shrinking', () => {
  test.each<[string, Pixels, [number, number], number[]]>([
    ['to half', grey(4, 0, 100, 200, 40, 20, 40, 60, 80), [2, 1], [40, 95]],
    ['by a fraction: each pixel counts by its part', grey(3, 0, 90, 240), [2, 1], [30, 190]],
    ['to one pixel', grey(2, 10, 20, 30, 40), [1, 1], [25]],
    ['to the same size', grey(2, 10, 20, 30, 40), [2, 2], [10, 20, 30, 40]],
  ])('%s', (_, pixels, [width, height], expected) => {
    const shrunk = shrink(pixels, width, height);
    expect([shrunk.width, shrunk.height]).toEqual([width, height]);
    for (const [i, value] of values(shrunk).entries()) { expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1); }
  });

  test('keeps the four channels apart', () => {
    const shrunk = shrink({ width: 2, height: 1, data: Uint32Array.of(0xff_00_80_10, 0x01_ff_80_30) }, 1, 1);
    expect(shrunk.data[0].toString(16)).toBe('80808020');
  });

  test('a surface of one colour keeps it, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 60 });
    const scales = fc.float({ min: Math.fround(0.02), max: 1, noNaN: true });
    fc.assert(fc.property(size, size, scales, fc.nat(0xffffffff), (width, height, scale, colour) => {
      const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
      const shrunk = shrink({ width, height, data: new Uint32Array(width * height).fill(colour) }, w, h);
      expect(new Set(shrunk.data)).toEqual(new Set([colour]));
      expect(shrunk.data).toHaveLength(w * h);
    }));
  });

  test('each pixel is the mean of what it covers, whether it covers two rows, three or many', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(fc.property(sizes, fc.array(fc.nat(255), { minLength: 108, maxLength: 108 }), ([width, from, to], all) => {
      const height = Math.max(from, to);
      const small = Math.min(from, to);
      const shrunk = values(shrink(grey(width, ...all.slice(0, width * height)), width, small));
      for (const [i, value] of shrunk.entries()) {
        const [y, x] = [Math.floor(i / width), i % width];
        const covered = (row: number) => Math.max(0, Math.min((y + 1) * height / small, row + 1) - Math.max(y * height / small, row));
        const mean = Array.from({ length: height }, (_, row) => covered(row) * all[row * width + x] * small / height).reduce((a, b) => a + b, 0);
        expect(Math.abs(value - mean)).toBeLessThanOrEqual(1 + height / small); // a weight is rounded to a 256th
      }
    }));
  });

  test('no pixel is lighter or darker than what it was made of', () => {
    const surface = fc.array(fc.nat(255), { minLength: 12, maxLength: 12 });
    fc.assert(fc.property(surface, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), (all, w, h) => {
      for (const value of values(shrink(grey(4, ...all), w, h))) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...all));
        expect(value).toBeLessThanOrEqual(Math.max(...all));
      }
    }));
  });
});

describe('turning what is stored into what is seen (Exif)', () => {
  // Seen:  1 2
  //        3 4
  //        5 6
  const seen = [1, 2, 3, 4, 5, 6];
  test.each<[Orientation, number, number[]]>([
    [1, 2, [1, 2, 3, 4, 5, 6]],
    [2, 2, [2, 1, 4, 3, 6, 5]],
    [3, 2, [6, 5, 4, 3, 2, 1]],
    [4, 2, [5, 6, 3, 4, 1, 2]],
    [5, 3, [1, 3, 5, 2, 4, 6]],
    [6, 3, [2, 4, 6, 1, 3, 5]],
    [7, 3, [6, 4, 2, 5, 3, 1]],
    [8, 3, [5, 3, 1, 6, 4, 2]],
  ])('orientation %i', (orientation, width, stored) => {
    const turned = orient(grey(width, ...stored), orientation);
    expect([turned.width, turned.height]).toEqual([2, 3]);
    expect(values(turned)).toEqual(seen);
  });
});

describe('transparency', () => {
  test('what is opaque is left as it is', () => {
    const opaque = grey(2, 10, 20);
    expect(multiplyAlpha(opaque)).toEqual({ ...opaque, opaque: true });
    expect(multiplyAlpha(opaque).data).toBe(opaque.data);
  });

  test('the colour under what is invisible shows in no thumbnail', () => {
    const redBesideInvisibleGreen = { width: 2, height: 1, data: Uint32Array.of(0xff0000ff, 0x0000ff00) };
    const [pixel] = unmultiplyAlpha(shrink(multiplyAlpha(redBesideInvisibleGreen), 1, 1)).data;
    expect([pixel & 0xff, (pixel >>> 8) & 0xff, pixel >>> 24]).toEqual([255, 0, 128]);
  });

  test('there and back again differs by no more than the rounding at that alpha', () => {
    fc.assert(fc.property(fc.nat(0xffffff), fc.integer({ min: 1, max: 254 }), (colour, alpha) => {
      const [back] = unmultiplyAlpha(multiplyAlpha({ width: 1, height: 1, data: Uint32Array.of(((alpha << 24) | colour) >>> 0) })).data;
      expect(back >>> 24).toBe(alpha);
      for (const shift of [0, 8, 16]) {
        expect(Math.abs(((back >>> shift) & 0xff) - ((colour >>> shift) & 0xff))).toBeLessThanOrEqual(Math.ceil(128 / alpha) + 1);
      }
    }));
  });
});
