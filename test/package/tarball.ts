import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

/** @returns path of the packed npm package */
export function findTarball(): string {
  const folder = join(ROOT, 'dist', 'js');
  const found = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.tgz')) : [];
  if (found.length !== 1) {
    throw new Error(`${folder} holds ${found.length} tarballs where these tests need one: run 'npm run compile && npm run package:js'`);
  }
  return join(folder, found[0]);
}

/** @returns paths of the packed files, without the leading package/ */
export function listTarball(tarball: string): string[] {
  const lines = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line !== '' && !line.endsWith('/')).map((line) => line.replace(/^package\//, ''));
}
