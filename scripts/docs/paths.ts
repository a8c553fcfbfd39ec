import { posix } from 'node:path';
import { outsideFences } from './fences';

/** Folders of which a path in a code span is one of this repository. */
const ROOMS = /^(?:bench|docs|evidence|examples|projenrc|scripts|src|test)\//;

/** @returns a line for each path in a code span of a document that leads to no file or folder, from the repository or from the document's own folder */
export function missingPaths(file: string, text: string, has: (path: string) => boolean): string[] {
  return outsideFences(text).flatMap((line, i) => [...line.matchAll(/`([\w./-]+)`/g)].map(([, path]) => path)
    .filter((path) => ROOMS.test(path) && !has(path.replace(/\/$/, '')) && !has(posix.join(posix.dirname(file), path).replace(/\/$/, '')))
    .map((path) => `${file}:${i + 1}: there is no '${path}'. Fix: correct the path`));
}
