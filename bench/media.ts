/** Images and PDFs. Alone: `npx tsx --tsconfig tsconfig.dev.json bench/media.ts`. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { imagesText, measureImages } from './images';
import { measurePdfs, pdfsText } from './pdf';
import { circumstances, installPeers } from './processes';

/** Prints the figures, and keeps them in results/media.json unless it is a quick look. */
export async function measureMedia(quick: boolean): Promise<void> {
  const rounds = quick ? 3 : 11;
  const before = loadavg()[0];
  const images = await measureImages(rounds);
  const pdfs = await measurePdfs(rounds);
  const results = {
    ...circumstances(rounds, before),
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
