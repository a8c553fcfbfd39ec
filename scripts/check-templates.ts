/** checkov on every template of the reference system: no finding without a written reason, and no reason without a finding. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findingsWithoutReason, type Finding } from './checkov/reasons';
import { run } from './run';
import { CHECKOV_REASONS } from '../examples/reference-system/checkov-reasons';

const ROOT = resolve(__dirname, '..');
const SYNTHESISED = join(ROOT, 'examples', 'reference-system', 'cdk.out');

interface Report {
  readonly summary: { readonly parsing_errors: number; readonly resource_count: number };
  readonly results: { readonly failed_checks: readonly FailedCheck[] };
}

interface FailedCheck {
  readonly check_id: string;
  readonly check_name: string;
  /** `AWS::Type.LogicalId`. */
  readonly resource: string;
  readonly file_path: string;
}

function main() {
  const templates = readdirSync(SYNTHESISED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.template.json'));
  const checkov = process.env.CHECKOV ?? join(ROOT, '.tools', 'venv', 'bin', 'checkov');
  const flags = ['--framework', 'cloudformation', '--compact', '--quiet', '--skip-download', '--soft-fail', '--output', 'json'];
  const report = JSON.parse(run(checkov, [...templates.flatMap((file) => ['--file', join(SYNTHESISED, file)]), ...flags])) as Report;
  const { parsing_errors: unread, resource_count: resources } = report.summary;
  const findings = report.results.failed_checks.map((failed): Finding => ({ check: failed.check_id, resource: failed.resource, text: `${failed.check_name} (${failed.file_path})` }));
  const problems = [...unread > 0 ? [`${unread} templates could not be read`] : [], ...findingsWithoutReason(findings, CHECKOV_REASONS)];
  problems.forEach((problem) => console.error(problem));
  console.log(`checkov: ${templates.length} templates, ${resources} resources, ${findings.length} findings, ${problems.length} without a reason`);
  process.exitCode = problems.length > 0 || templates.length === 0 ? 1 : 0;
}

main();
