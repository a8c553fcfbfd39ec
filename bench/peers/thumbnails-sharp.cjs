// As sharp's documentation has it: one decoding for all sizes, turned as Exif says, metadata left out. On one thread, for CPU to be compared.
const sharp = require('sharp');

sharp.concurrency(1);
sharp.cache(false);

exports.thumbnails = (bytes, { sizes, quality, effort = 4 }) => {
  const image = sharp(bytes).rotate();
  return Promise.all(sizes.map((size) => image.clone().resize(size, size, { fit: 'inside', withoutEnlargement: true }).webp({ quality, effort }).toBuffer()));
};
