import { posix } from 'node:path';
import type { SiteSource } from './site-source';
import { INDEX_PAGE, type SiteMode, type SiteRoutes } from '../../contract/secure-static-site';
import { fail } from '../private/fail';

/** Of the function's 10 KB, 4 are for its code and its host; each of files, extensions and pages has its share of the rest. */
const SHARE_BYTES = 2_000;

/** What the edge function must know of a build. */
export function siteRoutes(where: string, mode: SiteMode, source: SiteSource, host?: string): SiteRoutes {
  const paths = source.files.map(({ path }) => path);
  const html = paths.filter((path) => path.endsWith('.html'));
  const others = paths.filter((path) => !path.endsWith('.html'));
  const hasExtension = (path: string) => posix.extname(path) !== '' && !path.endsWith('.htm');
  const odd = others.filter((path) => !hasExtension(path));
  const files = (mode === 'spa' ? [...odd, ...html.filter((path) => path !== INDEX_PAGE)] : odd).map((path) => `/${path}`).sort();
  if (tooLong(files)) {
    const allowed = `about ${SHARE_BYTES} bytes of paths, of the 10 KB that CloudFront takes as a function`;
    fail({
      where,
      what: `the edge function can't hold the paths of ${files.length} files that are told by no extension${mode === 'spa' ? ' or are pages beside the application' : ''}`,
      allowed,
      fix: 'choose SiteMode.MULTI_PAGE for a site of many pages, or give files an extension',
    });
  }
  return { mode, host, files, extensions: extensionsOf(others.filter(hasExtension)), ...(mode === 'spa' ? {} : pagesOf(where, mode, html)) };
}

function extensionsOf(paths: readonly string[]): { [folder: string]: string[] } {
  const byFolder = new Map<string, Set<string>>();
  const all = new Set<string>();
  for (const path of paths) {
    const folder = path.includes('/') ? posix.dirname(path) : '';
    const extension = posix.extname(path).slice(1).toLowerCase();
    all.add(extension);
    byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(extension));
  }
  const extensions = Object.fromEntries([...byFolder].map(([folder, found]) => [folder, [...found].sort()]));
  return tooLong(extensions) ? { '*': [...all].sort() } : extensions;
}

function pagesOf(where: string, mode: SiteMode, html: readonly string[]): Pick<SiteRoutes, 'pages' | 'flat'> {
  const pages = html.map((path) => `/${path.slice(0, -'.html'.length)}`);
  if (!tooLong(pages)) { return { pages }; }
  if (mode === 'hybrid') {
    fail({
      where,
      what: `the edge function can't hold the paths of ${pages.length} pages`,
      allowed: `about ${SHARE_BYTES} bytes of paths, of the 10 KB that CloudFront takes as a function`,
      fix: 'choose SiteMode.MULTI_PAGE, or serve the application from a site of its own',
    });
  }
  const nested = html.filter((path) => path.endsWith(`/${INDEX_PAGE}`));
  const flat = html.filter((path) => path !== INDEX_PAGE && !path.endsWith(`/${INDEX_PAGE}`));
  if (nested.length > 0 && flat.length > 0) {
    fail({
      where,
      what: `${nested.length} of ${html.length} pages are the index.html of a folder and ${flat.length} are not, too many to tell apart at the edge`,
      allowed: `one way for all (about/index.html or about.html), or about ${SHARE_BYTES} bytes of paths`,
      fix: 'let the build write every page in one way (build.format in Astro, trailingSlash in Next and Docusaurus)',
    });
  }
  return { flat: nested.length === 0 };
}

const tooLong = (data: unknown) => Buffer.byteLength(JSON.stringify(data)) > SHARE_BYTES;
