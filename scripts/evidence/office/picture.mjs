/** Writes pictures with a palette, in their places: node picture.mjs <png>… */
import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

for (const file of process.argv.slice(2)) {
  const before = readFileSync(file);
  const after = await sharp(before).png({ palette: true, quality: 90, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
  if (after.length < before.length) { writeFileSync(file, after); }
}
