import { posix } from 'node:path';
import { outsideFences } from './fences';

interface Link { readonly line: number; readonly to: string }

/**
 * @param documents text by path
 * @param files paths of all files that a link may lead to
 * @returns a line for each relative link or anchor of a document that leads nowhere. Links to other sites are not followed
 */
export function brokenLinks(documents: ReadonlyMap<string, string>, files: readonly string[]): string[] {
  const there = new Set(files.flatMap((file) => file.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))));
  return [...documents].flatMap(([file, text]) => linksOf(text).flatMap(({ line, to }) => {
    const [path, anchor] = to.split('#');
    const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), decodeURI(path))).replace(/\/$/, '');
    const mistake = (reason: string) => [`${file}:${line}: '${to}' leads nowhere: ${reason}`];
    if (target !== '.' && !there.has(target)) { return mistake(`there is no ${target}`); }
    const document = documents.get(target);
    if (anchor === undefined || document === undefined) { return []; }
    const anchors = anchorsOf(document);
    return anchors.includes(anchor) ? [] : mistake(`${target} has no such heading. It has: ${anchors.slice(0, 30).join(', ')}`);
  }));
}

/** The anchors of a document: its headings, as GitHub names them, and what HTML names. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return outsideFences(text).flatMap((line) => {
    const named = [...line.matchAll(/<a [^>]*?(?:id|name)="([^"]+)"/g), ...line.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const heading = /^ {0,3}#{1,6} +(.*?)(?: *<a .*)?$/.exec(line)?.[1];
    if (heading === undefined) { return named; }
    const slug = slugOf(heading);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return [before === 0 ? slug : `${slug}-${before}`, ...named];
  });
}

function slugOf(heading: string): string {
  const plain = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]*>/g, '');
  return plain.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replace(/ /g, '-');
}

function linksOf(text: string): Link[] {
  return outsideFences(text).flatMap((line, i) => {
    const shown = line.replace(/`[^`]*`/g, '');
    const found = [...shown.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g), ...shown.matchAll(/ href="([^"]+)"/g)].map(([, to]) => to);
    return found.filter((to) => !/^[a-z][a-z+.-]*:|^\/\//i.test(to)).map((to) => ({ line: i + 1, to }));
  });
}
