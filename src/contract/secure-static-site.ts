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

/** How a site's URLs lead to its pages. */
export type SiteMode = 'spa' | 'multi-page' | 'hybrid';

/** What the edge function knows of one site. It is written into the function's code, of which CloudFront takes 10 KB. */
export interface SiteRoutes {
  readonly mode: SiteMode;
  /** The one host that shows the site; every other is sent there. */
  readonly host?: string;
  /** Files told by their whole path, with a slash before it. */
  readonly files: readonly string[];
  /** Extensions of other files that are no pages, by folder: '' for the top, `a/b` further down, `*` for any. */
  readonly extensions: { readonly [folder: string]: readonly string[] };
  /** Every page by its path, without `.html` and with a slash before it. Left out where they are too many. */
  readonly pages?: readonly string[];
  /** Without `pages`: whether `/about` is about.html, and not about/index.html. */
  readonly flat?: boolean;
}
