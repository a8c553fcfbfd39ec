/* eslint-disable import/no-unresolved -- the bundler knows where codecs are */
import { inflateRawSync } from 'node:zlib';
import jpegDecoder from 'codecs/jpeg-decoder.js';
import jpegDecoderWasm from 'codecs/jpeg-decoder.wasm';
import pngDecoderWasm from 'codecs/png-decoder.wasm';
import webpDecoder from 'codecs/webp-decoder.js';
import webpDecoderWasm from 'codecs/webp-decoder.wasm';
import webpEncoder from 'codecs/webp-encoder.js';
import webpEncoderWasm from 'codecs/webp-encoder.wasm';
import { defaultOptions as webpDefaults } from 'codecs/webp-options.js';
import type { ImageFacts } from './image-header';
import type { Pixels } from './pixels';
import { decodePng } from './png-decoder';
import { RejectedImage } from './rejected-image';

/** Decoders of what users upload, and the encoder of what they get. */
export interface ImageCodecs {
  /** @throws RejectedImage */
  decode(bytes: Uint8Array, format: ImageFacts['format']): Promise<Pixels>;
  /** A WebP without metadata. @param quality 1 to 100 */
  encode(pixels: Pixels, quality: number): Promise<Uint8Array>;
}

interface Decoded { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

/** What Emscripten's glue is told. */
interface Start {
  readonly noInitialRun: true;
  instantiateWasm(imports: WebAssembly.Imports, started: (instance: WebAssembly.Instance) => void): WebAssembly.Exports;
  printErr(line: string): void;
}

/**
 * libwebp's effort, 0 to 6: half of 4's CPU for files 2 to 4 % larger (docs/decisions/0014-images.md).
 */
const EFFORT = 2;

/**
 * The codecs, each compiled when it is first needed. One instance serves image after image, so that the memory of the largest is
 * there once; one that threw is not used again.
 */
export function imageCodecs(): ImageCodecs {
  const jpeg = decoder(jpegDecoder, jpegDecoderWasm, (module, bytes) => module.decode(bytes, false));
  const webp = decoder(webpDecoder, webpDecoderWasm, (module, bytes) => module.decode(bytes));
  const encoder = once(() => webpEncoder(startOf(compiled(webpEncoderWasm), () => undefined)));
  const png = once(() => compiled(pngDecoderWasm));
  return {
    decode: async (bytes, format) => {
      if (format === 'jpeg') { return { ...await jpeg(bytes), opaque: true }; }
      return format === 'webp' ? webp(bytes) : rejecting(() => pixelsOf(decodePng(bytes, png())));
    },
    encode: async ({ data, width, height }, quality) => {
      const module: any = await encoder();
      const options = { ...webpDefaults, quality, method: EFFORT };
      const encoded: Uint8Array | null = module.encode(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height, options);
      if (!encoded) { throw new Error(`libwebp does not encode ${width} × ${height} pixels`); }
      return encoded;
    },
  };
}

function decoder(
  begin: (start: Start) => Promise<unknown>, wasm: Uint8Array, decode: (module: any, bytes: Uint8Array) => Decoded | null,
): (bytes: Uint8Array) => Promise<Pixels> {
  const code = once(() => compiled(wasm));
  let warnings: string[] = [];
  let instance: Promise<unknown> | undefined;
  return async (bytes) => {
    warnings = [];
    const module = await (instance ??= begin(startOf(code(), (line) => warnings.push(line))));
    try {
      const pixels = rejecting(() => pixelsOf(decode(module, bytes)), warnings);
      // mozjpeg only warns of what it fills up with grey.
      if (warnings.some((line) => /premature end/i.test(line))) { throw new RejectedImage('TRUNCATED', warnings.join('; ')); }
      return pixels;
    } catch (error) {
      instance = undefined;
      throw error;
    }
  };
}

function rejecting(work: () => Pixels, warnings: readonly string[] = []): Pixels {
  try {
    return work();
  } catch (error) {
    throw new RejectedImage('DAMAGED', warnings.join('; ') || error);
  }
}

function pixelsOf(decoded: Decoded | null): Pixels {
  if (!decoded) { throw new Error('the decoder gave nothing'); }
  const { data, width, height } = decoded;
  return { width, height, data: new Uint32Array(data.buffer, data.byteOffset, width * height) };
}

function compiled(deflated: Uint8Array): WebAssembly.Module {
  return new WebAssembly.Module(inflateRawSync(deflated));
}

function startOf(module: WebAssembly.Module, printErr: (line: string) => void): Start {
  return {
    noInitialRun: true,
    instantiateWasm: (imports, started) => {
      const instance = new WebAssembly.Instance(module, imports);
      started(instance);
      return instance.exports;
    },
    printErr,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
