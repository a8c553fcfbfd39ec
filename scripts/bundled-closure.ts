import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the folders of the bundled dependencies and of theirs, as node_modules has them, by the lockfile of `root` */
export function bundledClosure(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const nested = `${from && `${from}/`}node_modules/${name}`;
    const folder = lock[nested] ? nested : `node_modules/${name}`;
    if (found.has(folder)) { return; }
    found.add(folder);
    Object.keys(lock[folder].dependencies ?? {}).forEach((dependency) => visit(dependency, folder));
  };
  lock[''].bundleDependencies.forEach((name: string) => visit(name, ''));
  return [...found].sort();
}
