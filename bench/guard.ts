/** Synthesis of 200 functions, watched and not. Alone: `npx tsx --tsconfig tsconfig.dev.json bench/guard.ts`. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { circumstances, installPeers, PEERS } from './processes';
import { interleaved, median } from './statistics';
import { layCompiled, synthesize } from './synth';

const KINDS = ['alone', 'ours', 'peer'] as const;
export type GuardKind = typeof KINDS[number];
const ROOT = join(__dirname, '..');
const PEER = 'cdk-monitoring-constructs';

/** Medians; `ratio` is to the functions alone, as the median of each round's own. */
export interface GuardResult {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly ratio: number;
  readonly alarms: number;
  readonly resources: number;
}

/**
 * The same 200 functions alone, with CostGuardAlarms, and with the peer and as many alarms on the same metrics.
 * @param lib folder of the library as a user has it
 * @param bare functions without a log group of their own
 */
export async function measureGuard(rounds: number, lib: string, bare: boolean): Promise<{ readonly [kind in GuardKind]: GuardResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-guard-'));
  try {
    const compiled = layCompiled(folder, lib);
    // Copied and not linked, so that it loads the CDK that the others load.
    cpSync(join(PEERS, 'node_modules', PEER), join(compiled, 'bench', 'node_modules', PEER), { recursive: true });
    const script = join(compiled, 'bench', 'child', 'synth-guarded.js');
    const runs = await interleaved(rounds, Object.fromEntries(KINDS.map((kind) => [kind, async () => synthesize(script, bare ? [kind, 'bare'] : [kind], join(folder, 'cloud-assembly'))])));
    return Object.fromEntries(KINDS.map((kind) => [kind, {
      cpuMs: Math.round(median(runs[kind].map(({ cpuMs }) => cpuMs))),
      wallMs: Math.round(median(runs[kind].map(({ wallMs }) => wallMs))),
      ratio: Math.round(100 * median(runs[kind].map(({ cpuMs }, round) => cpuMs / runs.alone[round].cpuMs))) / 100,
      alarms: runs[kind][0].types['AWS::CloudWatch::Alarm'] ?? 0,
      resources: Object.values(runs[kind][0].types).reduce((sum, count) => sum + count, 0),
    }])) as { readonly [kind in GuardKind]: GuardResult };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints the figures, and keeps them in results/guard.json unless it is a quick look. */
export async function reportGuard(quick: boolean): Promise<void> {
  const rounds = quick ? 1 : 7;
  const before = loadavg()[0];
  execFileSync(join(ROOT, 'node_modules', '.bin', 'projen'), ['compile'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const [synth, bare] = [await measureGuard(rounds, join(ROOT, 'lib'), false), await measureGuard(rounds, join(ROOT, 'lib'), true)];
  const results = { ...circumstances(rounds, before), node: process.version, synthOf200Functions: synth, withoutLogGroups: bare };
  console.log(JSON.stringify(results, undefined, 2));
  if (!quick) { writeFileSync(join(__dirname, 'results', 'guard.json'), `${JSON.stringify(results, undefined, 2)}\n`); }
}

if (require.main === module) {
  installPeers();
  reportGuard(process.argv.includes('--quick')).catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
}
