import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE, keep, kept, keepJson, ROOT } from './place';
import { written } from './office';
import { reportDocument } from './report/document';
import { pdfOf } from './report/pdf';
import { Sources } from './report/sources';
import { run } from '../run';

/** report.pdf and report.docx, from one document; metrics.json, where each of its figures is. */
export async function report() {
  const given = new Sources(kept);
  const date = new Date().toISOString();
  const document = reportDocument(given, { gate: existsSync(join(EVIDENCE, 'lesson7/gate.json')), dashboards: dashboards() }, { date, commit: run('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: ROOT }).trim() });
  keepJson('metrics.json', given.cited);
  keep('report.pdf', await pdfOf(document));
  written('word.mjs', { document, date }, 'report.docx');
}

function dashboards(): string[] {
  const folder = join(EVIDENCE, 'lesson7', 'screenshots');
  return existsSync(folder) ? readdirSync(folder).filter((file) => /^dashboard-.*\.png$/.test(file)).sort().map((file) => `lesson7/screenshots/${file}`) : [];
}
