/** Measures what docs/decisions say of speed. `npm run bench`; --quick for a look (3 rounds, nothing written). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureColdStarts } from './cold-start';
import { installPeers, nodeUnderTest, startDynamoDb } from './processes';
import { tablesOf, verdictOf, withRatios, type Results } from './report';
import { measureValidators } from './validators';
import { buildVariants, bytesOf } from './variants';
import { measureCore, measureWarm } from './warm';
import { ENVIRONMENTS, LAMBDA } from '../test/bundle/shipped';

async function main() {
  const quick = process.argv.includes('--quick');
  const rounds = quick ? { cold: 3, warm: 1 } : { cold: 15, warm: 5 };
  installPeers();
  const variants = await buildVariants();
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const dynamoDb = await startDynamoDb();
  const env = { ...LAMBDA, ...ENVIRONMENTS.crud, HOME: home, AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint };
  try {
    const before = loadavg()[0];
    const coldStart = withRatios(await measureColdStarts(variants.cold, env, rounds.cold), (name) => bytesOf(variants.cold[name]));
    const warmCpuUs = await measureWarm(variants.warm, env, rounds.warm);
    const coreCpuUs = await measureCore(variants.core, env, rounds.warm);
    const validators = await measureValidators(join(variants.folder, 'validators'), rounds.cold);
    const results: Results = {
      date: new Date().toISOString(),
      commit: output('git', 'rev-parse', 'HEAD'),
      node: output(nodeUnderTest(), '--version'),
      machine: `${process.platform} ${process.arch}, ${cpus().length} cores`,
      rounds,
      load: [before, loadavg()[0]],
      coldStart,
      warmCpuUs,
      coreCpuUs,
      validators,
    };
    console.log(`${tablesOf(results)}\n\n${verdictOf(results)}\nnode ${results.node}, ${results.machine}, load ${results.load.join(' to ')}`);
    if (!quick) { writeFileSync(join(__dirname, 'results', 'latest.json'), `${JSON.stringify(results, undefined, 2)}\n`); }
  } finally {
    dynamoDb.process.kill();
    for (const folder of [variants.folder, home]) { rmSync(folder, { recursive: true, force: true }); }
  }
}

function output(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: __dirname, encoding: 'utf8' }).trim();
}

main().catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
