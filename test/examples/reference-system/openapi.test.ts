import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..');
const DOCUMENTS = join('examples', 'reference-system', 'openapi');

/** Runs a script as its task does; its whole output is in the message where it fails. */
function run(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' } });
  return { status, output: stdout + stderr };
}

test('the committed documents and clients are what the app declares, and break no client of the released ones', () => {
  expect(run(['--import', 'tsx', 'scripts/openapi.ts', '--check'])).toEqual({ status: 0, output: expect.stringMatching(/^\d+ documents as committed, and compatible with the released\n$/) });
}, 120_000);

test('the committed documents pass the linter', () => {
  const files = readdirSync(join(ROOT, DOCUMENTS)).filter((file) => file.endsWith('.json'));
  expect(files).toContain('tickets.json');
  expect(run(['scripts/lint-openapi.mjs', ...files.map((file) => join(DOCUMENTS, file))])).toEqual({ status: 0, output: `${files.length} documents, 0 findings\n` });
});
