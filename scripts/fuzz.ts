/**
 * Calls the deployed reference system as its OpenAPI documents say, and as they forbid, by schemathesis with every check
 * on. Needs `npm run tools`, and a bundle.
 *   FUZZ_CASES   requests in all, 2,000 unless told, shared among the APIs by their operations
 *   FUZZ_SEED    of the first run, 1 unless told; a run more is of the next
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { casesOf, fuzzProblems, type FuzzReport } from './openapi/fuzz-report';
import { bringUp, type RunningSystem } from '../examples/reference-system/local/bring-up';
import { CommandFailed, runCommand } from '../examples/reference-system/local/command';
import { freePort } from '../examples/reference-system/local/free-port';
import { stopRequest } from '../examples/reference-system/local/stop-request';

const ROOT = resolve(__dirname, '..');
const CASES = Number(process.env.FUZZ_CASES ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Cases that a run makes of an operation for each example it may have: of all phases, as seen. */
const CASES_AN_EXAMPLE = 3;
/** Runs that the cases may take: the generator stops early where it has seen all that differs. */
const RUNS_MAX = 20;

/** An API to call. */
interface Target {
  readonly api: string;
  readonly url: string;
  readonly document: string;
  /** How many the document has. */
  readonly operations: number;
}

async function main(signal: AbortSignal): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // the library's oldest Node is this project's to choose
  const home = mkdtempSync(join(tmpdir(), 'fuzzed-system-'));
  const system = await bringUp({ home, port: await freePort(), log: (text) => process.stdout.write(text), signal });
  try {
    const problems: string[] = [];
    const targets = Object.entries(system.outputs.apis).map(([api, url]) => targetOf(api, url));
    const operations = targets.reduce((total, target) => total + target.operations, 0);
    for (const target of targets) {
      problems.push(...await fuzz(target, Math.ceil(CASES * target.operations / operations), system, home, signal));
    }
    problems.forEach((problem) => console.error(problem));
    return problems.length > 0 ? 1 : 0;
  } finally {
    await system.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function targetOf(api: string, url: string): Target {
  const document = join(ROOT, 'examples', 'reference-system', 'openapi', `${api}.json`);
  const { paths } = JSON.parse(readFileSync(document, 'utf8')) as { paths: { [path: string]: object } };
  return { api, url, document, operations: Object.values(paths).reduce((count, methods) => count + Object.keys(methods).length, 0) };
}

async function fuzz(target: Target, cases: number, system: RunningSystem, home: string, signal: AbortSignal): Promise<string[]> {
  const start = performance.now();
  const { api, operations } = target;
  const reports: FuzzReport[] = [];
  for (let run = 0; run < RUNS_MAX && casesOf(reports) < cases; run++) {
    const examples = Math.max(10, Math.ceil((cases - casesOf(reports)) / operations / CASES_AN_EXAMPLE));
    reports.push(await runSchemathesis(target, { seed: SEED + run, examples }, system, join(home, `fuzz-${api}-${run}`), signal));
    if (reports[run].failures.length > 0) { break; }
  }
  console.log(`${api}: ${casesOf(reports)} cases of ${operations} operations in ${((performance.now() - start) / 1000).toFixed(0)} s, seed ${SEED}`);
  return fuzzProblems(reports, cases).map((problem) => `${api}: ${problem}`);
}

interface Run { readonly seed: number; readonly examples: number }

async function runSchemathesis(
  { document, url }: Target, { seed, examples }: Run, { outputs }: RunningSystem, folder: string, signal: AbortSignal,
): Promise<FuzzReport> {
  const admin = outputs.users.find(({ groups }) => groups.includes('admins'));
  if (!admin) { throw new Error('the system has no user of the group admins, whom every operation is open to'); }
  const log = `${folder}.log`;
  try {
    await runCommand(join(ROOT, '.tools', 'venv', 'bin', 'schemathesis'), [
      '--config-file', 'scripts/openapi/schemathesis.toml', 'run', document, '--url', url,
      '--seed', String(seed), '--max-examples', String(examples), '--report', 'json', '--report-dir', folder, '--no-color',
    ], { name: 'schemathesis', cwd: ROOT, log, signal, env: { ...process.env, FUZZ_USERNAME: admin.username, FUZZ_PASSWORD: admin.password } });
  } catch (error) {
    if (!(error instanceof CommandFailed)) { throw error; }
    process.stderr.write(readFileSync(log, 'utf8'));
    if (error.code !== 1) { throw error; } // 1 is told in the report
  }
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as FuzzReport;
}

void main(stopRequest()).then((code) => { process.exitCode = code; });
