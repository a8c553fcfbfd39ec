import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type * as MimeTypes from 'mime-types';
import { IMMUTABLE, INDEX_PAGE, REVALIDATED, SITE_PREFIX, type SiteFile } from '../../contract/secure-static-site';
import { fail } from '../private/fail';

/** A built site, read at synth. */
export interface SiteSource {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** By path. */
  readonly files: readonly SiteFile[];
  /** Absolute path of a file of it. */
  locate(file: SiteFile): string;
}

/** S3 takes keys of 1,024 bytes. */
const PATH_BYTES_MAX = 1024 - Buffer.byteLength(SITE_PREFIX);
const LEFT_BEHIND = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];
const SECRET = /^(\.env(\..*)?|\.git|\.svn|\.npmrc|\.aws|\.ssh|\.htpasswd|id_(rsa|dsa|ecdsa|ed25519)|.*\.(pem|p12|pfx|key))$/;

/** @throws a synth error for a source that is missing, empty, without an index.html, or holds what must not be public */
export function readSource(where: string, source: string): SiteSource {
  const folder = resolve(source);
  const mistake = (what: string, given: string, fix: string): never =>
    fail({ where, what, given, allowed: `a folder with a built site, ${INDEX_PAGE} at its top`, fix });
  if (!existsSync(folder)) { mistake('source is missing', source, 'build the site before the synth, and run the synth where source leads to it'); }
  if (!statSync(folder).isDirectory()) { mistake('source is no folder', source, 'name the folder that the build tool writes'); }

  const paths = new Map<string, string>();
  for (const found of walk(folder)) { addPath(where, paths, found); }
  if (paths.size === 0) { mistake('source is empty', source, 'build the site before the synth'); }
  if (!paths.has(INDEX_PAGE)) {
    const inside = [...paths.keys()].find((path) => basename(path) === INDEX_PAGE);
    mistake(`source has no ${INDEX_PAGE} at its top${inside ? ` (there is one in ${dirname(inside)}/)` : ''}`, source, `name the folder that holds ${INDEX_PAGE}`);
  }
  const hashed = hashedFolders([...paths.keys()]);
  const locate = (path: string) => join(folder, paths.get(path)!);
  const files = [...paths.keys()].sort().map((path) => describeFile(path, readFileSync(locate(path)), hashed.has(dirname(path))));
  return { folder, files, locate: ({ path }) => locate(path) };
}

/** @param among whether the file lies in a folder where every name holds a hash */
export function cacheControlOf(path: string, among = false): string {
  return !isPage(path) && (STRONG_HASH.test(basename(path)) || (among && WEAK_HASH.test(basename(path)))) ? IMMUTABLE : REVALIDATED;
}

/**
 * A part of a name that no person would write: hexadecimal digits, or upper-case letters and digits, or letters of both
 * cases and digits, with a digit before a letter. What looks like a word, a date or a number never counts: such a file,
 * changed under its name, would stay with browsers for a year.
 */
const STRONG_HASH = /[-._](?:(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{8,}|(?=[A-Z0-9]*\d[A-Z])[A-Z0-9]{8}|(?=[\w-]*\d[A-Za-z])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{8})[.-]/;
/** What only the company of other hashes tells from a word. */
const WEAK_HASH = /[-.][\w-]{8,}\.[a-z0-9.]+$/;

function hashedFolders(paths: readonly string[]): Set<string> {
  const byFolder = new Map<string, string[]>();
  for (const path of paths) { byFolder.set(dirname(path), [...byFolder.get(dirname(path)) ?? [], basename(path)]); }
  const hashed = [...byFolder].filter(([, names]) => names.some((name) => STRONG_HASH.test(name)) && names.every((name) => WEAK_HASH.test(name)));
  return new Set(hashed.map(([folder]) => folder));
}

const isPage = (path: string) => /\.html?$/i.test(path);

function describeFile(path: string, content: Buffer, among: boolean): SiteFile {
  return {
    path,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    contentType: contentTypeOf(path),
    cacheControl: cacheControlOf(path, among),
    page: isPage(path),
  };
}

function contentTypeOf(path: string): string {
  if (basename(path) === 'apple-app-site-association') { return 'application/json'; }
  const { lookup } = createRequire(__filename)('mime-types') as typeof MimeTypes; // no app without a site has to load them
  const type = lookup(basename(path).includes('.') ? path : '') || 'application/octet-stream';
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

/** Paths of the files below a folder; links are followed, but never in a circle. */
function walk(folder: string, below = '', seen: readonly string[] = []): string[] {
  const real = realpathSync(join(folder, below));
  if (seen.includes(real)) { return []; }
  return readdirSync(real).filter((name) => !LEFT_BEHIND.includes(name)).sort().flatMap((name) => {
    const path = below ? `${below}/${name}` : name;
    return statSync(join(real, name)).isDirectory() ? walk(folder, path, [...seen, real]) : [path];
  });
}

function addPath(where: string, paths: Map<string, string>, found: string) {
  const secret = found.split('/').find((segment) => SECRET.test(segment));
  if (secret) {
    fail({ where, what: 'source holds a file that would be public', given: found, allowed: 'what anyone may read', fix: `keep ${secret} out of the build's output` });
  }
  const path = found.normalize('NFC');
  if (paths.has(path)) {
    fail({ where, what: 'two files have one URL, their names being the same letters in another encoding', given: path, allowed: 'each name once', fix: 'rename one' });
  }
  if (Buffer.byteLength(path) > PATH_BYTES_MAX) {
    fail({ where, what: `a path is longer than ${PATH_BYTES_MAX} bytes`, given: path.slice(0, 80), allowed: `up to ${PATH_BYTES_MAX} bytes of UTF-8, since S3 takes no longer keys`, fix: 'shorten it' });
  }
  paths.set(path, found);
}
