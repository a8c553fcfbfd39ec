import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Blueprint } from './blueprint';
import { EVIDENCE, keep, ROOT } from './place';

/** lesson7/screenshots/dashboard-…: each dashboard as its definition draws it, with sample data (O5). */
export function dashboards({ folder }: Blueprint) {
  const out = mkdtempSync(join(tmpdir(), 'dashboards-'));
  try {
    execFileSync(process.execPath, [join(ROOT, 'assets', 'cli', 'index.js'), 'dashboard', folder, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
    rmSync(join(EVIDENCE, 'lesson7', 'screenshots'), { recursive: true, force: true });
    for (const file of readdirSync(out).sort()) { keep(`lesson7/screenshots/dashboard-${file}`, readFileSync(join(out, file))); }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
