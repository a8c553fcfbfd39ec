/** Folder of the bucket that CloudFront serves: the file `/a/b.js` of a site is the object `site/a/b.js`. */
export const SITE_PREFIX = 'site/';
/** The page that a directory's own URL shows. */
export const INDEX_PAGE = 'index.html';
