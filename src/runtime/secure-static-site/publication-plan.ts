import { INDEX_PAGE, type SiteFile, type SiteRecord } from '../../contract/secure-static-site';

/** What the bucket of a new site holds. */
export const EMPTY_RECORD: SiteRecord = { release: '', files: {}, retired: {}, history: [], pending: [] };

/** The steps of a publication, in their order. After each of them every page finds what it refers to. */
export interface PublicationPlan {
  /** Assets where nothing was: no page refers to them yet. */
  readonly added: readonly SiteFile[];
  /** Assets that change under their name. */
  readonly changed: readonly SiteFile[];
  /** Pages, the root's last. */
  readonly pages: readonly SiteFile[];
  /** Paths of pages that are gone, and of assets whose window is over. */
  readonly removed: readonly string[];
  /** The assets that are out of use from then on, each since when. */
  readonly retired: { readonly [path: string]: number };
  /** Paths of URLs whose copies at the edge are stale. */
  readonly invalidations: readonly string[];
}

/** CloudFront charges by the path beyond 1,000 a month, and takes `/*` for one. */
const INVALIDATIONS_MAX = 100;

/**
 * @param target files of the release to be served
 * @param times milliseconds
 */
export function planPublication(
  current: SiteRecord, target: readonly SiteFile[], { now, retentionMs }: { readonly now: number; readonly retentionMs: number },
): PublicationPlan {
  const unknown = new Set(current.pending);
  const wanted = new Set(target.map(({ path }) => path));
  // What a dead publication left is in none of the files: it is known by being pending, then by being retired.
  const there = new Set([...Object.keys(current.files), ...Object.keys(current.retired), ...unknown]);
  const toWrite = target.filter((file) => unknown.has(file.path) || !sameFile(current.files[file.path], file));
  const unused = [...there].filter((path) => !wanted.has(path)).sort();

  const retired: { [path: string]: number } = {};
  const removed: string[] = [];
  for (const path of unused) {
    const since = Object.hasOwn(current.retired, path) ? current.retired[path] : now;
    if (path.endsWith('.html') || path.endsWith('.htm') || since + retentionMs <= now) { removed.push(path); } else { retired[path] = since; }
  }
  const stale = [...toWrite.map(({ path }) => path).filter((path) => there.has(path)), ...removed];
  return {
    added: toWrite.filter(({ page, path }) => !page && !there.has(path)),
    changed: toWrite.filter(({ page, path }) => !page && there.has(path)),
    pages: toWrite.filter(({ page }) => page).sort((a, b) => Number(a.path === INDEX_PAGE) - Number(b.path === INDEX_PAGE)),
    removed,
    retired,
    invalidations: urlsOf(stale),
  };
}

/** A path, and the other URLs by which the edge function leads to it. */
function urlsOf(paths: readonly string[]): string[] {
  const urls = new Set<string>();
  for (const path of paths) {
    const url = `/${path.split('/').map(encodeURIComponent).join('/')}`;
    urls.add(url);
    if (path.endsWith('.html')) { urls.add(url.slice(0, -'.html'.length)); }
    if (path.endsWith(`/${INDEX_PAGE}`)) { urls.add(url.slice(0, -INDEX_PAGE.length)).add(url.slice(0, -INDEX_PAGE.length - 1)); }
    if (path === INDEX_PAGE) { urls.add('/'); }
    if (path === INDEX_PAGE || path.endsWith(`/${INDEX_PAGE}`)) { urls.delete(url.slice(0, -'.html'.length)); }
  }
  return urls.size > INVALIDATIONS_MAX ? ['/*'] : [...urls].sort();
}

function sameFile(stored: SiteFile | undefined, file: SiteFile): boolean {
  if (stored === undefined) { return false; }
  return stored.sha256 === file.sha256 && stored.contentType === file.contentType && stored.cacheControl === file.cacheControl;
}
