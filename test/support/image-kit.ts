import { build } from 'esbuild';
import { BUNDLE, PLUGINS, ROOT, STAND_INS } from '../../scripts/bundle-options';
import type { ImageCodecs } from '../../src/runtime/order-events-pipeline/image-codecs';
import type { makeThumbnails } from '../../src/runtime/order-events-pipeline/make-thumbnails';
import type { Pixels, shrink } from '../../src/runtime/order-events-pipeline/pixels';

/** The handlers' own code for images, bundled as they are, and encoders for what users would upload. */
export interface ImageKit {
  readonly makeThumbnails: typeof makeThumbnails;
  readonly shrink: typeof shrink;
  imageCodecs(): ImageCodecs;
  jpeg(pixels: Pixels, options?: object): Promise<Buffer>;
  png(pixels: Pixels): Promise<Buffer>;
  webp(pixels: Pixels, options?: object): Promise<Buffer>;
}

/** Codecs are ES modules with WebAssembly: no test can import them as they are. */
export async function imageKit(): Promise<ImageKit> {
  const { outputFiles: [file] } = await build({
    ...BUNDLE,
    minify: false,
    metafile: false,
    write: false,
    stdin: { contents: KIT, resolveDir: ROOT, loader: 'ts' },
    alias: STAND_INS,
    plugins: PLUGINS,
    define: { 'import.meta.url': '"file:///var/task/index.js"' },
  });
  const module = { exports: {} as ImageKit };
  // eslint-disable-next-line no-new-func
  new Function('module', 'exports', 'require', file.text)(module, module.exports, require);
  return module.exports;
}

const JSQUASH = './node_modules/@jsquash';
const KIT = `
  import { inflateRawSync } from 'node:zlib';
  import jpegEncoder from '${JSQUASH}/jpeg/codec/enc/mozjpeg_enc.js';
  import jpegWasm from '${JSQUASH}/jpeg/codec/enc/mozjpeg_enc.wasm';
  import { defaultOptions as jpegDefaults } from '${JSQUASH}/jpeg/meta.js';
  import * as pngEncoder from '${JSQUASH}/png/codec/pkg/squoosh_png.js';
  import pngWasm from '${JSQUASH}/png/codec/pkg/squoosh_png_bg.wasm';
  import webpEncoder from '${JSQUASH}/webp/codec/enc/webp_enc_simd.js';
  import webpWasm from '${JSQUASH}/webp/codec/enc/webp_enc_simd.wasm';
  import { defaultOptions as webpDefaults } from '${JSQUASH}/webp/meta.js';
  export { imageCodecs } from './src/runtime/order-events-pipeline/image-codecs';
  export { makeThumbnails } from './src/runtime/order-events-pipeline/make-thumbnails';
  export { shrink } from './src/runtime/order-events-pipeline/pixels';

  const start = (begin, wasm) => begin({ noInitialRun: true, instantiateWasm: (imports, started) => {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(inflateRawSync(wasm)), imports);
    started(instance);
    return instance.exports;
  } });
  const bytesOf = ({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  export const jpeg = async (pixels, options) =>
    Buffer.from((await start(jpegEncoder, jpegWasm)).encode(bytesOf(pixels), pixels.width, pixels.height, { ...jpegDefaults, quality: 90, ...options }));
  export const webp = async (pixels, options) =>
    Buffer.from((await start(webpEncoder, webpWasm)).encode(bytesOf(pixels), pixels.width, pixels.height, { ...webpDefaults, quality: 90, ...options }));
  export const png = async (pixels) => {
    pngEncoder.initSync(inflateRawSync(pngWasm));
    return Buffer.from(pngEncoder.encode(bytesOf(pixels), pixels.width, pixels.height, 8));
  };
`;
