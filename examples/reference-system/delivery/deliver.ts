/**
 * The steps of a delivery, as the workflow `delivery` runs them; README.md tells of each.
 *   npm run deliver -- synth|differences|previous|deploy|smoke|e2e|watch|rollback --stage staging|production [--minutes 10] [--against <assembly>] [--dry-run]
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ringing } from './alarms';
import { deliver } from './commands';
import { runFor, runVisibly } from './run';

async function main(args: readonly string[]): Promise<void> {
  const { env } = process;
  await deliver(args, {
    env,
    say: (line) => { process.stdout.write(`${line}\n`); },
    run: runVisibly,
    runFor,
    tell: (name, value) => { if (env.GITHUB_OUTPUT) { appendFileSync(env.GITHUB_OUTPUT, `${name}=${value}\n`); } },
    look: async (region, alarms) => {
      const client = new CloudWatchClient({ region });
      try {
        return await ringing(client, alarms);
      } finally {
        client.destroy();
      }
    },
    wait: delay,
  });
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
