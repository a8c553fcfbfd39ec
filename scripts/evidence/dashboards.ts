import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Blueprint } from './blueprint';
import { pictureOfSvg } from './browser';
import { EVIDENCE, ROOT } from './place';

/** lesson7/screenshots/dashboard-…: each dashboard as its definition draws it, with sample data (O5). */
export async function dashboards({ folder }: Blueprint) {
  const out = mkdtempSync(join(tmpdir(), 'dashboards-'));
  try {
    execFileSync(process.execPath, [join(ROOT, 'assets', 'cli', 'index.js'), 'dashboard', folder, '--out', out, '--format', 'svg'], { stdio: ['ignore', 'ignore', 'inherit'] });
    rmSync(join(EVIDENCE, 'lesson7', 'screenshots'), { recursive: true, force: true });
    for (const file of readdirSync(out).sort()) {
      await pictureOfSvg(readFileSync(join(out, file), 'utf8'), `lesson7/screenshots/dashboard-${file.replace(/svg$/, 'png')}`, 1);
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
