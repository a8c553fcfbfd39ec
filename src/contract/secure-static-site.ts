import { defineEnv } from './env';

/** Environment of the publisher. */
export const publisherEnv = defineEnv(['BUCKET_NAME', 'DISTRIBUTION_ID', 'RETENTION_SECONDS', 'SERVICE_NAME']);

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
  /** Whether HSTS asks for preloading. */
  readonly preload?: boolean;
  /** Files told by their whole path, with a slash before it. */
  readonly files: readonly string[];
  /** Extensions of other files that are no pages, by folder: '' for the top, `a/b` further down, `*` for any. */
  readonly extensions: { readonly [folder: string]: readonly string[] };
  /** Every page by its path, without `.html` and with a slash before it. Left out where they are too many. */
  readonly pages?: readonly string[];
  /** Without `pages`: whether `/about` is about.html, and not about/index.html. */
  readonly flat?: boolean;
}

/** In the archive of a source: a SiteManifest as JSON. */
export const MANIFEST_FILE = 'manifest.json';
/** Folder of the archive of a source that holds the site's files. */
export const FILES_FOLDER = 'files/';
/** Page of a site that holds what is known only at deployment. */
export const CONFIG_FILE = 'config.json';

/** What a source holds, as its archive tells. */
export interface SiteManifest {
  readonly files: readonly SiteFile[];
}

/** A file where it lies in the bucket. */
export interface StoredFile extends SiteFile {
  /** S3's version of the object, by which it can be brought back. */
  readonly versionId: string;
}

/** Folder of the bucket with what the publisher knows. CloudFront can't read it. */
export const RECORDS_PREFIX = 'releases/';

/** `releases/current.json`: what the bucket holds of the site now. */
export interface SiteRecord {
  /** The release that is served. */
  readonly release: string;
  /** Every file below site/, those that fell out of use included. */
  readonly files: { readonly [path: string]: StoredFile };
  /** When a file that is still there fell out of use: milliseconds since 1970. */
  readonly retired: { readonly [path: string]: number };
  /** Releases that were served, the newest first. */
  readonly history: readonly { readonly release: string; readonly publishedAt: number }[];
  /** Paths that a publication has begun to write: what lies there is unknown until it ends. */
  readonly pending: readonly string[];
  /** Content security policy that is deployed and enforced. */
  readonly policy?: string;
}

/** `releases/<release>.json`: the files of a complete release. */
export interface ReleaseRecord {
  readonly release: string;
  readonly files: readonly StoredFile[];
  /** Content security policy that was made from it. */
  readonly policy?: string;
}

/** Properties of the custom resource that publishes; CloudFormation passes each as a string. */
export interface PublicationProperties {
  readonly SourceBucketName: string;
  readonly SourceObjectKey: string;
  /** Content of config.json; empty for none. */
  readonly ConfigJson: string;
  /** Content security policy that is deployed with the release; empty for one that is not enforced. */
  readonly Policy: string;
  /** `true`: the bucket is emptied when the resource is deleted. */
  readonly EmptyOnDelete: string;
}
