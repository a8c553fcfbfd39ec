import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVIDENCE } from './place';
import { run } from '../run';

const OFFICE = join(__dirname, 'office');

/** Writes an Office file below evidence/, by a script that has the libraries for it. @param given what it reads, as JSON */
export function written(script: 'word.mjs' | 'slides.mjs', given: unknown, path: string) {
  install();
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const file = join(folder, 'given.json');
    writeFileSync(file, JSON.stringify(given));
    run(process.execPath, [join(OFFICE, script), file, EVIDENCE, join(EVIDENCE, path)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes pictures below evidence/ smaller, each in its place: what is drawn or shown on a screen has few colours. */
export function smaller(...paths: readonly string[]) {
  install();
  run(process.execPath, [join(OFFICE, 'picture.mjs'), ...paths.map((path) => join(EVIDENCE, path))]);
}

/** These are 52 MB, and needed here only: they are no dependency of the project. */
function install() {
  const installed = join(OFFICE, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(OFFICE, 'package-lock.json')).mtimeMs) { return; }
  run('npm', ['ci', '--prefix', OFFICE]);
}
