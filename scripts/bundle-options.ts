import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';

export const ROOT = resolve(__dirname, '..');
export const RUNTIME = join(ROOT, 'src', 'runtime');

const codec = (file: string) => join(ROOT, 'node_modules', '@jsquash', file);

/**
 * What every cold start would pay for: clients of the SDK that a tenth of their code replaces, and parts of the SDK that a
 * handler in Lambda never uses (docs/decisions/0005-performance.md).
 */
export const STAND_INS: { readonly [specifier: string]: string } = {
  '@aws-sdk/client-cognito-identity-provider': join(RUNTIME, 'kit', 'cognito-client.ts'),
  '@aws-sdk/client-dynamodb': join(RUNTIME, 'kit', 'dynamodb-client.ts'),
  '@aws-sdk/client-lambda': join(RUNTIME, 'kit', 'lambda-client.ts'),
  '@aws-sdk/client-sqs': join(RUNTIME, 'kit', 'sqs-client.ts'),
  '@aws-sdk/credential-provider-node': join(RUNTIME, 'kit', 'lambda-credentials.ts'),
  '@noble/ciphers/aes': join(RUNTIME, 'order-events-pipeline', 'no-encryption.ts'),
  'base64-js': join(RUNTIME, 'kit', 'native-base64.ts'),
  'fflate': join(RUNTIME, 'kit', 'native-zlib.ts'),
  'tiny-inflate': join(RUNTIME, 'kit', 'native-inflate.ts'),
  'fontkit': join(RUNTIME, 'order-events-pipeline', 'no-fontkit.ts'),
  // pdfkit's entry for Node reads its fonts from files that no bundle holds.
  'pdfkit': join(ROOT, 'node_modules', 'pdfkit', 'js', 'pdfkit.browser.mjs'),
  'codecs/jpeg-decoder.js': codec('jpeg/codec/dec/mozjpeg_dec.js'),
  'codecs/jpeg-decoder.wasm': codec('jpeg/codec/dec/mozjpeg_dec.wasm'),
  'codecs/png-decoder.wasm': codec('png/codec/pkg/squoosh_png_bg.wasm'),
  'codecs/webp-decoder.js': codec('webp/codec/dec/webp_dec.js'),
  'codecs/webp-decoder.wasm': codec('webp/codec/dec/webp_dec.wasm'),
  'codecs/webp-encoder.js': codec('webp/codec/enc/webp_enc_simd.js'),
  'codecs/webp-encoder.wasm': codec('webp/codec/enc/webp_enc_simd.wasm'),
  'codecs/webp-options.js': codec('webp/meta.js'),
  '@smithy/core/event-streams': join(RUNTIME, 'kit', 'no-event-streams.ts'),
  'node:fs/promises': join(RUNTIME, 'kit', 'no-files.ts'),
};

/** A font or a codec as bytes in the script, deflated: half as large. */
export const DEFLATED_FILES: Plugin = {
  name: 'deflated files',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.(?:ttf|wasm)$/ }, ({ path }) => ({ contents: deflateRawSync(readFileSync(path), { level: 9 }), loader: 'binary' }));
  },
};

const BYTE_BY_BYTE = 'for(var i=0;i<length;++i){HEAPU8[ptr+i]=value[i]}';

/** The glue of the codecs copies an image into their memory byte by byte; as Emscripten does today it takes a tenth of the CPU less. */
export const BULK_COPIES: Plugin = {
  name: 'bulk copies',
  setup: ({ onLoad }) => {
    onLoad({ filter: /@jsquash[\\/]\w+[\\/]codec[\\/](?:dec|enc)[\\/]\w+\.js$/ }, ({ path }) => {
      const parts = readFileSync(path, 'utf8').split(BYTE_BY_BYTE);
      if (parts.length !== 2) { throw new Error(`${path} has ${parts.length - 1} loops that copy bytes, not 1: look how it copies now`); }
      return { contents: parts.join('HEAPU8.set(value,ptr)'), loader: 'js' };
    });
  },
};

/** What every bundle is made with. */
export const PLUGINS = [DEFLATED_FILES, BULK_COPIES];

/** How every bundle is made. */
export const BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  charset: 'ascii', // a script with any other character takes two bytes for each in memory, fonts and codecs among them
  metafile: true,
  logLevel: 'warning',
  tsconfigRaw: { compilerOptions: { target: 'es2022' } },
} as const satisfies BuildOptions;
