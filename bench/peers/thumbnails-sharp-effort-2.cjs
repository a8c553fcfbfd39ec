// With the effort of libwebp that the image processor takes, for less CPU than sharp's own default.
const { thumbnails } = require('./thumbnails-sharp.cjs');

exports.thumbnails = (bytes, settings) => thumbnails(bytes, { ...settings, effort: 2 });
