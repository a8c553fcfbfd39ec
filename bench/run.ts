/** Measures what docs/decisions say of speed. `npm run bench`; --quick for a look (3 rounds, nothing written). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureColdStarts } from './cold-start';
import { reportEvents } from './events';
import { reportGuard } from './guard';
import { measureMedia } from './media';
import { installPeers, nodeUnderTest, startDynamoDb } from './processes';
import { tablesOf, verdictsOf, withRatios, type Results } from './report';
import { reportSynths } from './synth';
import { measureThroughput } from './throughput';
import { measureValidators } from './validators';
import { buildVariants, bytesOf, OURS, SAMPLE_CJS } from './variants';
import { measureCore, measureWarm } from './warm';
import { ENVIRONMENTS, LAMBDA } from '../test/bundle/shipped';
import { XRayDaemon } from '../test/support/xray-daemon';

/** Every request is of a sampled trace, which costs the most. */
const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

async function main() {
  const quick = process.argv.includes('--quick');
  const rounds = quick ? { cold: 3, warm: 1 } : { cold: 11, warm: 3 };
  installPeers();
  execFileSync(process.execPath, [require.resolve('tsx/cli'), join(__dirname, '..', 'scripts', 'bundle-handlers.ts')]);
  const variants = await buildVariants();
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const dynamoDb = await startDynamoDb();
  const daemon = await XRayDaemon.start();
  const env = {
    ...LAMBDA,
    ...ENVIRONMENTS.crud,
    HOME: home,
    NODE_PATH: variants.layer,
    LAMBDA_TASK_ROOT: home,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    _X_AMZN_TRACE_ID: TRACE,
    AWS_XRAY_DAEMON_ADDRESS: daemon.address,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
  };
  try {
    const before = loadavg()[0];
    const cold = await measureColdStarts(variants.cold, env, rounds.cold);
    if (!daemon.documents.some(({ name, aws }) => name === 'DynamoDB' && aws?.operation === 'PutItem')) {
      throw new Error(`${OURS} sent no trace, so its cold start was not measured with everything on`);
    }
    const transports = await measureColdStarts(variants.transports, env, rounds.cold);
    const warmCpuUs = await measureWarm(variants.warm, env, rounds.warm);
    const coreCpuUs = await measureCore(variants.core, env, rounds.warm);
    const throughput = await measureThroughput(variants.warm, env, rounds.warm);
    const validators = await measureValidators(join(variants.folder, 'validators'), rounds.cold);
    const results: Results = {
      date: new Date().toISOString(),
      commit: output('git', 'rev-parse', 'HEAD'),
      node: output(nodeUnderTest(), '--version'),
      machine: `${process.platform} ${process.arch}, ${cpus().length} cores`,
      rounds,
      load: [before, loadavg()[0]],
      coldStart: withRatios(cold, cold[SAMPLE_CJS], (name) => bytesOf(variants.cold[name])),
      transports: withRatios(transports, cold[SAMPLE_CJS], (name) => bytesOf(variants.transports[name])),
      warmCpuUs,
      coreCpuUs,
      throughput,
      validators,
    };
    const { node, machine, load } = results;
    console.log(`${tablesOf(results)}\n\n${verdictsOf(results)}\nnode ${node}, ${machine}, load ${load.join(' to ')}`);
    if (!quick) { writeFileSync(join(__dirname, 'results', 'latest.json'), `${JSON.stringify(results, undefined, 2)}\n`); }
    await reportSynths(quick);
    await measureMedia(quick);
    await reportEvents(quick);
    await reportGuard(quick);
  } finally {
    dynamoDb.process.kill();
    daemon.stop();
    for (const folder of [variants.folder, home]) { rmSync(folder, { recursive: true, force: true }); }
  }
}

function output(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: __dirname, encoding: 'utf8' }).trim();
}

main().catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
