/** Folder of the bucket that CloudFront serves: the file `/a/b.js` of a site is the object `site/a/b.js`. */
export const SITE_PREFIX = 'site/';
/** The page that a directory's own URL shows. */
export const INDEX_PAGE = 'index.html';

/** Kept by browsers for a year without asking: the name holds a hash of the content. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Browsers ask each time; CloudFront after 5 minutes at most, should an invalidation ever be lost. */
export const REVALIDATED = 'public, max-age=0, s-maxage=300, must-revalidate';

/** One file of a release. */
export interface SiteFile {
  /** Path from the site's root, its segments joined by `/`, Unicode composed (NFC): `a b/é.png`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Whether it is HTML, which refers to the other files. */
  readonly page: boolean;
}
