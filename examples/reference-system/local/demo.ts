import { relative } from 'node:path';
import { REPOSITORY } from './aws-environment';
import { bringUp, type RunningSystem } from './bring-up';
import { CannotStart } from './cannot-start';
import { runChecks } from './checks';
import { CommandFailed } from './command';
import { commerceJourney } from './commerce-journey';
import { type DemoOptions, parseDemoOptions } from './demo-options';
import { siteJourney } from './site-journey';
import { stopRequest, stopRequested } from './stop-request';
import { ticketsJourney } from './tickets-journey';

const log = (text: string) => { process.stdout.write(text); };

async function demo(options: DemoOptions, stop: AbortSignal): Promise<number> {
  const start = performance.now();
  const system = await bringUp({ ...options, log, signal: stop });
  log(`Up in ${((performance.now() - start) / 1000).toFixed(1)} s.\n\n`);
  let exitCode = 0;
  if (options.check) {
    exitCode = await runChecks([...ticketsJourney(system), ...commerceJourney(system), ...siteJourney(system)], log) === 0 ? 0 : 1;
  } else {
    log(welcome(system, options.home));
    await stopRequested(stop);
    log('\nStopping … ');
  }
  await system.stop();
  log(options.check ? '' : 'stopped.\n');
  return exitCode;
}

function welcome({ outputs }: RunningSystem, home: string): string {
  const { siteUrl, apis, users, endpoint, region } = outputs;
  const [{ username, password }] = users;
  const rows = [
    ...(siteUrl ? [['Site', siteUrl]] : []),
    ...Object.entries(apis).map(([name, url]) => [`API ${name}`, url]),
    ['AWS endpoint', `${endpoint} (${region})`],
    ...users.map((user) => [`User ${user.username}`, `${user.password}  ${user.groups.join(', ')}`]),
  ];
  const place = relative(process.cwd(), home) || home;
  return [
    ...rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`.trimEnd()),
    '',
    'Log in with:',
    `  curl -X POST ${apis.tickets}/auth/login -H 'Content-Type: application/json' -d '${JSON.stringify({ username, password })}'`,
    '',
    `All of it is in ${place}/outputs.json, the logs in ${place}/*.log. Ctrl-C stops it and keeps its data.`,
    '',
  ].join('\n');
}

async function main(): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // the library's oldest Node is this project's to choose
  const stop = stopRequest();
  try {
    return await demo(parseDemoOptions(process.argv.slice(2), REPOSITORY), stop);
  } catch (error) {
    if (stop.aborted) {
      log('\nStopped before it was up.\n');
      return 130;
    }
    const mendable = error instanceof CannotStart || error instanceof CommandFailed;
    process.stderr.write(`${mendable ? error.message : (error as Error).stack}\n`);
    return 1;
  }
}

void main().then((exitCode) => { process.exitCode = exitCode; });
