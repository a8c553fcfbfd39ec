/**
 * PyPI and the documentation of Go show the README beside no other file, so its links lead nowhere there, and jsii's packagers take each
 * block of TypeScript for one of their own language. In the `.jsii` that they read links are addresses and such blocks are JavaScript, which they
 * leave alone; README.md stays as whoever reads it in a checkout needs it. A step of `npm run compile`.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from './bundle-options';
import { outsideFences } from './docs/fences';

/**
 * @param text Markdown whose links are relative to the repository
 * @param home address of the repository
 * @param isFolder whether a path of it is a folder
 */
export function absoluteLinks(text: string, home: string, isFolder: (path: string) => boolean): string {
  const prose = outsideFences(text);
  return text.split('\n').map((line, i) => (prose[i] === '' ? line : line.replace(/(`[^`]*`)|\]\((?!#|[a-z]+:)([^)#\s]+)([^)\s]*)\)/g, (all, code, path: string, anchor: string) => {
    if (code !== undefined) { return all; }
    const target = posix.normalize(path).replace(/\/$/, '');
    return `](${home}/${isFolder(target) ? 'tree' : 'blob'}/main/${target}${anchor})`;
  }))).join('\n');
}

/** Blocks of TypeScript, without a type in them, as JavaScript. */
export function untranslated(text: string): string {
  return text.replace(/^```ts$/gm, '```js');
}

function main() {
  const file = join(ROOT, '.jsii');
  const assembly = JSON.parse(readFileSync(file, 'utf8'));
  const home = assembly.repository.url.replace(/\.git$/, '');
  assembly.readme.markdown = absoluteLinks(untranslated(assembly.readme.markdown), home, (path) => statSync(join(ROOT, path)).isDirectory());
  writeFileSync(file, `${JSON.stringify(assembly, null, 2)}\n`);
}

if (require.main === module) { main(); }
