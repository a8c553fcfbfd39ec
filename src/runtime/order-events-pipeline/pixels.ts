/* eslint-disable no-bitwise -- four channels are the bytes of a word */
import type { Orientation } from './image-orientation';

/** Pixels row by row, each red, green, blue and alpha from its lowest byte to its highest. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint32Array;
  /** True where it is known that no pixel lets anything through. */
  readonly opaque?: boolean;
}

/** For each pixel of a smaller line, which pixels of the larger it covers and how much of each, in 256ths of the whole. */
interface Coverage {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Where the pixel's weights begin. */
  readonly at: Int32Array;
  readonly weights: Int32Array;
}

const WHOLE = 256;
/** A half in both halves of a word, so that the shift rounds. */
const HALVES = 0x00800080;
const EVEN = 0x00ff00ff;
const ODD = 0xff00ff00 | 0;

/**
 * Smaller by the mean of the area that each pixel covers. Two channels are summed in one word: weights are never negative and
 * add up to 256, so that neither runs over into the other. JavaScript takes half the time of the resizers in WASM so
 * (docs/decisions/0014-images.md).
 * @param width up to the pixels' own, as is `height`
 */
export function shrink(pixels: Pixels, width: number, height: number): Pixels {
  if (width === pixels.width && height === pixels.height) { return pixels; }
  const rows = coverage(pixels.height, height);
  const columns = coverage(pixels.width, width);
  const data = new Uint32Array(width * height);
  const row = new Uint32Array(pixels.width);
  for (let y = 0; y < height; y++) {
    sumRows(pixels, rows, y, row);
    sumColumns(row, columns, data, y * width, width);
  }
  return { ...pixels, width, height, data };
}

function coverage(from: number, to: number): Coverage {
  const [first, count, at] = [new Int32Array(to), new Int32Array(to), new Int32Array(to)];
  const weights: number[] = [];
  for (let i = 0; i < to; i++) {
    const [start, end] = [i * from / to, (i + 1) * from / to];
    first[i] = Math.floor(start);
    count[i] = Math.min(from, Math.ceil(end - 1e-9)) - first[i];
    at[i] = weights.length;
    let left = WHOLE;
    for (let j = 0; j < count[i]; j++) {
      const part = Math.min(end, first[i] + j + 1) - Math.max(start, first[i] + j);
      const weight = j === count[i] - 1 ? left : Math.min(left, Math.round(part * WHOLE / (end - start)));
      weights.push(weight);
      left -= weight;
    }
  }
  return { first, count, at, weights: Int32Array.from(weights) };
}

function sumRows({ width, data }: Pixels, { first, count, at, weights }: Coverage, y: number, row: Uint32Array): void {
  const [start, rows, weightsAt] = [first[y] * width, count[y], at[y]];
  if (rows <= 3) {
    const [a, b, c] = [0, 1, 2].map((i) => (i < rows ? weights[weightsAt + i] : 0));
    // A row that is not covered has no weight: any will do.
    return sumThreeRows(data, start, rows > 1 ? width : 0, rows > 2 ? 2 * width : 0, a, b, c, row);
  }
  for (let x = 0; x < width; x++) {
    let even = HALVES;
    let odd = HALVES;
    for (let i = 0, from = start + x; i < rows; i++, from += width) {
      const pixel = data[from] | 0;
      const weight = weights[weightsAt + i];
      even = (even + Math.imul(pixel & EVEN, weight)) | 0;
      odd = (odd + Math.imul((pixel >>> 8) & EVEN, weight)) | 0;
    }
    row[x] = ((even >>> 8) & EVEN) | (odd & ODD);
  }
}

/** Most of the time of the largest thumbnail goes here: without a loop over the rows it is a quarter less. */
function sumThreeRows(data: Uint32Array, start: number, second: number, third: number, a: number, b: number, c: number, row: Uint32Array) {
  for (let x = 0, from = start; x < row.length; x++, from++) {
    const p = data[from] | 0;
    const q = data[from + second] | 0;
    const r = data[from + third] | 0;
    const even = (((HALVES + Math.imul(p & EVEN, a)) | 0) + ((Math.imul(q & EVEN, b) + Math.imul(r & EVEN, c)) | 0)) | 0;
    const odd = (((HALVES + Math.imul((p >>> 8) & EVEN, a)) | 0) + ((Math.imul((q >>> 8) & EVEN, b) + Math.imul((r >>> 8) & EVEN, c)) | 0)) | 0;
    row[x] = ((even >>> 8) & EVEN) | (odd & ODD);
  }
}

function sumColumns(row: Uint32Array, { first, count, at, weights }: Coverage, out: Uint32Array, outAt: number, width: number) {
  for (let x = 0; x < width; x++) {
    let even = HALVES;
    let odd = HALVES;
    for (let from = first[x], end = from + count[x], i = at[x]; from < end; from++, i++) {
      const pixel = row[from] | 0;
      const weight = weights[i];
      even = (even + Math.imul(pixel & EVEN, weight)) | 0;
      odd = (odd + Math.imul((pixel >>> 8) & EVEN, weight)) | 0;
    }
    out[outAt + x] = ((even >>> 8) & EVEN) | (odd & ODD);
  }
}

/** The pixels as they are to be seen. */
export function orient(pixels: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) { return pixels; }
  const { width: w, height: h, data: from } = pixels;
  const isTurned = orientation >= 5;
  const [width, height] = isTurned ? [h, w] : [w, h];
  const data = new Uint32Array(from.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const across = isTurned ? y : x;
      const down = isTurned ? x : y;
      const fromRight = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
      const fromBelow = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
      data[y * width + x] = from[(fromBelow ? h - 1 - down : down) * w + (fromRight ? w - 1 - across : across)];
    }
  }
  return { ...pixels, width, height, data };
}

/** Colours times their alpha, as means have to be taken of them; the same pixels where all are opaque. */
export function multiplyAlpha(pixels: Pixels): Pixels {
  if (isOpaque(pixels)) { return { ...pixels, opaque: true }; }
  return mapped(pixels, (channel, alpha) => Math.round(channel * alpha / 255));
}

/** The reverse. */
export function unmultiplyAlpha(pixels: Pixels): Pixels {
  if (isOpaque(pixels)) { return pixels; }
  return mapped(pixels, (channel, alpha) => (alpha === 0 ? 0 : Math.min(255, Math.round(channel * 255 / alpha))));
}

function isOpaque({ data, opaque }: Pixels): boolean {
  if (opaque) { return true; }
  for (let i = 0; i < data.length; i++) { if (data[i] < 0xff000000) { return false; } }
  return true;
}

function mapped({ width, height, data }: Pixels, change: (channel: number, alpha: number) => number): Pixels {
  const changed = new Uint32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const pixel = data[i];
    const alpha = pixel >>> 24;
    const red = change(pixel & 0xff, alpha);
    const green = change((pixel >>> 8) & 0xff, alpha);
    const blue = change((pixel >>> 16) & 0xff, alpha);
    changed[i] = (alpha << 24) | (blue << 16) | (green << 8) | red;
  }
  return { width, height, data: changed };
}
