/** A photograph of 2000×1500 to three WebP: what the image processor ships, and sharp. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inFreshProcess, PEERS } from './processes';
import { interleaved, median } from './statistics';
import { BUNDLE, PLUGINS, ROOT, STAND_INS } from '../scripts/bundle-options';
import { imageKit } from '../test/support/image-kit';

/** Of one image, warm: medians over the runs. */
export interface ImageResult {
  readonly cpuMs: number;
  /** Bytes of the three, largest first. */
  readonly bytes: readonly number[];
  /** Peak signal-to-noise ratio in dB of the largest, against the photograph made smaller exactly and not encoded. */
  readonly psnrDb: number;
}

interface Run { readonly cpuMs: number; readonly bytes: readonly number[]; readonly largest: string }

const SIZES = [1_280, 640, 160];
const QUALITY = 80;
const [WIDTH, HEIGHT] = [2_000, 1_500];

/** @param rounds runs of each variant, each in a fresh process, in turn */
export async function measureImages(rounds: number): Promise<{ [variant: string]: ImageResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'images-'));
  try {
    const kit = await imageKit();
    const pixels = landscape();
    const photo = join(folder, 'photo.jpg');
    writeFileSync(photo, await kit.jpeg(pixels, { quality: 85, progressive: false }));
    const variants = { 'ours': await bundleOurs(folder), 'sharp': join(PEERS, 'thumbnails-sharp.cjs'), 'sharp, effort 2': join(PEERS, 'thumbnails-sharp-effort-2.cjs') };
    const runs = await interleaved(rounds, Object.fromEntries(Object.entries(variants).map(([name, file]) =>
      [name, () => inFreshProcess<Run>('thumbnails.mjs', [file, photo, JSON.stringify({ sizes: SIZES, quality: QUALITY })], { PATH: process.env.PATH! })])));
    const exact = kit.shrink(await kit.imageCodecs().decode(await kit.jpeg(pixels, { quality: 85, progressive: false }), 'jpeg'), SIZES[0], HEIGHT * SIZES[0] / WIDTH);
    return Object.fromEntries(await Promise.all(Object.entries(runs).map(async ([name, all]) => {
      const { data } = await kit.imageCodecs().decode(Buffer.from(all[0].largest, 'base64'), 'webp');
      return [name, { cpuMs: median(all.map(({ cpuMs }) => cpuMs)), bytes: all[0].bytes, psnrDb: psnr(exact.data, data) }] as const;
    })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundleOurs(folder: string): Promise<string> {
  const outfile = join(folder, 'ours.cjs');
  const house = './src/runtime/order-events-pipeline';
  await build({
    ...BUNDLE,
    stdin: {
      contents: `import { imageCodecs } from '${house}/image-codecs'; import { makeThumbnails } from '${house}/make-thumbnails';
        const codecs = imageCodecs();
        export const thumbnails = async (bytes, settings) =>
          (await makeThumbnails(bytes, { bytesMax: 1e8, pixelsMax: 1e8, prefix: '', ...settings }, codecs)).map((thumbnail) => thumbnail.bytes);`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    outfile,
    alias: STAND_INS,
    plugins: PLUGINS,
    define: { 'import.meta.url': '"file:///var/task/index.js"' },
  });
  return outfile;
}

/** Noise of seven octaves in each channel: as much detail at every scale as a landscape has. The same at each run. */
function landscape() {
  const grid = Float32Array.from({ length: 3 * 65 * 65 }, (_, i) => ((Math.sin(i * 12.9898) * 43_758.5453) % 1 + 1) % 1);
  const noise = (channel: number, x: number, y: number) => {
    const [column, row] = [Math.floor(x) % 64, Math.floor(y) % 64];
    const [dx, dy] = [x - Math.floor(x), y - Math.floor(y)];
    const at = channel * 65 * 65 + row * 65 + column;
    return (grid[at] * (1 - dx) + grid[at + 1] * dx) * (1 - dy) + (grid[at + 65] * (1 - dx) + grid[at + 66] * dx) * dy;
  };
  const bytes = new Uint8Array(4 * WIDTH * HEIGHT).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    for (let channel = 0; channel < 3; channel++) {
      let value = 0;
      for (let octave = 0; octave < 7; octave++) {
        const scale = 2 ** octave / 256;
        value += 0.5 * 0.55 ** octave * noise((channel + octave) % 3, (i % WIDTH) * scale, Math.floor(i / WIDTH) * scale);
      }
      bytes[4 * i + channel] = Math.min(255, value * 230);
    }
  }
  return { width: WIDTH, height: HEIGHT, data: new Uint32Array(bytes.buffer) };
}

function psnr(a: Uint32Array, b: Uint32Array): number {
  const [x, y] = [a, b].map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  let sum = 0;
  for (let i = 0; i < x.length; i++) { if (i % 4 !== 3) { sum += (x[i] - y[i]) ** 2; } }
  return 10 * Math.log10(255 ** 2 / (sum / (x.length * 3 / 4)));
}

/** The figures, and whether the target is met. */
export function imagesText(results: { [variant: string]: ImageResult }): string {
  const ratio = results.ours.cpuMs / results.sharp.cpuMs;
  const same = results.ours.cpuMs / results['sharp, effort 2'].cpuMs;
  const line = (name: string, { cpuMs, bytes, psnrDb }: ImageResult) => `${name.padEnd(15)} ${cpuMs.toFixed(0).padStart(5)} CPU ms  ${bytes.join(' + ')} bytes  ${psnrDb.toFixed(1)} dB`;
  return `2000×1500 JPEG to three WebP, warm\n${Object.entries(results).map(([name, result]) => line(name, result)).join('\n')}\nratio ${ratio.toFixed(2)} (${ratio <= 1.3 ? 'within' : 'NOT within'} 1.3), ${same.toFixed(2)} at the same effort`;
}
