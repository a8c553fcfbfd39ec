/** Images and PDFs. Alone: `npx tsx --tsconfig tsconfig.dev.json bench/media.ts`. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { imagesText, measureImages } from './images';
import { measurePdfs, pdfsText } from './pdf';
import { installPeers, nodeUnderTest } from './processes';

/** Prints the figures, and keeps them in results/media.json unless it is a quick look. */
export async function measureMedia(quick: boolean): Promise<void> {
  const rounds = quick ? 3 : 11;
  const before = loadavg()[0];
  const images = await measureImages(rounds);
  const pdfs = await measurePdfs(rounds);
  const results = {
    date: new Date().toISOString(),
    node: execFileSync(nodeUnderTest(), ['--version'], { encoding: 'utf8' }).trim(),
    machine: `${process.platform} ${process.arch}, ${cpus().length} cores`,
    rounds,
    load: [before, loadavg()[0]],
    images,
    pdfs,
  };
  console.log(`\n${imagesText(images)}\n\n${pdfsText(pdfs)}`);
  if (!quick) { writeFileSync(join(__dirname, 'results', 'media.json'), `${JSON.stringify(results, undefined, 2)}\n`); }
}

if (require.main === module) {
  installPeers();
  measureMedia(process.argv.includes('--quick')).catch((error) => { console.error(error); process.exitCode = 1; });
}
