import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSource } from '../../src/constructs/secure-static-site/site-source';
import { FILES_FOLDER, MANIFEST_FILE } from '../../src/contract/secure-static-site';

/** The archive that the CDK would upload of a build, made by another implementation of ZIP than the handler's. */
export function archiveOf(folder: string): Buffer {
  const source = readSource('Test/Site', folder);
  const work = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    for (const file of source.files) {
      mkdirSync(dirname(join(work, 'tree', FILES_FOLDER, file.path)), { recursive: true });
      cpSync(source.locate(file), join(work, 'tree', FILES_FOLDER, file.path));
    }
    writeFileSync(join(work, 'tree', MANIFEST_FILE), JSON.stringify({ files: source.files }));
    execFileSync('python3', ['-m', 'zipfile', '-c', join(work, 'a.zip'), ...[FILES_FOLDER.slice(0, -1), MANIFEST_FILE]], { cwd: join(work, 'tree') });
    return readFileSync(join(work, 'a.zip'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
